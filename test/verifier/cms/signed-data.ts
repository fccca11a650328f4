/** CMS SignedData, RFC 5652 sections 3, 5.1 and 5.3, as the seal and its time stamp both use it. */
import { createHash, verify } from 'node:crypto';
import { Unreadable } from '../findings.ts';
import { type Certificate, readCertificate } from './certificate.ts';
import { sameBytes } from './certificate-chain.ts';
import { childrenOf, type Der, inOrder, isContext, octets, oidOf, smallInteger, TAG } from './der.ts';

export const OID = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  tstInfo: '1.2.840.113549.1.9.16.1.4',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  timeStampToken: '1.2.840.113549.1.9.16.2.14',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  sha1: '1.3.14.3.2.26',
  sha256: '2.16.840.1.101.3.4.2.1',
  rsaEncryption: '1.2.840.113549.1.1.1',
  sha256WithRsa: '1.2.840.113549.1.1.11',
  timeStamping: '1.3.6.1.5.5.7.3.8',
} as const;

const HASHES: Readonly<Record<string, string>> = {
  [OID.sha256]: 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** The names of RFC 5754 and RFC 5480 for a signature over a hash; PSS has parameters and is not read. */
const SIGNATURES = [
  ...[OID.rsaEncryption, OID.sha256WithRsa, '1.2.840.113549.1.1.12', '1.2.840.113549.1.1.13'],
  ...['1.2.840.10045.4.3.2', '1.2.840.10045.4.3.3', '1.2.840.10045.4.3.4'],
];

export interface SignerInfo {
  readonly version: number;
  /** DER of issuer and serial number. */
  readonly issuer: Uint8Array;
  readonly serial: Uint8Array;
  readonly digestAlgorithm: string;
  readonly signatureAlgorithm: string;
  readonly signature: Uint8Array;
  readonly signedAttributes: readonly Attribute[];
  /** RFC 5652 section 5.4: signed with the tag of a SET, not with the [0] that they are sent with. */
  readonly signedAttributesDer: Uint8Array;
  readonly unsignedAttributes: readonly Attribute[];
}

export interface Attribute {
  readonly type: string;
  readonly values: readonly Der[];
}

export interface SignedData {
  readonly version: number;
  readonly digestAlgorithms: readonly string[];
  readonly contentType: string;
  readonly content: Uint8Array | undefined;
  readonly certificates: readonly Certificate[];
  readonly signer: SignerInfo;
}

export function readSignedData(contentInfo: Der): SignedData {
  const [type, wrapped, ...after] = childrenOf(contentInfo, TAG.sequence, 'ContentInfo');
  if (oidOf(type) !== OID.signedData || after.length > 0) fail('this is not SignedData');
  const fields = childrenOf(unwrap(wrapped), TAG.sequence, 'SignedData');
  const [version, digests, encapsulated, ...rest] = fields;
  const [contentType, explicit, ...more] = childrenOf(encapsulated, TAG.sequence, 'EncapsulatedContentInfo');
  if (more.length > 0) fail('EncapsulatedContentInfo has unknown fields');
  const signerInfos = childrenOf(rest.at(-1), TAG.set, 'SignerInfos');
  if (signerInfos.length !== 1) fail(`there are ${signerInfos.length} signers`);
  const signer = readSigner(signerInfos[0]);
  const digestAlgorithms = childrenOf(digests, TAG.set, 'digest algorithms').map(algorithm);
  // RFC 5652 section 5.1: the digest of each signer is listed, so that it can be made in one pass.
  if (!digestAlgorithms.includes(signer.digestAlgorithm))
    fail("the signer's digest is not among those listed");
  const certificateSet = rest.find((field) => isContext(field, 0));
  // Nothing covers revocation lists that come along here, and nothing of ours asks them.
  if (rest.length !== 1 + (certificateSet ? 1 : 0)) fail('SignedData has other fields than certificates');
  return {
    version: smallInteger(version),
    digestAlgorithms,
    contentType: oidOf(contentType),
    content: explicit && octets(unwrap(explicit), 'content'),
    certificates: (certificateSet?.children ?? []).map(({ encoding }) => readCertificate(encoding)),
    signer,
  };
}

/** What is in an explicit [0], and nothing else is. */
function unwrap(der: Der | undefined): Der {
  const [only, ...more] = isContext(der, 0) ? der.children : [];
  if (!only || more.length > 0) fail('there is no [0] with one value in it');
  return only;
}

function readSigner(der: Der | undefined): SignerInfo {
  const [version, sid, digest, attributes, signature, value, unsigned, ...more] = childrenOf(
    der,
    TAG.sequence,
    'SignerInfo',
  );
  const [issuer, serial] = childrenOf(sid, TAG.sequence, 'issuer and serial number');
  if (!isContext(attributes, 0)) fail('there are no signed attributes');
  if (unsigned && !isContext(unsigned, 1)) fail('there is something that is no unsigned attribute');
  if (!issuer || !serial || more.length > 0) fail('SignerInfo has other fields than it should');
  if (!inOrder(attributes.children) || !inOrder(unsigned?.children ?? [])) {
    throw new Unreadable('cms-der', 'not DER: attributes that are not in order, X.690 section 11.6');
  }
  const signedAttributesDer = Uint8Array.from(attributes.encoding);
  signedAttributesDer[0] = 0x31;
  return {
    version: smallInteger(version),
    issuer: issuer.encoding,
    serial: serial.encoding,
    digestAlgorithm: algorithm(digest),
    signatureAlgorithm: algorithm(signature),
    signature: octets(value, 'signature value'),
    signedAttributes: attributes.children.map(readAttribute),
    signedAttributesDer,
    unsignedAttributes: (unsigned?.children ?? []).map(readAttribute),
  };
}

function readAttribute(der: Der): Attribute {
  const [type, values] = childrenOf(der, TAG.sequence, 'attribute');
  return { type: oidOf(type), values: childrenOf(values, TAG.set, 'attribute values') };
}

/** RFC 5754 section 2: no parameters, or NULL. */
export function algorithm(der: Der | undefined): string {
  const [oid, parameters] = childrenOf(der, TAG.sequence, 'algorithm');
  if (parameters && (parameters.tagClass !== 'universal' || parameters.tag !== TAG.null)) {
    fail(`algorithm ${oidOf(oid)} has parameters`);
  }
  return oidOf(oid);
}

/** The one value of an attribute that must be there once, RFC 5652 section 11. */
export function onlyValue(attributes: readonly Attribute[], type: string): Der | undefined {
  const found = attributes.filter((attribute) => attribute.type === type);
  return found.length === 1 && found[0]!.values.length === 1 ? found[0]!.values[0] : undefined;
}

export function hashName(oid: string): string | undefined {
  return HASHES[oid];
}

export function hashOf(oid: string, data: Uint8Array): Uint8Array | undefined {
  const name = hashName(oid);
  return name === undefined ? undefined : createHash(name).update(data).digest();
}

/** The certificate that the SignerInfo names, RFC 5652 section 5.3. */
export function signerCertificate({ certificates, signer }: SignedData): Certificate | undefined {
  return certificates.find(
    (candidate) =>
      sameBytes(candidate.issuerDer, signer.issuer) && sameBytes(candidate.serialDer, signer.serial),
  );
}

/** RFC 5652 sections 5.4 and 5.6. */
export function signatureHolds({ signer }: SignedData, certificate: Certificate): boolean {
  const hash = hashName(signer.digestAlgorithm);
  if (hash === undefined || !SIGNATURES.includes(signer.signatureAlgorithm)) return false;
  try {
    return verify(hash, signer.signedAttributesDer, certificate.x509.publicKey, signer.signature);
  } catch {
    return false;
  }
}

/**
 * RFC 5035 section 3 (version 2) and RFC 2634 section 5.4 (version 1, SHA-1): the first ESSCertID is the
 * hash of the signer's certificate, and its issuer and serial number, when given, are that one's.
 */
export function namesCertificate(value: Der, version: 1 | 2, certificate: Certificate): boolean {
  const [list] = childrenOf(value, TAG.sequence, 'SigningCertificate');
  const [first] = childrenOf(list, TAG.sequence, 'ESSCertIDs');
  const fields = [...childrenOf(first, TAG.sequence, 'ESSCertID')];
  const stated = version === 2 && fields[0]?.tag === TAG.sequence ? algorithm(fields.shift()) : undefined;
  // X.690 section 11.5: a DEFAULT value, here SHA-256, is not encoded.
  if (stated === OID.sha256)
    throw new Unreadable('cms-der', 'not DER: ESSCertIDv2 spells out its default hash');
  const own = stated ?? OID.sha256;
  const hash =
    version === 1 ? createHash('sha1').update(certificate.raw).digest() : hashOf(own, certificate.raw);
  if (!hash || !sameBytes(octets(fields.shift(), 'certificate hash'), hash)) return false;
  const issuerSerial = fields.shift();
  if (!issuerSerial) return true;
  const [names, serial] = childrenOf(issuerSerial, TAG.sequence, 'IssuerSerial');
  const directory = childrenOf(names, TAG.sequence, 'GeneralNames')[0];
  const issuer = isContext(directory, 4) ? directory.children[0] : undefined;
  return (
    issuer !== undefined &&
    serial !== undefined &&
    sameBytes(issuer.encoding, certificate.issuerDer) &&
    sameBytes(serial.encoding, certificate.serialDer)
  );
}

function fail(what: string): never {
  throw new Unreadable('cms-structure', what);
}
