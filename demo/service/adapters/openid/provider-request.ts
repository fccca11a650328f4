/**
 * One request to the provider: short, small, and to nowhere else. What the provider sends is never part of a
 * message, nor of its cause: an answer may hold tokens and a person's data.
 */
import { IdentityProviderUnavailable } from '../../ports/identity-provider.ts';

const TIMEOUT_MS = 10_000;
/** The largest key sets, with certificate chains in them, are some ten kilobytes. */
const LARGEST_ANSWER_BYTES = 256 * 1024;

export interface ProviderAnswer {
  readonly status: number;
  readonly text: string;
}

export async function askProvider(
  send: typeof fetch,
  url: string,
  init: RequestInit = {},
): Promise<ProviderAnswer> {
  try {
    const response = await send(url, {
      ...init,
      // A redirect could lead a secret, or our trust, to another host.
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return { status: response.status, text: await readLimited(response) };
  } catch (error) {
    if (error instanceof IdentityProviderUnavailable) throw error;
    throw new IdentityProviderUnavailable('The eID cannot be reached.', { cause: error });
  }
}

/** @throws IdentityProviderUnavailable unless it is a JSON object that was sent with 200 */
export async function readProviderDocument(
  send: typeof fetch,
  url: string,
): Promise<Readonly<Record<string, unknown>>> {
  const { status, text } = await askProvider(send, url, { headers: { Accept: 'application/json' } });
  if (status !== 200) throw new IdentityProviderUnavailable(`The eID answered ${status}.`);
  const document = parseJsonObject(text);
  if (document === undefined) throw new IdentityProviderUnavailable('The eID sent no JSON object.');
  return document;
}

/** @returns undefined for anything else, without the parser's error: it quotes what it read. */
export function parseJsonObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

async function readLimited(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.length;
    if (length > LARGEST_ANSWER_BYTES) {
      throw new IdentityProviderUnavailable('The answer of the eID is too large.');
    }
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
