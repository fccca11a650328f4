/** Reads a certificate's status from a revocation list (RFC 5280 sections 5 and 6.3). */
import type { X509Certificate } from 'node:crypto';
import type { Certificate } from 'pkijs';
import { CertificateRevocationList, type DistributionPointName, IssuingDistributionPoint } from 'pkijs';
import { isSignedBy } from '../certificates/verify-signed.ts';
import { type Subject, attempt, checkCurrent, readWhole, refuse } from './evidence.ts';
import { parsedCertificate, uriNames } from './status-sources.ts';

const ISSUING_DISTRIBUTION_POINT = '2.5.29.28';
const KEY_USAGE = '2.5.29.15';
/** Section 4.2.1.3: bit 6 from the left. */
const CRL_SIGN = 0x02;

/** @param source where it was got: a list for one distribution point counts for that one only */
export function checkRevocationList(unverifiedList: Uint8Array, subject: Subject, source?: string): void {
  attempt('The revocation list cannot be read.', () => {
    const list = new CertificateRevocationList({ schema: readWhole(Uint8Array.from(unverifiedList)) });
    const { certificate, issuer, at } = subject;
    const [own, authority] = [parsedCertificate(certificate), parsedCertificate(issuer)];
    if (!list.issuer.isEqual(own.issuer))
      throw refuse('untrustworthy', 'The revocation list is of another issuer.');
    if (!maySignLists(authority))
      throw refuse('untrustworthy', 'The issuer of the revocation list may not sign such lists.');
    const signature = list.signatureValue.valueBlock.valueHexView;
    if (
      list.signatureAlgorithm.algorithmId !== list.signature.algorithmId ||
      !isSignedBy(issuer.publicKey, list.signatureAlgorithm, list.tbsView, signature)
    ) {
      throw refuse('untrustworthy', 'The signature of the revocation list does not hold.');
    }
    // Section 5.1.2.5: conforming issuers always say when the next one comes.
    if (list.nextUpdate === undefined)
      throw refuse('untrustworthy', 'The revocation list does not say until when it counts.');
    checkCurrent('The revocation list', list.thisUpdate.value, list.nextUpdate.value, at);
    checkScope(list, certificate, source);
    const listed = list.revokedCertificates?.some(({ userCertificate }) =>
      userCertificate.isEqual(own.serialNumber),
    );
    // Also on hold (certificateHold): what it will be once nobody knows now.
    if (listed) throw refuse('revoked', 'A certificate has been revoked.');
  });
}

function maySignLists(certificate: Certificate): boolean {
  const usage = certificate.extensions?.find(({ extnID }) => extnID === KEY_USAGE)?.parsedValue as
    { valueBlock: { valueHexView: Uint8Array } } | undefined;
  return usage === undefined || ((usage.valueBlock.valueHexView[0] ?? 0) & CRL_SIGN) !== 0;
}

/** Section 5.2: what is critical and not understood (delta lists among it) makes a list of no use. */
function checkScope(
  { crlExtensions }: CertificateRevocationList,
  certificate: X509Certificate,
  source: string | undefined,
): void {
  for (const { extnID, critical, parsedValue } of crlExtensions?.extensions ?? []) {
    const value: unknown = parsedValue;
    if (extnID === ISSUING_DISTRIBUTION_POINT && value instanceof IssuingDistributionPoint) {
      checkPoint(value, certificate, source);
    } else if (critical) {
      throw refuse(
        'untrustworthy',
        `The revocation list has a critical extension that is not understood: ${extnID}.`,
      );
    }
  }
}

/** Section 6.3.3 (b) (2): the list is for certificates like this one, for all reasons, by its own issuer. */
function checkPoint(
  point: IssuingDistributionPoint,
  certificate: X509Certificate,
  source: string | undefined,
): void {
  const partial =
    point.indirectCRL ||
    point.onlyContainsAttributeCerts ||
    point.onlySomeReasons !== undefined ||
    (certificate.ca ? point.onlyContainsUserCerts : point.onlyContainsCACerts);
  const named = pointNames(point.distributionPoint);
  if (partial || (named !== undefined && (source === undefined || !named.includes(source))))
    throw refuse(
      'untrustworthy',
      'The revocation list is not for this certificate, or not for every reason.',
    );
}

function pointNames(name: DistributionPointName | undefined): string[] | undefined {
  return name === undefined ? undefined : uriNames(name);
}
