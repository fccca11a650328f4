/** The certificates that a CMS SignedData carries, and which of them its signer has (RFC 5652 sections 5.1 and 5.3). */
import * as asn1 from 'asn1js';
import { Certificate, ContentInfo, IssuerAndSerialNumber, SignedData, type SignerInfo } from 'pkijs';

/**
 * @param contentInfo DER, of one signer
 * @returns DER, the signer's own first
 */
export function signerCertificates(contentInfo: Uint8Array): Uint8Array[] {
  const { content } = ContentInfo.fromBER(Uint8Array.from(contentInfo));
  const { signerInfos, certificates = [] } = new SignedData({ schema: content as unknown });
  const carried = certificates.filter((item) => item instanceof Certificate);
  const [signer] = signerInfos;
  const own = carried.find((certificate) => signer !== undefined && isNamed(signer, certificate));
  if (own === undefined) throw new TypeError('The certificate of a signer is missing.');
  return [own, ...carried.filter((one) => one !== own)].map(encoded);
}

/** As it came: what is read with its bytes is written with them. */
export function encoded(certificate: Certificate): Uint8Array {
  return new Uint8Array(certificate.toSchema().toBER());
}

export function isNamed({ sid }: SignerInfo, certificate: Certificate): boolean {
  if (sid instanceof IssuerAndSerialNumber) {
    return certificate.issuer.isEqual(sid.issuer) && certificate.serialNumber.isEqual(sid.serialNumber);
  }
  const identifier = certificate.extensions?.find((extension) => extension.extnID === '2.5.29.14');
  const wanted: unknown =
    sid instanceof asn1.Primitive || sid instanceof asn1.OctetString
      ? sid.valueBlock.valueHexView
      : undefined;
  const has = identifier && asn1.fromBER(identifier.extnValue.valueBlock.valueHexView).result;
  return (
    wanted instanceof Uint8Array &&
    has instanceof asn1.OctetString &&
    Buffer.compare(has.valueBlock.valueHexView, wanted) === 0
  );
}
