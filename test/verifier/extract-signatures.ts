/** Takes signatures out of a file as other tools want them: DER, covered bytes, token, signature value. */
import { cmsOf } from './cms/check-seal.ts';
import { OID, onlyValue, readSignedData } from './cms/signed-data.ts';
import { Findings } from './findings.ts';
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

/** @throws Unreadable */
export function extractSignatures(bytes: Uint8Array): ExtractedSignature[] {
  return signedRevisions(new PdfState(bytes), new Findings()).map((revision) => {
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
