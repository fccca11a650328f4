/** Whose passkeys they are: the host that people reach the service by, or nobody where that can have none. */
import { isIP } from 'node:net';
import { ServiceProblem } from '../domain/problem.ts';
import type { RelyingParty } from '../ports/passkey-authority.ts';
import type { ServiceContext } from './service-context.ts';

/**
 * @returns undefined where the service is reached by an address in numbers or without TLS: browsers have no passkeys
 * there (Web Authentication Level 3, section 5.1.3; Secure Contexts, section 3.1)
 */
export function relyingPartyOf({
  publicUrl,
  returnOrigins,
}: Pick<ServiceContext, 'publicUrl' | 'returnOrigins'>): RelyingParty | undefined {
  const { hostname: id, origin } = new URL(publicUrl);
  if (isIP(id.replace(/^\[|\]$/g, '')) !== 0 || !isTrustworthy(origin)) return undefined;
  return {
    id,
    // A page of a host below may use them too (section 5.1.2: a suffix of its domain); any other cannot.
    origins: [origin, ...returnOrigins.filter((other) => isTrustworthy(other) && isBelow(other, id))],
    framingOrigins: [origin, ...returnOrigins],
  };
}

/** @throws signature-invalid */
export function requireRelyingParty(context: ServiceContext): RelyingParty {
  const relyingParty = relyingPartyOf(context);
  if (!relyingParty) {
    throw new ServiceProblem('signature-invalid', { detail: 'This service takes no passkeys.' });
  }
  return relyingParty;
}

function isBelow(origin: string, id: string): boolean {
  const { hostname } = new URL(origin);
  return hostname === id || hostname.endsWith(`.${id}`);
}

function isTrustworthy(origin: string): boolean {
  const { protocol, hostname } = new URL(origin);
  return protocol === 'https:' || hostname === 'localhost' || hostname.endsWith('.localhost');
}
