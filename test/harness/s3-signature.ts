/**
 * Whether a request is signed as AWS Signature Version 4 wants it
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html), found out from the request alone:
 * nothing here is of the library that signs.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export interface S3Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface SignedRequest {
  readonly method: string;
  /** As it came, with its query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
}

export type SignatureFault =
  | 'AccessDenied'
  | 'AuthorizationHeaderMalformed'
  | 'InvalidAccessKeyId'
  | 'RequestTimeTooSkewed'
  | 'SignatureDoesNotMatch'
  | 'XAmzContentSHA256Mismatch';

const LONGEST_SKEW_MILLISECONDS = 15 * 60_000;
const FORM =
  /^AWS4-HMAC-SHA256 Credential=([^/,]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/;
const MUST_BE_SIGNED = ['host', 'x-amz-content-sha256', 'x-amz-date'];

/** @returns the code that S3 refuses it with; undefined where it is right */
export function signatureFault(
  { method, url, headers, body }: SignedRequest,
  { accessKeyId, secretAccessKey }: S3Credentials,
  wantedRegion: string,
  now = new Date(),
): SignatureFault | undefined {
  if (headers.authorization === undefined) return 'AccessDenied';
  const [, keyId, day, region, names = '', signature = ''] = FORM.exec(headers.authorization) ?? [];
  if (keyId === undefined || region !== wantedRegion) return 'AuthorizationHeaderMalformed';
  if (keyId !== accessKeyId) return 'InvalidAccessKeyId';
  const header = (name: string) =>
    String(headers[name] ?? '')
      .trim()
      .replace(/ +/g, ' ');
  const at = header('x-amz-date');
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(at)?.slice(1) ?? [];
  const [year, month, date, hour, minute, second] = parts.map(Number);
  const signedAt = Date.UTC(year ?? NaN, (month ?? NaN) - 1, date, hour, minute, second);
  if (!(Math.abs(now.getTime() - signedAt) <= LONGEST_SKEW_MILLISECONDS) || !at.startsWith(day ?? '?'))
    return 'RequestTimeTooSkewed';
  const signed = names.split(';');
  const amazon = Object.keys(headers).filter((name) => name.startsWith('x-amz-'));
  if (![...MUST_BE_SIGNED, ...amazon].every((name) => signed.includes(name))) return 'AccessDenied';
  const payload = header('x-amz-content-sha256');
  // `UNSIGNED-PAYLOAD` and bodies that are signed in pieces are not for this service: its bytes are covered whole.
  if (payload !== hex(body)) return 'XAmzContentSHA256Mismatch';

  const [path = '', query = ''] = url.split('?');
  const canonicalRequest = [
    method,
    path,
    query
      .split('&')
      .filter(Boolean)
      .map((pair) => (pair.includes('=') ? pair : `${pair}=`))
      .sort()
      .join('&'),
    ...signed.map((name) => `${name}:${header(name)}`),
    '',
    names,
    payload,
  ].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', at, scope, hex(canonicalRequest)].join('\n');
  const key = [day ?? '', region, 's3', 'aws4_request'].reduce<string | Buffer>(
    (secret, part) => createHmac('sha256', secret).update(part).digest(),
    `AWS4${secretAccessKey}`,
  );
  const right = createHmac('sha256', key).update(toSign).digest();
  return timingSafeEqual(right, Buffer.from(signature, 'hex')) ? undefined : 'SignatureDoesNotMatch';
}

function hex(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex');
}
