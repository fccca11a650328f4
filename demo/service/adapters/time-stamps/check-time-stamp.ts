/**
 * Checks an authority's answer before anyone relies on it (RFC 3161 section 2.4.2): an answer that does
 * not belong to our request, or that nobody trustworthy has signed, is no time stamp.
 */
import * as asn1 from 'asn1js';
import { type ContentInfo, SignedData, TSTInfo, TimeStampResp } from 'pkijs';
import { TimeStampError } from '../../ports/time-stamp-authority.ts';
import { OID } from '../../sealing/cms/oids.ts';
import { checkSigner } from './check-signer.ts';
import type { TimeStampRequest } from './time-stamp-request.ts';

export interface TimeStampPolicy {
  /** PEM; without it the signature and the certificate's purpose are checked, not who issued it. */
  readonly trustAnchorsPem?: string;
  /** How far the authority's clock may be from ours. */
  readonly toleranceSeconds: number;
  readonly now: () => Date;
}

export const untrustworthy = (message: string, cause?: unknown): TimeStampError =>
  new TimeStampError('untrustworthy', message, cause === undefined ? undefined : { cause });

/** @returns the DER of the TimeStampToken */
export function checkTimeStampResponse(
  unverifiedResponse: Uint8Array,
  request: TimeStampRequest,
  policy: TimeStampPolicy,
): Uint8Array {
  const { contentInfo, token: unverifiedToken } = readResponse(unverifiedResponse);
  const { signedData, content, info } = readToken(contentInfo);
  attempt('The token cannot be checked.', () => {
    checkInfo(info, request, policy);
    checkSigner(signedData, content, info.genTime, policy);
  });
  return unverifiedToken;
}

/** @returns the token as it came, and as what it was read */
function readResponse(bytes: Uint8Array): { contentInfo: ContentInfo; token: Uint8Array } {
  const response = attempt('The answer is no time stamp response.', () => {
    const { offset, result } = asn1.fromBER(bytes);
    if (offset !== bytes.length) throw new TypeError('Bytes are left over.');
    const token = result instanceof asn1.Sequence ? result.valueBlock.value[1] : undefined;
    return { parsed: new TimeStampResp({ schema: result }), token: token?.valueBeforeDecodeView };
  });
  // 0 granted, 1 granted with modifications.
  const status: number = response.parsed.status.status;
  if (status !== 0 && status !== 1) {
    throw new TimeStampError('refused', `The time stamp authority refused with status ${status}.`);
  }
  const { timeStampToken } = response.parsed;
  if (response.token === undefined || response.token.length === 0 || timeStampToken === undefined)
    throw untrustworthy('The answer has no token.');
  return { contentInfo: timeStampToken, token: response.token };
}

function readToken(contentInfo: ContentInfo): { signedData: SignedData; content: Uint8Array; info: TSTInfo } {
  return attempt('The token cannot be read.', () => {
    if (contentInfo.contentType !== OID.signedData) throw new TypeError('It is not signed data.');
    const signedData = new SignedData({ schema: contentInfo.content });
    const { eContentType, eContent } = signedData.encapContentInfo;
    if (eContentType !== OID.tstInfo || eContent === undefined) throw new TypeError('It holds no TSTInfo.');
    const content = new Uint8Array(eContent.getValue());
    return { signedData, content, info: TSTInfo.fromBER(content) };
  });
}

function checkInfo(info: TSTInfo, request: TimeStampRequest, policy: TimeStampPolicy): void {
  const { hashAlgorithm, hashedMessage } = info.messageImprint;
  if (
    hashAlgorithm.algorithmId !== OID.sha256 ||
    !equal(hashedMessage.valueBlock.valueHexView, request.sha256)
  ) {
    throw untrustworthy('The time stamp is for something else than was asked.');
  }
  if (info.nonce === undefined || !equal(info.nonce.valueBlock.valueHexView, request.nonce)) {
    throw untrustworthy('The time stamp answers another request.');
  }
  const awaySeconds = Math.abs(info.genTime.getTime() - policy.now().getTime()) / 1000;
  if (!(awaySeconds <= policy.toleranceSeconds)) {
    throw untrustworthy('The clock of the time stamp authority and ours are too far apart.');
  }
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

/** Whatever the libraries make of a damaged answer: it is no time stamp, and no fault of ours. */
function attempt<T>(message: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof TimeStampError) throw error;
    throw untrustworthy(message, error);
  }
}
