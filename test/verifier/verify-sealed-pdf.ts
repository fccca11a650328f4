/**
 * An independent check of sealed PDFs. It shares nothing with the sealer: its own PDF reader (`pdf/`),
 * its own DER and CMS reader (`cms/`), node:crypto for hashes and signatures, node:zlib for Flate. An
 * error that the sealer makes is therefore not an error that this room repeats.
 *
 *   pdf/       values, cross-reference, the document as of a given byte
 *   changes/   what a revision may change, and the refusal of everything else
 *   cms/       DER, certificates, the seal (PAdES B-T), the time stamp (RFC 3161)
 *   signed-revisions, revision-chain, signature-dictionary   what covers what, byte by byte
 *   verify-with-tools   the same file before pdfsig, openssl and qpdf
 *   cli        tsx test/verifier/cli.ts FILE.pdf --anchors ca.pem [--original FILE] [--tools]
 *
 * It says whether a file is what the service seals: the original as an exact prefix, a certification
 * with DocMDP P=2, then one filled field for each signer, each time-stamped. A valid PDF signature of
 * another shape is refused; that is the point. Revocation is not checked: a B-T file has no proof of it.
 */
import { checkCertifiedRevision } from './changes/certified-revision.ts';
import { ChangeLedger } from './changes/change-ledger.ts';
import { checkFillIn } from './changes/fill-in.ts';
import { sameBytes } from './cms/certificate-chain.ts';
import { readAnchors } from './cms/certificate.ts';
import { checkSeal, type SealContext, type SealFacts } from './cms/check-seal.ts';
import { Findings, type Problem } from './findings.ts';
import { PdfState } from './pdf/pdf-state.ts';
import { checkRevision } from './revision-chain.ts';
import {
  checkCertification,
  checkSignatureDictionary,
  checkWidgets,
  isCertification,
} from './signature-dictionary.ts';
import {
  checkCoverage,
  coveredBytes,
  endOfOriginal,
  type SignedRevision,
  signedRevisions,
} from './signed-revisions.ts';

export type { Problem, ProblemCode } from './findings.ts';

export interface VerifyOptions {
  /** One or more PEM certificates: whom to trust, for seals and for time stamps. */
  readonly anchorsPem: string;
  /** The file that the signers saw. Without it, where it ended is read from the sealed file itself. */
  readonly original?: Uint8Array;
  /** When the check is made; a time stamp from after it is refused. Now, when left out. */
  readonly at?: Date;
}

export interface VerifiedSignature {
  readonly fieldName: string;
  readonly kind: 'certification' | 'approval';
  readonly coveredBytes: number;
  /** What the time stamp states; to be believed only when the whole file is valid. */
  readonly signedAt?: Date;
  readonly subject?: string;
}

export interface Verification {
  readonly valid: boolean;
  readonly problems: readonly Problem[];
  /** In the order of signing. */
  readonly signatures: readonly VerifiedSignature[];
}

/** Never throws: what cannot be read is a problem like any other. */
export function verifySealedPdf(bytes: Uint8Array, options: VerifyOptions): Verification {
  const findings = new Findings();
  const signatures = findings.guard(() => verify(bytes, options, findings)) ?? [];
  const { problems } = findings;
  return { valid: problems.length === 0 && signatures.length > 0, problems, signatures };
}

function verify(bytes: Uint8Array, options: VerifyOptions, findings: Findings): VerifiedSignature[] {
  const { original } = options;
  if (original && !sameBytes(bytes.subarray(0, original.length), original)) {
    findings.report('original-prefix', 'the file does not begin with the original');
  }
  const file = new PdfState(bytes);
  const revisions = signedRevisions(file, findings);
  if (revisions.length === 0) {
    findings.report('no-signature', 'no signature can be found');
    return [];
  }
  checkCoverage(bytes, revisions, findings);
  checkCertification(file, revisions, findings);
  for (const revision of revisions) checkSignatureDictionary(revision, findings);
  findings.guard(() => checkWidgets(file, revisions, findings));
  findings.guard(() => checkChanges(bytes, file, revisions, original, findings));
  return checkSeals(bytes, file, revisions, options, findings);
}

/** Opens the document as of each signature and holds it against the one before. */
function checkChanges(
  bytes: Uint8Array,
  file: PdfState,
  revisions: readonly SignedRevision[],
  original: Uint8Array | undefined,
  findings: Findings,
): void {
  let before: PdfState | undefined;
  for (const [index, revision] of revisions.entries()) {
    const { name } = revision.field;
    const after = revision.end === bytes.length ? file : new PdfState(bytes.subarray(0, revision.end));
    if (!before) {
      const end = original?.length ?? endOfOriginal(bytes, after);
      if (end === undefined || end >= revision.gap.start) {
        findings.report(
          'revision-chain',
          'the first signature is not in a revision of its own after the original',
        );
        return;
      }
      before = new PdfState(bytes.subarray(0, end));
    }
    const [old, ledger] = [before, new ChangeLedger(before, after, name, findings)];
    findings.guard(() => checkRevision(old, after, name, findings));
    findings.guard(() => (index === 0 ? checkCertifiedRevision(ledger) : checkFillIn(ledger, revision)));
    ledger.reportUnexplained();
    before = after;
  }
}

function checkSeals(
  bytes: Uint8Array,
  file: PdfState,
  revisions: readonly SignedRevision[],
  options: VerifyOptions,
  findings: Findings,
): VerifiedSignature[] {
  const anchors = findings.guard(() => readAnchors(options.anchorsPem)) ?? [];
  if (anchors.length === 0) findings.report('anchors', 'there is nobody to trust');
  const at = options.at ?? new Date();
  let latest: Date | undefined;
  return revisions.map((revision) => {
    const { name } = revision.field;
    const context: SealContext = { anchors, at, name, findings };
    const covered = coveredBytes(bytes, revision);
    const facts: SealFacts = findings.guard(() => checkSeal(revision.contents, covered, context)) ?? {};
    const { signedAt } = facts;
    if (signedAt && latest && signedAt < latest) {
      findings.report('time-stamp-time', `${name} was signed after another signature but stamped before it`);
    }
    latest = signedAt ?? latest;
    return {
      fieldName: name,
      kind: isCertification(file, revision.signature) ? 'certification' : 'approval',
      coveredBytes: covered.length,
      ...facts,
    };
  });
}
