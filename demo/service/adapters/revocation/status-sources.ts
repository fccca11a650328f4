/** Whom a certificate names for its status: OCSP (RFC 5280 section 4.2.2.1) and revocation lists (4.2.1.13). */
import type { X509Certificate } from 'node:crypto';
import * as asn1 from 'asn1js';
import type { GeneralName } from 'pkijs';
import { CRLDistributionPoints, Certificate, type DistributionPointName, InfoAccess } from 'pkijs';

const AUTHORITY_INFORMATION_ACCESS = '1.3.6.1.5.5.7.1.1';
const OCSP = '1.3.6.1.5.5.7.48.1';
const DISTRIBUTION_POINTS = '2.5.29.31';
/** General name: uniformResourceIdentifier. */
const URI = 6;

export interface StatusSources {
  readonly ocsp: readonly string[];
  readonly revocationLists: readonly string[];
}

/** Other schemes than http and https (there are lists in directories, LDAP) are left out: they are not asked. */
export function statusSourcesOf(certificate: X509Certificate): StatusSources {
  const value = (oid: string): unknown =>
    parsedCertificate(certificate).extensions?.find(({ extnID }) => extnID === oid)?.parsedValue;
  const access = value(AUTHORITY_INFORMATION_ACCESS);
  const points = value(DISTRIBUTION_POINTS);
  const descriptions = access instanceof InfoAccess ? access.accessDescriptions : [];
  return {
    ocsp: descriptions
      .filter(({ accessMethod }) => accessMethod === OCSP)
      .flatMap(({ accessLocation }) => uris([accessLocation])),
    // A point with reasons, or with another issuer (an indirect list), is only a part of the answer.
    revocationLists: (points instanceof CRLDistributionPoints ? points.distributionPoints : [])
      .filter(({ reasons, cRLIssuer }) => reasons === undefined && cRLIssuer === undefined)
      .flatMap(({ distributionPoint }) => (distributionPoint ? uriNames(distributionPoint) : [])),
  };
}

export function uriNames(name: DistributionPointName): string[] {
  return Array.isArray(name) ? uris(name) : [];
}

function uris(names: readonly GeneralName[]): string[] {
  return names.flatMap(({ type, value }) =>
    type === URI && typeof value === 'string' && /^https?:\/\//i.test(value) ? [value] : [],
  );
}

export function parsedCertificate({ raw }: X509Certificate): Certificate {
  return new Certificate({ schema: asn1.fromBER(Uint8Array.from(raw)).result });
}
