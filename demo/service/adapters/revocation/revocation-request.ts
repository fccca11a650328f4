/** One request to whoever a certificate names: short, small, over http or https, to a public address, and to nowhere else. */
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { RevocationError } from '../../ports/revocation-source.ts';
import { refuse } from './evidence.ts';
import { checkHost, lookupPublic } from './public-address.ts';

/** The lists of large authorities have some megabytes. */
const LARGEST_ANSWER_BYTES = 8 * 1024 * 1024;

export interface RevocationRequestOptions {
  /** From the first byte of the question to the last of the answer. */
  readonly timeoutSeconds: number;
  /** Hosts, with their port where it is not the usual one, that may be in a private network: an authority of one's own. */
  readonly privateHosts?: readonly string[];
  readonly largestAnswerBytes?: number;
}

/** @param question an OCSP request is posted (RFC 6960 appendix A.1); without one a list is got (RFC 5280 section 4.2.1.13) */
export type AskForStatus = (url: string, question?: Uint8Array) => Promise<Uint8Array>;

export function createRevocationRequest(options: RevocationRequestOptions): AskForStatus {
  return async (url, question) => {
    try {
      return await ask(url, question, options);
    } catch (error) {
      if (error instanceof RevocationError) throw error;
      throw refuse('unreachable', 'Who knows the status of a certificate cannot be reached.', error);
    }
  };
}

async function ask(
  url: string,
  question: Uint8Array | undefined,
  { timeoutSeconds, privateHosts = [], largestAnswerBytes = LARGEST_ANSWER_BYTES }: RevocationRequestOptions,
): Promise<Uint8Array> {
  const target = new URL(url);
  const { protocol, host, hostname } = target;
  if ((protocol !== 'http:' && protocol !== 'https:') || target.username !== '' || target.password !== '')
    throw refuse('untrustworthy', 'A certificate names an address that is not asked.');
  const isOurs = privateHosts.includes(host);
  if (!isOurs) checkHost(hostname);
  const signal = AbortSignal.timeout(timeoutSeconds * 1000);
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const send = protocol === 'https:' ? requestHttps : requestHttp;
    const sent = send(target, {
      // No connection is kept: one that was judged for another name would not be judged again.
      agent: false,
      method: question ? 'POST' : 'GET',
      headers: question
        ? { 'Content-Type': 'application/ocsp-request', 'Content-Length': question.length }
        : { Accept: 'application/pkix-crl' },
      ...(!isOurs && { lookup: lookupPublic() }),
      signal,
    });
    sent.on('response', resolve).on('error', reject).end(question);
  });
  // Redirects are not followed: they could lead anywhere.
  if (response.statusCode !== 200) {
    response.destroy();
    throw refuse('unreachable', `Who knows the status of a certificate answered ${response.statusCode}.`);
  }
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > largestAnswerBytes)
      throw refuse('untrustworthy', 'The answer about the status of a certificate is too large.');
    parts.push(part);
  }
  return Buffer.concat(parts);
}
