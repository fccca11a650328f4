/** Revocation lists and OCSP responses of any quality, as an authority that is careless or hostile would make them. */
import { createHash, sign } from 'node:crypto';
import { readCertificate } from '../cms/certificate.ts';
import { OID } from '../cms/signed-data.ts';
import { extension, type Holder, nameOf } from './craft-authority.ts';
import { algorithm, der, explicit, integer, octetString, oid, sequence } from './der-writer.ts';

const HOUR = 3_600_000;
const fromNow = (hours: number): Date => new Date(Date.now() + hours * HOUR);
const time = (date: Date): Buffer => {
  const digits = date.toISOString().replace(/\D/g, '').slice(0, 14);
  return der(0x18, Buffer.from(`${digits}Z`));
};
const bitString = (bytes: Uint8Array): Buffer => der(0x03, Buffer.from([0]), bytes);
const signed = (body: Buffer, by: Holder): Buffer[] => [
  body,
  algorithm(OID.sha256WithRsa),
  bitString(sign('sha256', body, by.privateKey)),
];

interface Period {
  readonly thisUpdate?: Date;
  /** `none`: it does not say. */
  readonly nextUpdate?: Date | 'none';
}

export interface ListWish extends Period {
  readonly revoked?: readonly Holder[];
  readonly signedBy?: Holder;
  readonly extensions?: readonly Buffer[];
}

/** RFC 5280 section 5.1. */
export function craftList(issuer: Holder, wish: ListWish = {}): Buffer {
  const { thisUpdate = fromNow(-1), nextUpdate = fromNow(24), revoked = [], extensions = [] } = wish;
  const entries = revoked.map(({ certificate }) =>
    sequence(Buffer.from(readCertificate(certificate).serialDer), time(fromNow(-2))),
  );
  const body = sequence(
    integer(1),
    algorithm(OID.sha256WithRsa),
    nameOf(issuer.name),
    time(thisUpdate),
    ...(nextUpdate === 'none' ? [] : [time(nextUpdate)]),
    ...(entries.length > 0 ? [sequence(...entries)] : []),
    ...(extensions.length > 0 ? [explicit(0, sequence(...extensions))] : []),
  );
  return sequence(...signed(body, wish.signedBy ?? issuer));
}

/** RFC 5280 section 5.2.5; `tag` 1 end entities, 2 authorities, 4 indirect. */
export function listScope(tag: 1 | 2 | 4): Buffer {
  return extension('2.5.29.28', true, sequence(der(0x80 + tag, Buffer.from([0xff]))));
}

export interface ResponseWish extends Period {
  readonly status?: 'good' | 'revoked' | 'unknown';
  /** Who signs, and whose certificate comes along; the issuer, when left out. */
  readonly responder?: Holder;
  readonly namedBy?: 'name' | 'key';
  /** As the question had it: the value of the extension. */
  readonly nonce?: Uint8Array;
  readonly hash?: 'sha1' | 'sha256';
}

const STATUS = {
  good: () => der(0x80),
  revoked: () => der(0xa1, time(fromNow(-2))),
  unknown: () => der(0x82),
};

/** RFC 6960 section 4.2.1. */
export function craftResponse(issuer: Holder, about: Holder, wish: ResponseWish = {}): Buffer {
  const { thisUpdate = fromNow(-1), nextUpdate = fromNow(24), status = 'good', hash = 'sha1' } = wish;
  const { responder = issuer, namedBy = 'key' } = wish;
  const authority = readCertificate(issuer.certificate);
  const digest = (bytes: Uint8Array, by: string = hash): Buffer => createHash(by).update(bytes).digest();
  const id = sequence(
    algorithm(hash === 'sha1' ? OID.sha1 : OID.sha256),
    octetString(digest(authority.subjectDer)),
    octetString(digest(authority.keyBits)),
    Buffer.from(readCertificate(about.certificate).serialDer),
  );
  const single = sequence(
    id,
    STATUS[status](),
    time(thisUpdate),
    ...(nextUpdate === 'none' ? [] : [explicit(0, time(nextUpdate))]),
  );
  const key = octetString(digest(readCertificate(responder.certificate).keyBits, 'sha1'));
  const body = sequence(
    namedBy === 'key' ? explicit(2, key) : explicit(1, nameOf(responder.name)),
    time(fromNow(0)),
    sequence(single),
    ...(wish.nonce
      ? [explicit(1, sequence(extension('1.3.6.1.5.5.7.48.1.2', false, Buffer.from(wish.nonce))))]
      : []),
  );
  const carried = responder === issuer ? [] : [explicit(0, sequence(responder.certificate))];
  const basic = sequence(...signed(body, responder), ...carried);
  const bytes = sequence(oid('1.3.6.1.5.5.7.48.1.1'), octetString(basic));
  return sequence(der(0x0a, Buffer.from([0])), explicit(0, bytes));
}

/** An answer without one: 1 malformed, 2 internal error, 3 try later, 6 unauthorized. */
export function craftRefusal(status: number): Buffer {
  return sequence(der(0x0a, Buffer.from([status])));
}

/** The value of the nonce extension in an OCSP request of ours. */
export function nonceOf(question: Uint8Array): Buffer {
  const bytes = Buffer.from(question);
  const name = oid('1.3.6.1.5.5.7.48.1.2');
  const at = bytes.indexOf(name) + name.length;
  return bytes.subarray(at + 2, at + 2 + (bytes[at + 1] ?? 0));
}
