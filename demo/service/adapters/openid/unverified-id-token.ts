/** The form of an ID token: a JWS in compact serialization (RFC 7515 section 7.1). Believes nothing that is in it. */
import { LoginRefused } from '../../ports/identity-provider.ts';
import { isObject } from './provider-request.ts';
import { parseUniqueMemberJson } from './unique-member-json.ts';

export type Claims = Readonly<Record<string, unknown>>;

export interface UnverifiedIdToken {
  readonly compact: string;
  readonly header: Claims;
  readonly unverifiedClaims: Claims;
}

/** Tokens of real eIDs are one to four kilobytes; what is larger is not worth a signature check. */
const LARGEST_TOKEN_CHARACTERS = 16 * 1024;
/** The signature may be empty here: that `none` is no algorithm is a rule of its own. */
const COMPACT = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]*)$/;

export function parseIdToken(compact: string): UnverifiedIdToken {
  if (compact.length > LARGEST_TOKEN_CHARACTERS) throw new LoginRefused('malformed');
  const [, header = '', payload = '', signature = ''] = COMPACT.exec(compact) ?? [];
  if (!isCanonical(signature)) throw new LoginRefused('malformed');
  return { compact, header: readObject(header), unverifiedClaims: readObject(payload) };
}

function readObject(segment: string): Claims {
  const value = isCanonical(segment) ? parseUniqueMemberJson(decodeUtf8(segment)) : undefined;
  if (!isObject(value)) throw new LoginRefused('malformed');
  return value;
}

/** One text for the same bytes (RFC 4648 section 3.5): else one token has many forms, each looking unused. */
function isCanonical(segment: string): boolean {
  return Buffer.from(segment, 'base64url').toString('base64url') === segment;
}

function decodeUtf8(segment: string): string {
  try {
    // Not Buffer's decoder, which mends bytes that are no UTF-8 into other names than were signed.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      Buffer.from(segment, 'base64url'),
    );
  } catch {
    throw new LoginRefused('malformed');
  }
}
