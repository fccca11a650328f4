/** Takes signatures out of a file as other tools want them: DER, covered bytes, token, signature value. */
import { cmsOf } from './cms/check-seal.ts';
import { OID, onlyValue, readSignedData } from './cms/signed-data.ts';
import { Findings, Unreadable } from './findings.ts';
import { PdfState } from './pdf/pdf-state.ts';
import { coveredBytes, signedRevisions } from './signed-revisions.ts';

export interface ExtractedSignature {
  readonly fieldName: string;
  readonly cms: Uint8Array;
  readonly covered: Uint8Array;
  readonly signatureValue: Uint8Array;
  /** Undefined when there is not exactly one time stamp. */
  readonly token: Uint8Array | undefined;
}

/** @throws Unreadable also when a signature is there and cannot be taken out: none may go unasked */
export function extractSignatures(bytes: Uint8Array): ExtractedSignature[] {
  const findings = new Findings();
  const revisions = signedRevisions(new PdfState(bytes), findings);
  const [problem] = findings.problems;
  if (problem) throw new Unreadable(problem.code, problem.message);
  return revisions.map((revision) => {
    const { der } = cmsOf(revision.contents);
    const { signer } = readSignedData(der);
    return {
      fieldName: revision.field.name,
      cms: der.encoding,
      covered: coveredBytes(bytes, revision),
      signatureValue: signer.signature,
      token: onlyValue(signer.unsignedAttributes, OID.timeStampToken)?.encoding,
    };
  });
}
