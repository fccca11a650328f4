/**
 * The CMS of a seal, made by somebody who has the seal key and may be careless or hostile: the good one
 * without a tweak, and one wrong thing at a time with one.
 */
import { createHash } from 'node:crypto';
import type { DevelopmentAuthority } from '../../../demo/service/adapters/keys/development-authority.ts';
import { readCertificate } from '../cms/certificate.ts';
import { OID } from '../cms/signed-data.ts';
import {
  algorithm,
  attribute,
  der,
  explicit,
  integer,
  octetString,
  oid,
  sequence,
  setOf,
} from './der-writer.ts';

/** Who seals and who stamps. */
export type Sealers = Pick<DevelopmentAuthority, 'sealKey' | 'timeStampAuthority'>;

export type CmsTweak =
  | 'signing-time'
  | 'no-signing-certificate'
  | 'other-signing-certificate'
  | 'default-hash-written'
  | 'attributes-out-of-order'
  | 'content-inside'
  | 'digest-of-nothing'
  | 'content-type-of-a-token'
  | 'version-3'
  | 'no-certificates'
  | 'no-time-stamp'
  | 'two-time-stamps'
  | 'stamp-over-the-document'
  | 'token-without-version'
  | 'indefinite-length'
  | 'padding-not-zero'
  | 'two-signers'
  | 'digest-sha-1';

const sha256 = (data: Uint8Array): Buffer => createHash('sha256').update(data).digest();

export async function craftCms(
  covered: Uint8Array,
  { sealKey, timeStampAuthority }: Sealers,
  tweak?: CmsTweak,
): Promise<Buffer> {
  const chain = sealKey.certificateChain;
  const isSha1 = tweak === 'digest-sha-1';
  const digestOf = (data: Uint8Array) => (isSha1 ? createHash('sha1').update(data).digest() : sha256(data));
  const digestAlgorithm = algorithm(isSha1 ? OID.sha1 : OID.sha256);
  const certificate = readCertificate(chain[0]!);
  const hashed = tweak === 'other-signing-certificate' ? chain[1]! : chain[0]!;
  const spelledOut = tweak === 'default-hash-written' ? [sequence(oid(OID.sha256))] : [];
  const reference = sequence(sequence(sequence(...spelledOut, octetString(sha256(hashed)))));
  const attributes = [
    attribute(OID.contentType, oid(tweak === 'content-type-of-a-token' ? OID.tstInfo : OID.data)),
    attribute(
      OID.messageDigest,
      octetString(digestOf(tweak === 'digest-of-nothing' ? Buffer.alloc(0) : covered)),
    ),
  ];
  if (tweak !== 'no-signing-certificate') attributes.push(attribute(OID.signingCertificateV2, reference));
  if (tweak === 'signing-time')
    attributes.push(attribute(OID.signingTime, der(0x17, Buffer.from('260115100000Z'))));
  const inOrder = setOf(...attributes);
  const signedAttributes = tweak === 'attributes-out-of-order' ? der(0x31, ...attributes.reverse()) : inOrder;
  const value = await sealKey.sign(signedAttributes);

  const imprint = sha256(tweak === 'stamp-over-the-document' ? covered : value);
  let token: Buffer = Buffer.from(await timeStampAuthority.stamp(imprint));
  // The first INTEGER of the token is its CMS version, 3.
  if (tweak === 'token-without-version')
    token = Buffer.from(token.toString('hex').replace('020103', '020101'), 'hex');
  const tokens = tweak === 'no-time-stamp' ? [] : tweak === 'two-time-stamps' ? [token, token] : [token];
  const implicit = (tag: number, set: Buffer): Buffer => {
    const bytes = Buffer.from(set);
    bytes[0] = tag;
    return bytes;
  };
  const signer = sequence(
    integer(1),
    sequence(certificate.issuerDer, certificate.serialDer),
    digestAlgorithm,
    implicit(0xa0, signedAttributes),
    algorithm(OID.rsaEncryption),
    octetString(value),
    ...(tokens.length > 0
      ? [implicit(0xa1, setOf(...tokens.map((one) => attribute(OID.timeStampToken, one))))]
      : []),
  );
  const content = tweak === 'content-inside' ? [explicit(0, octetString(covered.subarray(0, 100)))] : [];
  const certificates = tweak === 'no-certificates' ? [] : [implicit(0xa0, setOf(...chain))];
  const signedData = sequence(
    integer(tweak === 'version-3' ? 3 : 1),
    setOf(digestAlgorithm),
    sequence(oid(OID.data), ...content),
    ...certificates,
    tweak === 'two-signers' ? setOf(signer, signer) : setOf(signer),
  );
  if (tweak === 'indefinite-length') {
    const inner = Buffer.concat([oid(OID.signedData), explicit(0, signedData)]);
    return Buffer.concat([Buffer.from([0x30, 0x80]), inner, Buffer.from([0, 0])]);
  }
  const whole = sequence(oid(OID.signedData), explicit(0, signedData));
  return tweak === 'padding-not-zero' ? Buffer.concat([whole, Buffer.from([0, 7])]) : whole;
}
