/**
 * Checks an export of evidence (`GET /orders/{orderId}/evidence`) and the sealed PDFs of its order with nothing but
 * the files and the certificates to trust. Like the rest of this room it shares nothing with what wrote them.
 */
import { readAnchors } from '../cms/certificate.ts';
import { Findings, type Problem } from '../findings.ts';
import type { VerifyOptions } from '../verify-sealed-pdf.ts';
import { checkTask } from './check-completion.ts';
import { checkHistory } from './check-history.ts';
import { checkSealedFile } from './check-sealed-file.ts';
import { checkEvidenceSignature } from './check-signature.ts';
import { isList, type JsonObject, list, object, readJson, text } from './json.ts';

export interface EvidenceVerification {
  readonly valid: boolean;
  readonly problems: readonly Problem[];
  /** What the export is about, as it says. */
  readonly orderId: string;
  /** When it was signed, as its time stamp has it; to be believed only when it is valid. */
  readonly signedAt?: Date;
}

/** Never throws: what cannot be read is a problem like any other. */
export function verifyEvidence(
  unverifiedExport: string,
  sealedFiles: readonly Uint8Array[],
  { anchorsPem, at = new Date() }: Omit<VerifyOptions, 'original'>,
): EvidenceVerification {
  const findings = new Findings();
  const evidence = object(findings.guard(() => readJson(unverifiedExport)));
  if (evidence['format'] !== 'signing-evidence/1') {
    findings.report('evidence-json', 'the file is no export of evidence that is known here');
    return { valid: false, problems: findings.problems, orderId: '' };
  }
  const anchors = findings.guard(() => readAnchors(anchorsPem)) ?? [];
  if (anchors.length === 0) findings.report('anchors', 'there is nobody to trust');
  const context = { anchors, at, findings };
  const signedAt = findings.guard(() => checkEvidenceSignature(evidence, context));
  findings.guard(() => checkHistory(evidence, findings));
  for (const task of list(evidence['tasks'])) findings.guard(() => checkTask(evidence, task, context));
  findings.guard(() => checkWhatIsTold(evidence, findings));
  for (const file of sealedFiles)
    findings.guard(() => checkSealedFile(evidence, file, { anchorsPem, at }, findings));
  const { problems } = findings;
  return {
    valid: problems.length === 0,
    problems,
    orderId: text(object(evidence['order'])['id']),
    ...(signedAt && { signedAt }),
  };
}

/** Every completion in the history is one of the tasks', and every sealed file the one that the history tells of. */
function checkWhatIsTold(evidence: JsonObject, findings: Findings): void {
  const tasks = new Set(list(evidence['tasks']).map(({ id }) => id));
  const entries = list(object(evidence['history'])['entries']);
  entries.forEach(({ taskId }, index) => {
    if (taskId !== undefined && !tasks.has(taskId))
      findings.report(
        'history-line',
        `line ${index + 1} of the history is of a task that is not in the file`,
      );
  });
  const sealed = entries.filter(({ type }) => type === 'order.sealed').at(-1);
  const told = new Map(
    list(object(sealed?.['data'])['documents']).map(({ documentId, sha256 }) => [documentId, sha256]),
  );
  const documents = evidence['documents'];
  if (!isList(documents) || documents.length === 0) findings.report('document', 'there is no document');
  for (const { id, sealedSha256 } of list(documents)) {
    if (told.get(id) !== sealedSha256)
      findings.report('document', `${text(id)} is not sealed as the history tells: ${String(sealedSha256)}`);
  }
  if (object(evidence['order'])['status'] === 'completed' && !sealed)
    findings.report('document', 'the order is completed, and the history tells of no sealed file');
}
