/** Certificates and time stamps of any quality, for tests of what the verifier believes. */
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { answerTimeStampRequest } from '../../../demo/service/adapters/time-stamps/development-time-stamp-authority.ts';
import { createTimeStampRequest } from '../../../demo/service/adapters/time-stamps/time-stamp-request.ts';
import type { SealKey } from '../../../demo/service/ports/seal-key.ts';
import { childrenOf, readDer, TAG } from '../cms/der.ts';
import { OID } from '../cms/signed-data.ts';
import type { Sealers } from './craft-cms.ts';
import {
  algorithm,
  der,
  explicit,
  integer,
  nothing,
  octetString,
  oid,
  sequence,
  setOf,
} from './der-writer.ts';

export interface CertificateWish {
  readonly name: string;
  /** Left out, it has a key of its own. */
  readonly keyOf?: Holder;
  readonly authority?: boolean;
  readonly pathLength?: number;
  /** Key usage bits of the first byte; none when left out. */
  readonly keyUsage?: number;
  readonly purposes?: readonly string[];
  readonly purposesCritical?: boolean;
  readonly unknownCritical?: boolean;
  /** Who tells its status: by OCSP, by a list. */
  readonly ocspUrl?: string;
  readonly listUrl?: string;
  /** An OCSP responder that need not be asked about itself. */
  readonly noCheck?: boolean;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
}

export interface Holder {
  readonly name: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly certificate: Buffer;
  /** Its own certificate and those above it. */
  readonly chain: readonly Buffer[];
}

const YES = der(0x01, Buffer.from([0xff]));
let serial = 0;

export const nameOf = (name: string): Buffer =>
  sequence(setOf(sequence(oid('2.5.4.3'), der(0x0c, Buffer.from(name)))));
const time = (date: Date): Buffer =>
  der(
    0x17,
    Buffer.from(
      `${date
        .toISOString()
        .replace(/[-:T]|\.\d+/g, '')
        .slice(2)}`,
    ),
  );

export function extension(id: string, critical: boolean, value: Buffer): Buffer {
  return sequence(oid(id), ...(critical ? [YES] : []), octetString(value));
}

export function issue(wish: CertificateWish, issuer?: Holder): Holder {
  const { privateKey, publicKey } = wish.keyOf ?? generateKeyPairSync('rsa', { modulusLength: 2048 });
  const day = 24 * 3600 * 1000;
  const { notBefore = new Date(Date.now() - day), notAfter = new Date(Date.now() + day) } = wish;
  const extensions: Buffer[] = [];
  if (wish.authority) {
    const limit = wish.pathLength === undefined ? [] : [integer(wish.pathLength)];
    extensions.push(extension('2.5.29.19', true, sequence(YES, ...limit)));
  }
  if (wish.keyUsage !== undefined) extensions.push(extension('2.5.29.15', true, bits(wish.keyUsage)));
  if (wish.purposes) {
    extensions.push(
      extension('2.5.29.37', wish.purposesCritical === true, sequence(...wish.purposes.map(oid))),
    );
  }
  // RFC 5280 sections 4.2.2.1 and 4.2.1.13, RFC 6960 section 4.2.2.2.1.
  const uri = (url: string) => der(0x86, Buffer.from(url));
  if (wish.ocspUrl !== undefined) {
    const access = sequence(oid('1.3.6.1.5.5.7.48.1'), uri(wish.ocspUrl));
    extensions.push(extension('1.3.6.1.5.5.7.1.1', false, sequence(access)));
  }
  if (wish.listUrl !== undefined) {
    const point = sequence(explicit(0, explicit(0, uri(wish.listUrl))));
    extensions.push(extension('2.5.29.31', false, sequence(point)));
  }
  if (wish.noCheck) extensions.push(extension('1.3.6.1.5.5.7.48.1.5', false, nothing()));
  if (wish.unknownCritical) extensions.push(extension('2.999.1', true, integer(1)));
  serial += 1;
  const tbs = sequence(
    explicit(0, integer(2)),
    integer(serial % 128),
    algorithm(OID.sha256WithRsa),
    nameOf(issuer?.name ?? wish.name),
    sequence(time(notBefore), time(notAfter)),
    nameOf(wish.name),
    publicKey.export({ type: 'spki', format: 'der' }),
    ...(extensions.length > 0 ? [explicit(3, sequence(...extensions))] : []),
  );
  const signature = sign('sha256', tbs, issuer?.privateKey ?? privateKey);
  const certificate = sequence(tbs, algorithm(OID.sha256WithRsa), der(0x03, Buffer.from([0]), signature));
  return {
    name: wish.name,
    privateKey,
    publicKey,
    certificate,
    chain: [certificate, ...(issuer?.chain ?? [])],
  };
}

/** X.690 section 11.2.2: a named bit list ends with its last bit that is set. */
function bits(byte: number): Buffer {
  let unused = 0;
  while (unused < 7 && ((byte >> unused) & 1) === 0) unused += 1;
  return der(0x03, Buffer.from([unused, byte]));
}

export function sealKeyOf({ privateKey, chain }: Holder): SealKey {
  return { certificateChain: chain, sign: (data) => Promise.resolve(sign('sha256', data, privateKey)) };
}

/** Stamps as it is told, without the checks that an honest client makes of the answer. */
export function sealersOf(seal: Holder, stamper: Holder, at: Date): Sealers {
  return {
    sealKey: sealKeyOf(seal),
    timeStampAuthority: {
      async stamp(sha256) {
        const answer = await answerTimeStampRequest(createTimeStampRequest(sha256), sealKeyOf(stamper), at);
        return childrenOf(readDer(answer), TAG.sequence, 'TimeStampResp')[1]!.encoding;
      },
    },
  };
}

export function pem(...holders: Holder[]): string {
  return holders
    .map(
      ({ certificate }) =>
        `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64')}\n-----END CERTIFICATE-----\n`,
    )
    .join('');
}
