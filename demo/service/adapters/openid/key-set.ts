/** The provider's public keys (RFC 7517 section 5). */
import { IdentityProviderUnavailable } from '../../ports/identity-provider.ts';
import { isObject, readProviderDocument } from './provider-request.ts';

export type PublishedKey = Readonly<Record<string, unknown>>;

export interface KeySet {
  readonly keys: readonly PublishedKey[];
  /** The keys as they came, and nothing else of the answer. */
  readonly text: string;
}

/** RFC 7518 section 6: what only the owner of a key has. */
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv'];

export async function readKeySet(send: typeof fetch, jwksUri: string): Promise<KeySet> {
  const { keys } = await readProviderDocument(send, jwksUri);
  if (!Array.isArray(keys)) throw new IdentityProviderUnavailable('The eID sent no key set.');
  const published = keys.filter(isObject);
  // OpenID Connect Discovery section 3 forbids it: whoever reads such a set can be this provider.
  if (published.some((key) => PRIVATE_MEMBERS.some((member) => Object.hasOwn(key, member)))) {
    throw new IdentityProviderUnavailable('The key set of the eID holds a key that is not public.');
  }
  return { keys: published, text: JSON.stringify({ keys: published }) };
}
