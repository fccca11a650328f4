/** What CMS needs of an X.509 certificate (RFC 5280 section 4.1), as it is encoded. */
import * as asn1 from 'asn1js';

export interface CertificateParts {
  readonly issuer: Uint8Array;
  readonly serialNumber: Uint8Array;
}

export function readCertificate(der: Uint8Array): CertificateParts {
  const { offset, result } = asn1.fromBER(der);
  const tbs = offset > 0 && result instanceof asn1.Sequence ? result.valueBlock.value[0] : undefined;
  const fields = tbs instanceof asn1.Sequence ? tbs.valueBlock.value : [];
  // `version` is optional and has a context tag; serialNumber, signature and issuer follow.
  const start = fields[0]?.idBlock.tagClass === 3 ? 1 : 0;
  const [serialNumber, , issuer] = fields.slice(start);
  if (serialNumber === undefined || issuer === undefined)
    throw new TypeError('This is no X.509 certificate.');
  return { serialNumber: encoded(serialNumber), issuer: encoded(issuer) };
}

function encoded(block: { valueBeforeDecodeView: Uint8Array; toBER(): ArrayBuffer }): Uint8Array {
  return block.valueBeforeDecodeView.length > 0 ? block.valueBeforeDecodeView : new Uint8Array(block.toBER());
}
