/** A login from its offer to its end: run by the service, or by a page as the widget does (OpenID Connect, PKCE). */
import { createHash, randomBytes } from 'node:crypto';
import type { Login } from '../../src/task/contract.ts';
import { EidBrowser } from './eid-browser.ts';
import { given, holds, same } from './expect.ts';
import type { World } from './world.ts';

type Fields = Readonly<Record<string, string>>;

/**
 * By the service, as a browser is led: from `startUrl` over the eID to where it comes back.
 *
 * @param returnUrl left out, the task's own page
 */
export async function logInAtService(
  world: World,
  login: Login,
  fields: Fields,
  returnUrl?: string,
): Promise<URL> {
  const { service, target } = world;
  same(login.startUrl, `${target.serviceUrl}/logins/${login.id}/start`, 'startUrl');
  const query = returnUrl === undefined ? {} : { return: returnUrl };
  const browsing = { headers: { accept: 'text/html' }, origin: null } as const;
  const started = await service.call('startLogin', { ...browsing, params: { loginId: login.id }, query });
  given(started, 303);
  const callback = `${target.serviceUrl}/logins/callback`;
  const back = await new EidBrowser().logIn(
    new URL(started.headers.get('location') ?? '', target.serviceUrl),
    fields,
    ({ href }) => href.startsWith(callback),
  );
  const finished = await service.call('finishLogin', {
    ...browsing,
    query: Object.fromEntries(back.searchParams),
  });
  given(finished, 303);
  return new URL(finished.headers.get('location') ?? '', target.serviceUrl);
}

/** What a page is told in its fragment at the end. */
export function fragmentOf({ hash }: URL): URLSearchParams {
  return new URLSearchParams(hash.slice(1));
}

/** By a page: the authorization code flow with PKCE (RFC 7636), as a public client. @returns the ID token */
export async function logInAtPage(
  { target }: World,
  login: Login,
  fields: Fields,
  redirectUri: string,
): Promise<string> {
  const { issuer, clientId, scope, nonce, acrValues } = login;
  holds(issuer && clientId && scope && nonce, 'a login that a page can run', login);
  const discovered = await fetch(`${issuer}/.well-known/openid-configuration`);
  const provider = (await discovered.json()) as { authorization_endpoint: string; token_endpoint: string };
  const verifier = randomBytes(32).toString('base64url');
  const state = randomBytes(16).toString('base64url');
  const url = new URL(provider.authorization_endpoint);
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope,
    state,
    nonce,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...(acrValues && { acr_values: acrValues.join(' ') }),
    ...(login.maxAge !== undefined && { max_age: String(login.maxAge) }),
  }).toString();
  const back = await new EidBrowser().logIn(url, fields, ({ href }) => href.startsWith(redirectUri));
  same(back.searchParams.get('state'), state, 'the state that the eID brings back');
  const answer = await fetch(provider.token_endpoint, {
    method: 'POST',
    headers: target.origin === undefined ? {} : { origin: target.origin },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: clientId,
      code: back.searchParams.get('code') ?? '',
      code_verifier: verifier,
      redirect_uri: redirectUri,
    }),
  });
  const { id_token: idToken = '' } = (await answer.json()) as { id_token?: string };
  holds(answer.ok && idToken !== '', 'an ID token of the eID', answer.status);
  return idToken;
}
