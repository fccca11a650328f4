/** A path from a certificate to a trust anchor (RFC 5280 section 6, without policies and name constraints). */
import { X509Certificate } from 'node:crypto';

const LONGEST_PATH = 8;
/** What others send along may be made to keep us busy. */
const MOST_STEPS = 200;

/**
 * @param at every issuer was valid then; whether the certificate itself was is for who asks
 * @returns the certificate first, the anchor last; undefined when there is no such path
 */
export function pathToAnchor(
  certificate: X509Certificate,
  others: readonly X509Certificate[],
  trustAnchorsPem: string,
  at: Date,
): X509Certificate[] | undefined {
  const anchors = readAnchors(trustAnchorsPem);
  let steps = 0;
  // Depth first: a cross certificate may lead nowhere where another leads on.
  const extend = (
    path: readonly X509Certificate[],
    current: X509Certificate,
  ): X509Certificate[] | undefined => {
    if (has(anchors, current)) return [...path];
    if (path.length >= LONGEST_PATH) return undefined;
    for (const issuer of [...anchors, ...others]) {
      if (++steps > MOST_STEPS || has(path, issuer) || !issued(issuer, current, at)) continue;
      const found = extend([...path, issuer], issuer);
      if (found) return found;
    }
    return undefined;
  };
  return extend([certificate], certificate);
}

let lastAnchors: { readonly pem: string; readonly certificates: readonly X509Certificate[] } | undefined;

/** They are the same for as long as a service runs, and asked for at every time stamp. */
function readAnchors(pem: string): readonly X509Certificate[] {
  if (lastAnchors?.pem !== pem) lastAnchors = { pem, certificates: readCertificates(pem) };
  return lastAnchors.certificates;
}

function has(certificates: readonly X509Certificate[], one: X509Certificate): boolean {
  return certificates.some(({ raw }) => raw.equals(one.raw));
}

export function issued(issuer: X509Certificate, certificate: X509Certificate, at: Date): boolean {
  return (
    issuer.ca &&
    isValid(issuer, at) &&
    certificate.checkIssued(issuer) &&
    certificate.verify(issuer.publicKey)
  );
}

export function isValid({ validFrom, validTo }: X509Certificate, at: Date): boolean {
  return at >= new Date(validFrom) && at <= new Date(validTo);
}

export function readCertificates(pem: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => new X509Certificate(block));
}
