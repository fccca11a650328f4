/**
 * What the checks need to know of a certificate, RFC 5280. Signatures and names are node:crypto's
 * business; the extensions that it does not tell (key usage bits, what is critical) are read here.
 */
import { X509Certificate } from 'node:crypto';
import { Unreadable } from '../findings.ts';
import {
  childrenOf,
  type Der,
  isContext,
  isUniversal,
  octets,
  oidOf,
  readDer,
  smallInteger,
  TAG,
  timeOf,
} from './der.ts';

export interface Certificate {
  readonly x509: X509Certificate;
  readonly raw: Uint8Array;
  readonly subject: string;
  /** DER of the issuer's name and the serial number, as CMS names a certificate. */
  readonly issuerDer: Uint8Array;
  readonly serialDer: Uint8Array;
  /** DER of the subject's name; and its public key, as a BIT STRING without the count of unused bits. */
  readonly subjectDer: Uint8Array;
  readonly keyBits: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly isAuthority: boolean;
  readonly pathLength: number | undefined;
  /** Undefined when the certificate does not restrict it. */
  readonly keyUsage: ReadonlySet<KeyUsage> | undefined;
  readonly extendedKeyUsage: { readonly purposes: readonly string[]; readonly critical: boolean } | undefined;
  /** RFC 6960 section 4.2.2.2.1: an OCSP responder whose own status need not be asked. */
  readonly hasNoCheck: boolean;
  /** Critical extensions that this verifier does not understand, RFC 5280 section 4.2. */
  readonly unknownCritical: readonly string[];
}

export type KeyUsage = 'digitalSignature' | 'nonRepudiation' | 'keyCertSign' | 'cRLSign' | 'other';

const BASIC_CONSTRAINTS = '2.5.29.19';
const KEY_USAGE = '2.5.29.15';
const EXTENDED_KEY_USAGE = '2.5.29.37';
const OCSP_NO_CHECK = '1.3.6.1.5.5.7.48.1.5';

/** What the same bytes say is the same each time, and one file names its few certificates many times. */
const known = new Map<string, Certificate>();
const MOST_KNOWN = 200;

export function readCertificate(raw: Uint8Array): Certificate {
  const key = Buffer.from(raw).toString('latin1');
  const found = known.get(key);
  if (found) return found;
  // Of bytes that nothing else can change.
  const certificate = parse(Uint8Array.from(raw));
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, certificate);
  return certificate;
}

function parse(raw: Uint8Array): Certificate {
  let x509: X509Certificate;
  try {
    x509 = new X509Certificate(raw);
  } catch {
    throw new Unreadable('cms-structure', 'a certificate cannot be read');
  }
  const [tbs] = childrenOf(readDer(raw), TAG.sequence, 'certificate');
  const fields = childrenOf(tbs, TAG.sequence, 'certificate body');
  const base = isContext(fields[0], 0) ? 1 : 0;
  const [serial, , issuer, validity, subject, publicKey] = fields.slice(base);
  const [notBefore, notAfter] = childrenOf(validity, TAG.sequence, 'validity');
  const [, keyBits] = childrenOf(publicKey, TAG.sequence, 'public key');
  if (!serial || !issuer || !subject || !keyBits)
    throw new Unreadable('cms-structure', 'a certificate without issuer, serial number, subject and key');
  const extensions = readExtensions(fields.find((field) => isContext(field, 3)));
  const usage = extensions.get(KEY_USAGE);
  const purposes = extensions.get(EXTENDED_KEY_USAGE);
  const constraints = extensions.get(BASIC_CONSTRAINTS);
  const known = [BASIC_CONSTRAINTS, KEY_USAGE, EXTENDED_KEY_USAGE];
  return {
    x509,
    raw,
    subject: x509.subject.replaceAll('\n', ', '),
    issuerDer: issuer.encoding,
    serialDer: serial.encoding,
    subjectDer: subject.encoding,
    keyBits: keyBits.content.subarray(1),
    notBefore: timeOf(notBefore),
    notAfter: timeOf(notAfter),
    isAuthority: x509.ca,
    pathLength: constraints && pathLength(constraints.value),
    keyUsage: usage && readKeyUsage(usage.value),
    extendedKeyUsage: purposes && {
      purposes: childrenOf(purposes.value, TAG.sequence, 'extended key usage').map(oidOf),
      critical: purposes.critical,
    },
    hasNoCheck: extensions.has(OCSP_NO_CHECK),
    unknownCritical: [...extensions].flatMap(([oid, { critical }]) =>
      critical && !known.includes(oid) ? [oid] : [],
    ),
  };
}

export interface Extension {
  readonly critical: boolean;
  readonly value: Der;
}

export function readExtensions(explicit: Der | undefined): Map<string, Extension> {
  const found = new Map<string, Extension>();
  if (!explicit) return found;
  for (const extension of childrenOf(explicit.children[0], TAG.sequence, 'extensions')) {
    const [id, second, third] = childrenOf(extension, TAG.sequence, 'extension');
    const oid = oidOf(id);
    // RFC 5280 section 4.2: no extension occurs twice.
    if (found.has(oid)) throw new Unreadable('cms-structure', `a certificate has extension ${oid} twice`);
    const critical = isUniversal(second, TAG.boolean) && second.content[0] === 0xff;
    found.set(oid, { critical, value: readDer(octets(third ?? second, 'extension value')) });
  }
  return found;
}

/** RFC 5280 section 4.2.1.3; bit 0 is the highest bit of the first byte. */
function readKeyUsage(value: Der): Set<KeyUsage> {
  if (!isUniversal(value, TAG.bitString))
    throw new Unreadable('cms-structure', 'a key usage that is no bit string');
  const bits = value.content[1] ?? 0;
  const usage = new Set<KeyUsage>();
  if ((bits & 0x80) !== 0) usage.add('digitalSignature');
  if ((bits & 0x40) !== 0) usage.add('nonRepudiation');
  if ((bits & 0x04) !== 0) usage.add('keyCertSign');
  if ((bits & 0x02) !== 0) usage.add('cRLSign');
  if ((bits & 0x39) !== 0) usage.add('other');
  return usage;
}

function pathLength(value: Der): number | undefined {
  const limit = childrenOf(value, TAG.sequence, 'basic constraints').find((item) =>
    isUniversal(item, TAG.integer),
  );
  return limit && smallInteger(limit);
}

const PEM_CERTIFICATE = /-----BEGIN CERTIFICATE-----[\sA-Za-z0-9+/=]+-----END CERTIFICATE-----/g;

export function readAnchors(pem: string): Certificate[] {
  const anchors: Certificate[] = [];
  for (const [block] of pem.matchAll(PEM_CERTIFICATE)) {
    const base64 = block.replace(/-----[A-Z ]+-----|\s/g, '');
    anchors.push(readCertificate(Buffer.from(base64, 'base64')));
  }
  if (anchors.length === 0) throw new Unreadable('anchors', 'no certificate to trust was given');
  return anchors;
}
