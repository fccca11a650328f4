/** The test eID as an OpenID provider: what it adds to the library. Shows no login page itself. */
import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import { loadOidcProvider } from './load-oidc-provider.ts';
import { createLoginPolicy } from './login-policy.ts';
import { createMemoryAdapter } from './memory-adapter.ts';
import { faultPage, problemPage } from './pages/problem-page.ts';
import { claims, clients, keys, SCOPE, surface, type ProviderConfiguration } from './provider-settings.ts';

export function loginPath(uid: string): string {
  return `/login/${uid}`;
}

export async function createProvider(
  configuration: ProviderConfiguration,
  reportFault: (error: unknown) => void,
): Promise<Provider> {
  const oidc = await loadOidcProvider();
  const provider = new oidc.Provider(configuration.publicUrl, {
    ...(await keys()),
    ...clients(configuration),
    ...claims(),
    ...surface(),
    adapter: createMemoryAdapter(),
    interactions: {
      policy: createLoginPolicy(oidc),
      url: (_context, interaction) => loginPath(interaction.uid),
    },
    loadExistingGrant: grantWithoutAsking,
    renderError: (context, { error, error_description: description }) => {
      context.type = 'html';
      context.body =
        error === 'server_error'
          ? faultPage()
          : refusalPage(description === undefined ? error : `${error}: ${description}`);
    },
  });
  // What proxies say stands for the Host header, and is set to the public URL before the provider sees it.
  provider.proxy = true;
  provider.use(async (context, next) => {
    await next();
    if (context.status !== 404 || context.body) return;
    context.type = 'html';
    context.body = problemPage('Not found', 'This eID has no such page.');
    context.status = 404;
  });
  provider.use(async (context, next) => {
    // The library would answer in a page that sends itself with a script, which our pages have none of; also
    // where it refuses the mode.
    if (context.query.response_mode !== 'form_post') return next();
    context.type = 'html';
    context.body = refusalPage('invalid_request: response_mode form_post is not offered');
    context.status = 400;
  });
  const origins = new Set(configuration.browserClient.origins);
  provider.use(async (context, next) => {
    await next();
    // The library opens keys and discovery to every origin; a provider that lists origins opens nothing else.
    if (!origins.has(context.get('origin'))) context.remove('access-control-allow-origin');
  });
  provider.on('server_error', (_context: unknown, error: unknown) => reportFault(error));
  provider.onerror = (error: Error & { expose?: boolean }) => {
    // What is the sender's own doing is answered, and is no fault of ours.
    if (!error.expose) reportFault(error);
  };
  return provider;
}

function refusalPage(detail: string): string {
  return problemPage(
    'The login cannot go on',
    'What asked for the login did it in a way that this eID refuses. Go back to where you came from.',
    detail,
  );
}

async function grantWithoutAsking({ oidc }: KoaContextWithOIDC) {
  const { account, client, provider, session } = oidc;
  if (!account || !client) return undefined;
  const grantId = session?.grantIdFor(client.clientId);
  const known = grantId === undefined ? undefined : await provider.Grant.find(grantId);
  if (known) return known;
  const grant = new provider.Grant({ accountId: account.accountId, clientId: client.clientId });
  grant.addOIDCScope(SCOPE);
  await grant.save();
  return grant;
}
