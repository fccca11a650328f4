/**
 * From what a problem says of a login to an offer that the rest can rely on: the browser is about to be sent to
 * these addresses, so that they have to be the service's own and an eID's.
 */
import type { LoginOffer } from '../session/login-offer.ts';

/** @returns `undefined` for what is no offer; one without the fields of a browser login where those are not in order */
export function checkedLogin(unverified: unknown, service: string): LoginOffer | undefined {
  if (typeof unverified !== 'object' || unverified === null) return undefined;
  const { id, startUrl, ...browser } = unverified as Record<string, unknown>;
  if (!isText(id) || !isText(startUrl) || !isOf(startUrl, service)) return undefined;
  return { id, startUrl, ...browserFields(browser) };
}

/** All of them, or none: a flow that is put together from what is left over would be another one. */
function browserFields(unverified: Record<string, unknown>): Partial<LoginOffer> {
  const { issuer, clientId, scope, acrValues, nonce, maxAge, loginHint } = unverified;
  if (!isText(issuer) || !isSecure(issuer) || !isText(clientId)) return {};
  if (!isOptional(scope, isText) || !isOptional(nonce, isText) || !isOptional(loginHint, isText)) return {};
  if (!isOptional(acrValues, isTexts) || !isOptional(maxAge, isSeconds)) return {};
  return {
    issuer,
    clientId,
    ...(scope !== undefined && { scope }),
    ...(acrValues !== undefined && { acrValues }),
    ...(nonce !== undefined && { nonce }),
    ...(maxAge !== undefined && { maxAge }),
    ...(loginHint !== undefined && { loginHint }),
  };
}

function isOf(url: string, service: string): boolean {
  return URL.canParse(url) && new URL(url).origin === new URL(service).origin;
}

/** An issuer is an `https` URL (OpenID Connect Discovery 1.0 section 3), or one on this very machine. */
function isSecure(issuer: string): boolean {
  if (!URL.canParse(issuer)) return false;
  const { protocol, hostname } = new URL(issuer);
  const isHere = /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
  return protocol === 'https:' || (protocol === 'http:' && isHere);
}

function isOptional<T>(value: unknown, is: (value: unknown) => value is T): value is T | undefined {
  return value === undefined || is(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(isText);
}

function isSeconds(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
