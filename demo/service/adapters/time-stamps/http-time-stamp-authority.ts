/** A time stamp authority over HTTP (RFC 3161 section 3.4). */
import { TimeStampError, type TimeStampAuthority } from '../../ports/time-stamp-authority.ts';
import { checkTimeStampResponse } from './check-time-stamp.ts';
import { createTimeStampRequest } from './time-stamp-request.ts';

/** A token with its whole chain is some ten kilobytes. */
const LARGEST_ANSWER_BYTES = 1024 * 1024;

export interface HttpTimeStampOptions {
  readonly timeoutSeconds: number;
  readonly fetch?: typeof fetch;
  /** PEM of the authorities that may issue the time stamp certificate; anyone when it is left out. */
  readonly trustAnchorsPem?: string;
  readonly toleranceSeconds?: number;
  readonly now?: () => Date;
}

export function createHttpTimeStampAuthority(url: string, options: HttpTimeStampOptions): TimeStampAuthority {
  const { timeoutSeconds, fetch: send = fetch, toleranceSeconds = 300, now = () => new Date() } = options;
  const policy = {
    toleranceSeconds,
    now,
    ...(options.trustAnchorsPem ? { trustAnchorsPem: options.trustAnchorsPem } : {}),
  };
  return {
    async stamp(sha256) {
      const request = createTimeStampRequest(sha256);
      const answer = await post(send, url, request.der, timeoutSeconds);
      return checkTimeStampResponse(answer, request, policy);
    },
  };
}

async function post(
  send: typeof fetch,
  url: string,
  body: Buffer,
  timeoutSeconds: number,
): Promise<Uint8Array> {
  try {
    const response = await send(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/timestamp-query', Accept: 'application/timestamp-reply' },
      body: new Uint8Array(body),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutSeconds * 1000),
    });
    if (!response.ok) {
      await response.body?.cancel();
      throw new TimeStampError('unreachable', `The time stamp authority answered ${response.status}.`);
    }
    return await readLimited(response);
  } catch (error) {
    if (error instanceof TimeStampError) throw error;
    throw new TimeStampError('unreachable', 'The time stamp authority cannot be reached.', { cause: error });
  }
}

async function readLimited(response: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.length;
    if (length > LARGEST_ANSWER_BYTES) {
      throw new TimeStampError('untrustworthy', 'The answer of the time stamp authority is too large.');
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}
