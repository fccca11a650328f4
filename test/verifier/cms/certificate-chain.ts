/**
 * A path from a certificate to an anchor, RFC 5280 section 6, without policies and name constraints
 * (a certificate that makes them critical is refused). Revocation is the matter of `certificate-status.ts`.
 */
import type { Findings } from '../findings.ts';
import type { Certificate } from './certificate.ts';

const LONGEST_PATH = 8;

export function checkChain(
  leaf: Certificate,
  pool: readonly Certificate[],
  anchors: readonly Certificate[],
  at: Date,
  whose: string,
  findings: Findings,
): void {
  const path = findPath(leaf, pool, anchors);
  if (!path) {
    findings.report('certificate-chain', `the certificate of ${whose} does not lead to an anchor`);
    return;
  }
  checkStrangers(pool, anchors, whose, findings);
  path.forEach((certificate, depth) => {
    if (at < certificate.notBefore || at > certificate.notAfter) {
      findings.report(
        'certificate-validity',
        `${certificate.subject} of ${whose} was not valid at ${at.toISOString()}`,
      );
    }
    if (certificate.unknownCritical.length > 0) {
      findings.report(
        'certificate-chain',
        `${certificate.subject} of ${whose} has critical extensions not known here`,
      );
    }
    if (depth === 0) return;
    // 6.1.4 (k) to (n): what signs certificates is an authority, may do so, and within its path length.
    if (!certificate.isAuthority || certificate.keyUsage?.has('keyCertSign') === false) {
      findings.report('certificate-chain', `${certificate.subject} of ${whose} is no certificate authority`);
    }
    if (certificate.pathLength !== undefined && depth - 1 > certificate.pathLength) {
      findings.report(
        'certificate-chain',
        `the path of ${whose} is longer than ${certificate.subject} allows`,
      );
    }
  });
}

/**
 * Certificates are sent along unsigned (RFC 5652 section 5.1). Each must lead to an anchor, or be the root that issued
 * one, and come once: what anybody can make would be room in the last signature that anyone could write to.
 */
function checkStrangers(
  pool: readonly Certificate[],
  anchors: readonly Certificate[],
  whose: string,
  findings: Findings,
): void {
  pool.forEach((certificate, at) => {
    const { raw, subject } = certificate;
    if (pool.findIndex((other) => sameBytes(other.raw, raw)) !== at)
      findings.report('certificate-chain', `${whose} brings a certificate twice: ${subject}`);
    if (!findPath(certificate, pool, anchors) && !isAbove(certificate, anchors))
      findings.report('certificate-chain', `${whose} brings a certificate that leads nowhere: ${subject}`);
  });
}

/**
 * The root that issued an anchor, and signed itself: with the key that the anchor is signed with, which nobody else has.
 * A certificate with its name and its key can be issued by anybody, so that none but the root itself will do.
 */
function isAbove(certificate: Certificate, anchors: readonly Certificate[]): boolean {
  return anchors.some(
    (anchor) =>
      isSelfSigned(certificate) &&
      anchor.x509.checkIssued(certificate.x509) &&
      anchor.x509.verify(certificate.x509.publicKey),
  );
}

function isSelfSigned({ x509 }: Certificate): boolean {
  return x509.checkIssued(x509) && x509.verify(x509.publicKey);
}

/** Depth first; each certificate at most once on a path, so that cross certificates end. */
export function findPath(
  leaf: Certificate,
  pool: readonly Certificate[],
  anchors: readonly Certificate[],
): Certificate[] | undefined {
  let steps = 0;
  const extend = (path: readonly Certificate[]): Certificate[] | undefined => {
    const last = path.at(-1)!;
    if (anchors.some((anchor) => sameBytes(anchor.raw, last.raw))) return [...path];
    if (path.length >= LONGEST_PATH) return undefined;
    for (const issuer of [...anchors, ...pool]) {
      steps += 1;
      if (steps > 200 || path.some((used) => sameBytes(used.raw, issuer.raw))) continue;
      if (!last.x509.checkIssued(issuer.x509) || !last.x509.verify(issuer.x509.publicKey)) continue;
      const found = extend([...path, issuer]);
      if (found) return found;
    }
    return undefined;
  };
  return extend([leaf]);
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
