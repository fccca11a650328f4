/** Takes signatures and proofs out of a file as other tools want them: DER, covered bytes, token, certificates and lists. */
import { cmsOf } from './cms/check-seal.ts';
import { OID, onlyValue, readSignedData, signerCertificate } from './cms/signed-data.ts';
import { splitTimeStamp } from './document-time-stamp.ts';
import { Findings, Unreadable } from './findings.ts';
import { PdfState } from './pdf/pdf-state.ts';
import { readSecurityStore } from './pdf/security-store.ts';
import { coveredBytes, signedRevisions } from './signed-revisions.ts';

export interface ExtractedSignature {
  readonly fieldName: string;
  readonly cms: Uint8Array;
  readonly covered: Uint8Array;
  readonly signatureValue: Uint8Array;
  /** Undefined when there is not exactly one time stamp. */
  readonly token: Uint8Array | undefined;
  /** DER, of who signed and who stamped. */
  readonly certificates: readonly Uint8Array[];
}

export interface ExtractedFile {
  readonly signatures: readonly ExtractedSignature[];
  /** Undefined in a file of level B-T. */
  readonly timeStamp:
    { readonly fieldName: string; readonly token: Uint8Array; readonly covered: Uint8Array } | undefined;
  /** DER, from the security store. */
  readonly stored: {
    readonly certificates: readonly Uint8Array[];
    readonly ocspResponses: readonly Uint8Array[];
    readonly revocationLists: readonly Uint8Array[];
  };
}

/** @throws Unreadable also when a signature is there and cannot be taken out: none may go unasked */
export function extractSignatures(bytes: Uint8Array): ExtractedFile {
  const findings = new Findings();
  const file = new PdfState(bytes);
  const revisions = signedRevisions(file, findings);
  const [problem] = findings.problems;
  if (problem) throw new Unreadable(problem.code, problem.message);
  // Which level it should be is not the question here.
  const { signatures, timeStamp } = splitTimeStamp(revisions, 'B-LTA', new Findings());
  const store = readSecurityStore(file);
  return {
    signatures: signatures.map((revision) => {
      const { der } = cmsOf(revision.contents);
      const signed = readSignedData(der);
      const token = onlyValue(signed.signer.unsignedAttributes, OID.timeStampToken);
      const holders = [signed, ...(token ? [readSignedData(token)] : [])].map(signerCertificate);
      return {
        fieldName: revision.field.name,
        cms: der.encoding,
        covered: coveredBytes(bytes, revision),
        signatureValue: signed.signer.signature,
        token: token?.encoding,
        certificates: holders.flatMap((holder) => (holder ? [holder.raw] : [])),
      };
    }),
    timeStamp: timeStamp && {
      fieldName: timeStamp.field.name,
      token: cmsOf(timeStamp.contents).der.encoding,
      covered: coveredBytes(bytes, timeStamp),
    },
    stored: {
      certificates: [...(store?.certificates.values() ?? [])],
      ocspResponses: [...(store?.ocspResponses.values() ?? [])],
      revocationLists: [...(store?.revocationLists.values() ?? [])],
    },
  };
}
