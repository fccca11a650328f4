/**
 * What went wrong at the store, by its status and its code. Its own words are left out: stores put keys and addresses
 * into them, and errors end in logs.
 */
import { StoreError, type StoreFailure } from '../../ports/store-error.ts';

export class NoSuchObject extends Error {
  override readonly name = 'NoSuchObject';
}

/** It has fewer bytes than it was asked for. */
export class ShorterObject extends Error {
  override readonly name = 'ShorterObject';

  constructor(options?: ErrorOptions) {
    super('The stored object is shorter than it was.', options);
  }
}

interface SdkError extends Error {
  readonly code?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

export function storeFailure(error: unknown): Error {
  const {
    name = 'unknown',
    code,
    $metadata,
  } = error instanceof Error ? (error as SdkError) : ({} as Partial<SdkError>);
  const status = $metadata?.httpStatusCode;
  if (status === 404 && (name === 'NoSuchKey' || name === 'NotFound'))
    return new NoSuchObject('There is no such object.', { cause: error });
  if (status === 416) return new ShorterObject({ cause: error });
  // A line that was cut is a timeout to the library.
  const reason = code === 'ECONNRESET' ? 'unreachable' : reasonOf(name, status);
  const what = [name, typeof code === 'string' ? code : undefined, status].filter(Boolean).join(', ');
  return new StoreError(reason, `The document store cannot be used: ${reason} (${what}).`, { cause: error });
}

function reasonOf(name: string, status: number | undefined): StoreFailure {
  if (name === 'TimeoutError' || name === 'AbortError') return 'timeout';
  // Without credentials nothing is even sent.
  if (name === 'CredentialsProviderError') return 'refused';
  if (status === undefined) return 'unreachable';
  return status < 500 && status !== 408 && status !== 429 ? 'refused' : 'failed';
}
