/** A sealed PDF beside its evidence: the file that is named there, with a signature for each that is told of. */
import { verifySealedPdf, type VerifyOptions } from '../verify-sealed-pdf.ts';
import { Findings } from '../findings.ts';
import { PdfState } from '../pdf/pdf-state.ts';
import { decodeText } from '../pdf/signature-fields.ts';
import { type PdfValue, Text } from '../pdf/values.ts';
import { isCertification } from '../signature-dictionary.ts';
import { signedRevisions } from '../signed-revisions.ts';
import { type JsonObject, list, object, sha256, text } from './json.ts';

export function checkSealedFile(
  evidence: JsonObject,
  file: Uint8Array,
  options: VerifyOptions,
  findings: Findings,
): void {
  const report = (message: string): void => findings.report('sealed-file', message);
  const hash = sha256(file);
  const document = list(evidence['documents']).find(({ sealedSha256 }) => sealedSha256 === hash);
  if (!document) return report(`the file with the SHA-256 ${hash} is not one that the evidence names`);
  const title = text(document['title']);
  const original = file.subarray(0, Number(document['size']));
  if (sha256(original) !== document['sha256']) {
    return report(`the file of “${title}” does not begin with the original that the evidence names`);
  }
  for (const { code, message } of verifySealedPdf(file, { ...options, original }).problems)
    findings.report(code, `“${title}”: ${message}`);
  checkSigners(evidence, document, approvalsOf(file), report);
}

function checkSigners(
  evidence: JsonObject,
  document: JsonObject,
  signatures: readonly Approval[],
  report: (message: string) => void,
): void {
  const title = text(document['title']);
  const told = new Set<Approval>();
  for (const task of tasksThatSigned(evidence, document['id'])) {
    const id = text(task['id']);
    // A field of the original may have had the name: then a number follows.
    const signature = signatures.find(({ fieldName }) => fieldName.startsWith(`signature-${id}`));
    if (!signature) {
      report(`“${title}” has no signature of ${id}`);
      continue;
    }
    told.add(signature);
    if (!signature.reason.includes(text(task['completionSha256'])))
      report(`the signature of ${id} in “${title}” is over other evidence`);
    if (signature.signerName !== wellFormed(text(object(task['subject'])['name'])))
      report(`the signature of ${id} in “${title}” names somebody else`);
  }
  for (const { fieldName } of signatures.filter((signature) => !told.has(signature)))
    report(`“${title}” has a signature of which the evidence does not tell: ${fieldName}`);
}

/** Half a surrogate pair is no character, and is written as another one. */
function wellFormed(name: string): string {
  return Buffer.from(name).toString();
}

interface Approval {
  readonly fieldName: string;
  /** What it says that it is for. */
  readonly reason: string;
  readonly signerName: string;
}

/** All but the certification and the document time stamp, which are nobody's in particular. */
function approvalsOf(file: Uint8Array): Approval[] {
  const found = new Findings();
  const approvals = found.guard(() => {
    const state = new PdfState(file);
    return signedRevisions(state, found).filter(
      ({ signature }) => signature.name('Type') !== 'DocTimeStamp' && !isCertification(state, signature),
    );
  });
  const written = (value: PdfValue | undefined): string =>
    value instanceof Text ? decodeText(value.bytes) : '';
  return (approvals ?? []).map(({ field, signature }) => ({
    fieldName: field.name,
    reason: written(signature.get('Reason')),
    signerName: written(signature.get('Name')),
  }));
}

function tasksThatSigned(evidence: JsonObject, documentId: JsonObject[string]): readonly JsonObject[] {
  return list(evidence['tasks']).filter((task) =>
    list(object(task['completion'])['documents']).some((signed) => signed['documentId'] === documentId),
  );
}
