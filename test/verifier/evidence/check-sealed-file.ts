/** A sealed PDF beside its evidence: the file that is named there, with a signature for each that is told of. */
import { verifySealedPdf, type VerifyOptions } from '../verify-sealed-pdf.ts';
import { Findings } from '../findings.ts';
import { PdfState } from '../pdf/pdf-state.ts';
import { Text } from '../pdf/values.ts';
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
  const reasons = reasonsOf(file);
  for (const task of tasksThatSigned(evidence, document['id'])) {
    // A field of the original may have had the name: then a number follows.
    const name = `signature-${text(task['id'])}`;
    const reason = [...reasons].find(([field]) => field.startsWith(name))?.[1];
    if (reason === undefined) report(`“${title}” has no signature of ${text(task['id'])}`);
    else if (!reason.includes(text(task['completionSha256'])))
      report(`the signature of ${text(task['id'])} in “${title}” is over other evidence`);
  }
}

/** @returns what each field's signature says that it is for */
function reasonsOf(file: Uint8Array): Map<string, string> {
  const found = new Findings();
  const revisions = found.guard(() => signedRevisions(new PdfState(file), found)) ?? [];
  return new Map(
    revisions.flatMap(({ field, signature }) => {
      const reason = signature.get('Reason');
      return reason instanceof Text ? [[field.name, reason.latin1] as const] : [];
    }),
  );
}

function tasksThatSigned(evidence: JsonObject, documentId: JsonObject[string]): readonly JsonObject[] {
  return list(evidence['tasks']).filter((task) =>
    list(object(task['completion'])['documents']).some((signed) => signed['documentId'] === documentId),
  );
}
