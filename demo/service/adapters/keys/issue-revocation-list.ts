/** Issues certificate revocation lists, version 2 (RFC 5280 section 5), for the development authority. */
import { type KeyObject, sign } from 'node:crypto';
import {
  bitString,
  certificateTime,
  der,
  derNull,
  explicit,
  integer,
  objectIdentifier,
  octetString,
  sequence,
} from '../../sealing/cms/der.ts';
import { OID } from '../../sealing/cms/oids.ts';
import { distinguishedName, keyIdentifier } from './issue-certificate.ts';

export interface RevocationListRequest {
  readonly issuer: {
    readonly commonName: string;
    readonly publicKey: KeyObject;
    readonly privateKey: KeyObject;
  };
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  readonly revoked?: readonly { readonly serialNumber: Uint8Array; readonly at: Date }[];
}

/** @returns the DER of a CertificateList that is whole: for every reason, and for all that the issuer has issued */
export function issueRevocationList(request: RevocationListRequest): Buffer {
  const { issuer, thisUpdate, nextUpdate, revoked = [] } = request;
  const algorithm = sequence(objectIdentifier(OID.sha256WithRsa), derNull());
  const entries = revoked.map(({ serialNumber, at }) => sequence(integer(serialNumber), certificateTime(at)));
  const extension = (oid: string, value: Buffer) => sequence(objectIdentifier(oid), octetString(value));
  const tbs = sequence(
    integer(1),
    algorithm,
    distinguishedName(issuer.commonName),
    certificateTime(thisUpdate),
    certificateTime(nextUpdate),
    // Section 5.1.2.6: absent when there are none.
    ...(entries.length > 0 ? [sequence(...entries)] : []),
    explicit(
      0,
      sequence(
        extension('2.5.29.35', sequence(der(0x80, keyIdentifier(issuer.publicKey)))),
        // Section 5.2.3: a number that grows, also when several instances issue side by side. Two lists of one
        // second are one list: PKCS #1 version 1.5 signs the same bytes the same way.
        extension('2.5.29.20', integer(bigEndian(Math.floor(thisUpdate.getTime() / 1000)))),
      ),
    ),
  );
  return sequence(tbs, algorithm, bitString(sign('sha256', tbs, issuer.privateKey)));
}

function bigEndian(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}
