/** Object identifiers, each with where it is defined. */
export const OID = {
  /** RFC 5652 section 4, 5.1, 11.1, 11.2 */
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  /** RFC 5035 section 3; RFC 2634 section 5.4 */
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  /** RFC 3161 section 2.4.2 and appendix A */
  tstInfo: '1.2.840.113549.1.9.16.1.4',
  timeStampToken: '1.2.840.113549.1.9.16.2.14',
  /** RFC 5754, RFC 8017 */
  sha1: '1.3.14.3.2.26',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha256WithRsa: '1.2.840.113549.1.1.11',
  rsa: '1.2.840.113549.1.1.1',
  /** RFC 5280 section 4.2.1.12 */
  extendedKeyUsage: '2.5.29.37',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  /** RFC 6960 section 4.4.1 */
  ocspNonce: '1.3.6.1.5.5.7.48.1.2',
} as const;
