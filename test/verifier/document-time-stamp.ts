/** The document time stamp, ISO 32000-2 section 12.8.5 and ETSI EN 319 142-1 section 5.4.3: the last word in the file, over all of it. */
import { cmsOf, type SealContext } from './cms/check-seal.ts';
import { readSignedData, signerCertificate } from './cms/signed-data.ts';
import { checkTimeStamp } from './cms/time-stamp.ts';
import type { Findings } from './findings.ts';
import type { SignedRevision } from './signed-revisions.ts';

export type SealLevel = 'B-T' | 'B-LTA';

const KEYS = ['Type', 'Filter', 'SubFilter', 'ByteRange', 'Contents'];

function isTimeStamp({ signature }: SignedRevision): boolean {
  return signature.name('Type') === 'DocTimeStamp' || signature.name('SubFilter') === 'ETSI.RFC3161';
}

/** Takes the document time stamp from the end of what is signed; one that is anywhere else is reported. */
export function splitTimeStamp(
  revisions: readonly SignedRevision[],
  level: SealLevel,
  findings: Findings,
): { readonly signatures: readonly SignedRevision[]; readonly timeStamp: SignedRevision | undefined } {
  const signatures = revisions.filter((revision) => !isTimeStamp(revision));
  const timeStamps = revisions.filter(isTimeStamp);
  const report = (what: string): void => findings.report('document-time-stamp', what);
  const timeStamp = timeStamps.at(-1);
  if (level === 'B-T') {
    if (timeStamp) report('there is a document time stamp, where none is expected');
  } else if (!timeStamp) report('there is no document time stamp: the file is not of level B-LTA');
  else if (timeStamps.length > 1) report('there is more than one document time stamp');
  else if (revisions.at(-1) !== timeStamp) report('a signature comes after the document time stamp');
  return { signatures, timeStamp: revisions.at(-1) === timeStamp ? timeStamp : undefined };
}

export function checkTimeStampDictionary({ field, signature }: SignedRevision, findings: Findings): void {
  const report = (what: string): void => findings.report('document-time-stamp', `${field.name} ${what}`);
  if (signature.name('Type') !== 'DocTimeStamp') report('is not of /Type /DocTimeStamp');
  if (signature.name('SubFilter') !== 'ETSI.RFC3161') report('is not ETSI.RFC3161');
  if (signature.name('Filter') === undefined) report('names no /Filter');
  const extra = signature.keys().filter((key) => !KEYS.includes(key));
  if (extra.length > 0) report(`has /${extra.join(' /')}`);
}

export function checkDocumentTimeStamp(
  contents: Uint8Array,
  covered: Uint8Array,
  context: SealContext,
): { readonly signedAt: Date; readonly subject?: string } {
  const { name, findings } = context;
  const { der, padding } = cmsOf(contents);
  if (padding.some((byte) => byte !== 0))
    findings.report('cms-padding', `the room after the token of ${name} holds more than zeros`);
  const signedAt = checkTimeStamp(der, covered, context);
  const subject = signerCertificate(readSignedData(der))?.subject;
  return { signedAt, ...(subject !== undefined && { subject }) };
}
