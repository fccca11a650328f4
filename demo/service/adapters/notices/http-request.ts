/**
 * One request to somebody else's server: to the addresses given and no others, whatever the name says a moment later
 * (DNS rebinding), without redirects, short, and no more of the answer than fits.
 */
import { request as requestPlain, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as requestSecure } from 'node:https';
import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';

export interface OutgoingRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** In place of what the name says; left out, the name is looked up. */
  readonly addresses?: readonly LookupAddress[];
  /** For all of it, from the connection to the end of the answer. */
  readonly timeoutSeconds: number;
  readonly maxAnswerBytes: number;
}

export interface IncomingAnswer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
}

export class RequestFailure extends Error {
  override readonly name = 'RequestFailure';
  constructor(
    readonly reason: 'unreachable' | 'timeout' | 'connection-lost',
    /** Whether the other side may have got the request. */
    readonly mayHaveArrived: boolean,
    options?: ErrorOptions,
  ) {
    super(reason, options);
  }
}

/** @throws RequestFailure where no answer has come */
export function sendRequest(outgoing: OutgoingRequest): Promise<IncomingAnswer> {
  const { url, method, headers, body, addresses, timeoutSeconds } = outgoing;
  return new Promise((resolve, reject) => {
    let mayHaveArrived = false;
    let timedOut = false;
    const send = url.protocol === 'https:' ? requestSecure : requestPlain;
    const request: ClientRequest = send(url, {
      method,
      headers: {
        ...headers,
        ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
      },
      // A connection of its own: one that is kept open may be gone when it is used, and nobody could tell.
      agent: false,
      ...(addresses && { lookup: pinnedTo(addresses) }),
    });
    const fail = (failure: RequestFailure) => {
      clearTimeout(timer);
      reject(failure);
      request.destroy();
    };
    const timer = setTimeout(() => {
      timedOut = true;
      fail(new RequestFailure('timeout', mayHaveArrived));
    }, timeoutSeconds * 1000);
    request.once('socket', (socket) => {
      // Until then nothing of the request has been written.
      socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => (mayHaveArrived = true));
    });
    request.once('error', (cause) => {
      if (!timedOut)
        fail(
          new RequestFailure(mayHaveArrived ? 'connection-lost' : 'unreachable', mayHaveArrived, { cause }),
        );
    });
    request.once('response', (response) => {
      // Its status is the answer. What comes after it is read, so as not to hang up on anyone, and not for ever.
      let received = 0;
      response.on('data', (part: Buffer) => {
        received += part.length;
        if (received > outgoing.maxAnswerBytes) request.destroy();
      });
      response.once('error', () => request.destroy());
      response.once('close', () => clearTimeout(timer));
      resolve({ status: response.statusCode ?? 0, headers: response.headers });
    });
    request.end(body);
  });
}

function pinnedTo(addresses: readonly LookupAddress[]): LookupFunction {
  return (_hostname, options, callback) => {
    const [first] = addresses;
    if (!first) return callback(new Error('There is no address.'), '', 0);
    return options.all ? callback(null, [...addresses]) : callback(null, first.address, first.family);
  };
}

/** RFC 9110 section 10.2.3, as seconds; a date is not worth its clock. */
export function retryAfterSeconds({ headers }: IncomingAnswer): number | undefined {
  const text = headers['retry-after'];
  return text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : undefined;
}
