/**
 * An independent check of sealed PDFs. It shares nothing with the sealer: its own PDF reader (`pdf/`),
 * its own DER and CMS reader (`cms/`), node:crypto for hashes and signatures, node:zlib for Flate. An
 * error that the sealer makes is therefore not an error that this room repeats.
 *
 *   pdf/       values, cross-reference, the document as of a given byte
 *   changes/   what a revision may change, and the refusal of everything else
 *   cms/       DER, certificates and their status, the seal, the time stamp (RFC 3161)
 *   signed-revisions, revision-chain, signature-dictionary   what covers what, byte by byte
 *   validation-data, document-time-stamp   what makes the rest hold when certificates have expired (B-LTA)
 *   verify-with-tools   the same file before pdfsig, openssl and qpdf
 *   cli        tsx test/verifier/cli.ts FILE.pdf --anchors ca.pem [--original FILE] [--level B-T] [--tools]
 *
 * It says whether a file is what the service seals: the original as an exact prefix, a certification
 * with DocMDP P=2, then one filled field for each signer, each time-stamped, the store of what proves their
 * certificates, and a document time stamp over all of it (PAdES B-LTA). A valid PDF signature of another
 * shape is refused; that is the point. Receipts end before the store (B-T) and have no proof of revocation.
 */
import { checkCertifiedRevision } from './changes/certified-revision.ts';
import { ChangeLedger } from './changes/change-ledger.ts';
import { checkFillIn } from './changes/fill-in.ts';
import { checkDocumentTimeStampRevision, checkSecurityStoreRevision } from './changes/long-term.ts';
import { sameBytes } from './cms/certificate-chain.ts';
import { readAnchors } from './cms/certificate.ts';
import { checkSeal, type SealContext, type SealFacts } from './cms/check-seal.ts';
import {
  checkDocumentTimeStamp,
  checkTimeStampDictionary,
  type SealLevel,
  splitTimeStamp,
} from './document-time-stamp.ts';
import { Findings, type Problem } from './findings.ts';
import { PdfState } from './pdf/pdf-state.ts';
import { readSecurityStore } from './pdf/security-store.ts';
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
  endOfPrevious,
  type SignedRevision,
  signedRevisions,
} from './signed-revisions.ts';
import { checkValidationData } from './validation-data.ts';

export type { Problem, ProblemCode } from './findings.ts';

export interface VerifyOptions {
  /** One or more PEM certificates: whom to trust, for seals and for time stamps. */
  readonly anchorsPem: string;
  /** The file that the signers saw. Without it, where it ended is read from the sealed file itself. */
  readonly original?: Uint8Array;
  /** What the file must be; B-LTA, when left out. */
  readonly level?: SealLevel;
  /** When the check is made; a time stamp from after it is refused. Now, when left out. */
  readonly at?: Date;
}

export interface VerifiedSignature {
  readonly fieldName: string;
  readonly kind: 'certification' | 'approval' | 'document-time-stamp';
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
  const sealed = splitTimeStamp(revisions, options.level ?? 'B-LTA', findings);
  const { signatures, timeStamp } = sealed;
  checkCertification(file, signatures, findings);
  for (const signature of signatures) checkSignatureDictionary(signature, findings);
  if (timeStamp) checkTimeStampDictionary(timeStamp, findings);
  findings.guard(() => checkWidgets(file, signatures, findings));
  findings.guard(() => checkChanges(bytes, file, sealed, original, findings));
  return checkSeals(bytes, file, sealed, options, findings);
}

type SplitRevisions = ReturnType<typeof splitTimeStamp>;

/** Opens the document as of each signature and holds it against the one before. */
function checkChanges(
  bytes: Uint8Array,
  file: PdfState,
  { signatures, timeStamp }: SplitRevisions,
  original: Uint8Array | undefined,
  findings: Findings,
): void {
  let before: PdfState | undefined;
  for (const [index, revision] of signatures.entries()) {
    const { name } = revision.field;
    const after = revision.end === bytes.length ? file : new PdfState(bytes.subarray(0, revision.end));
    if (!before) {
      const end = original?.length ?? endOfPrevious(bytes, after);
      if (end === undefined || end >= revision.gap.start) {
        findings.report(
          'revision-chain',
          'the first signature is not in a revision of its own after the original',
        );
        return;
      }
      before = new PdfState(bytes.subarray(0, end));
    }
    checkStep(before, after, name, findings, (ledger) =>
      index === 0 ? checkCertifiedRevision(ledger) : checkFillIn(ledger, revision),
    );
    before = after;
  }
  if (before && timeStamp) checkLongTerm(bytes, before, file, timeStamp, findings);
}

/** One revision: one update, with nothing in it that `explain` does not explain. */
function checkStep(
  before: PdfState,
  after: PdfState,
  name: string,
  findings: Findings,
  explain: (ledger: ChangeLedger) => void,
): void {
  const ledger = new ChangeLedger(before, after, name, findings);
  findings.guard(() => checkRevision(before, after, name, findings));
  findings.guard(() => explain(ledger));
  ledger.reportUnexplained();
}

/** The store has no signature of its own: it ends where the revision of the document time stamp begins. */
function checkLongTerm(
  bytes: Uint8Array,
  signed: PdfState,
  file: PdfState,
  timeStamp: SignedRevision,
  findings: Findings,
): void {
  const end = endOfPrevious(bytes, file);
  if (end === undefined || end <= signed.bytes.length || end >= timeStamp.gap.start) {
    findings.report('security-store', 'no security store comes between the signatures and their time stamp');
    return;
  }
  const stored = new PdfState(bytes.subarray(0, end));
  checkStep(signed, stored, 'the security store', findings, checkSecurityStoreRevision);
  checkStep(stored, file, timeStamp.field.name, findings, (ledger) =>
    checkDocumentTimeStampRevision(ledger, timeStamp),
  );
}

function checkSeals(
  bytes: Uint8Array,
  file: PdfState,
  { signatures, timeStamp }: SplitRevisions,
  options: VerifyOptions,
  findings: Findings,
): VerifiedSignature[] {
  const anchors = findings.guard(() => readAnchors(options.anchorsPem)) ?? [];
  if (anchors.length === 0) findings.report('anchors', 'there is nobody to trust');
  const at = options.at ?? new Date();
  let latest: Date | undefined;
  const check = (revision: SignedRevision, isTimeStamp: boolean): VerifiedSignature => {
    const { name } = revision.field;
    const context: SealContext = { anchors, at, name, findings };
    const covered = coveredBytes(bytes, revision);
    const checkContents = isTimeStamp ? checkDocumentTimeStamp : checkSeal;
    const facts: SealFacts = findings.guard(() => checkContents(revision.contents, covered, context)) ?? {};
    const { signedAt } = facts;
    if (signedAt && latest && signedAt < latest) {
      findings.report('time-stamp-time', `${name} was signed after another signature but stamped before it`);
    }
    latest = signedAt ?? latest;
    return {
      fieldName: name,
      kind: isTimeStamp
        ? 'document-time-stamp'
        : isCertification(file, revision.signature)
          ? 'certification'
          : 'approval',
      coveredBytes: covered.length,
      ...facts,
    };
  };
  const checked = signatures.map((signature) => check(signature, false));
  if (!timeStamp) return checked;
  const last = check(timeStamp, true);
  findings.guard(() => {
    const store = readSecurityStore(file);
    if (!store) findings.report('security-store', 'there is no security store');
    else checkValidationData(store, signatures, { anchors, at: last.signedAt ?? at, findings });
  });
  return [...checked, last];
}
