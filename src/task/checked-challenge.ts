/** From JSON to a challenge that the rest can rely on: where it leads to is the service's own, or an eID's. */
import { checkedLogin } from './checked-login.ts';
import type { SignatureChallenge } from './contract.ts';
import type { TaskAddress } from './task-address.ts';
import { TaskError } from './task-error.ts';

/** @throws {TaskError} `service-unavailable` for what is no challenge: something else has answered */
export function checkedChallenge(unverified: unknown, { service }: TaskAddress): SignatureChallenge {
  const challenge = (unverified ?? {}) as Partial<SignatureChallenge>;
  const { id, method, random, expiresAt, publicKey, window, status } = challenge;
  const login = challenge.login && checkedLogin(challenge.login, service);
  const isOwn =
    window === undefined || (URL.canParse(window) && new URL(window).origin === originOf(service));
  const isWhole = typeof id === 'string' && typeof random === 'string' && typeof expiresAt === 'string';
  if (!isWhole || !isOwn || (method !== 'passkey' && !(method === 'eid' && login))) {
    throw new TaskError({ code: 'service-unavailable', retryable: true, reason: 'not-a-challenge' });
  }
  return {
    id,
    method,
    random,
    expiresAt,
    ...(login && { login: { ...login, ...(login.acrValues && { acrValues: [...login.acrValues] }) } }),
    ...(publicKey && { publicKey }),
    ...(window !== undefined && { window }),
    ...(status !== undefined && { status }),
  } as SignatureChallenge;
}

function originOf(service: string): string {
  return new URL(service).origin;
}
