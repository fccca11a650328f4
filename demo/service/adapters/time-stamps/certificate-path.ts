/** A path from a certificate to a trust anchor (RFC 5280 section 6, without policies and name constraints). */
import { X509Certificate } from 'node:crypto';

const LONGEST_PATH = 8;

export function leadsToAnchor(
  certificate: X509Certificate,
  others: readonly X509Certificate[],
  trustAnchorsPem: string,
  at: Date,
): boolean {
  const anchors = readCertificates(trustAnchorsPem);
  let current = certificate;
  for (let length = 0; length < LONGEST_PATH; length++) {
    if (anchors.some((anchor) => anchor.raw.equals(current.raw))) return true;
    if (anchors.some((anchor) => issued(anchor, current, at))) return true;
    const issuer = others.find((other) => !other.raw.equals(current.raw) && issued(other, current, at));
    if (issuer === undefined) return false;
    current = issuer;
  }
  return false;
}

function issued(issuer: X509Certificate, certificate: X509Certificate, at: Date): boolean {
  return (
    issuer.ca &&
    at >= new Date(issuer.validFrom) &&
    at <= new Date(issuer.validTo) &&
    certificate.checkIssued(issuer) &&
    certificate.verify(issuer.publicKey)
  );
}

export function readCertificates(pem: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => new X509Certificate(block));
}
