/**
 * What a check can find. The codes are stable: programs and tests match on them, people read the
 * message. A check that cannot go on throws `Unreadable`; a check that can, reports and goes on, so
 * that one run names everything that is wrong with a file.
 */

export type ProblemCode =
  | 'malformed-pdf'
  | 'too-complex'
  | 'encrypted'
  | 'verifier-fault'
  | 'anchors'
  | 'original-prefix'
  | 'no-signature'
  | 'byte-range'
  | 'contents-gap'
  | 'coverage'
  | 'revision-chain'
  | 'xref-outside-revision'
  | 'unaccounted-bytes'
  | 'signature-dictionary'
  | 'certification'
  | 'empty-field'
  | 'field'
  | 'widget'
  | 'stamp'
  | 'changed-object'
  | 'changed-catalog'
  | 'changed-form'
  | 'changed-field'
  | 'changed-page'
  | 'changed-trailer'
  | 'forbidden-content'
  | 'cms-der'
  | 'cms-padding'
  | 'cms-structure'
  | 'cms-attributes'
  | 'message-digest'
  | 'signing-certificate'
  | 'signature-value'
  | 'certificate-chain'
  | 'certificate-validity'
  | 'certificate-usage'
  | 'time-stamp-missing'
  | 'time-stamp-structure'
  | 'time-stamp-imprint'
  | 'time-stamp-signature'
  | 'time-stamp-certificate'
  | 'time-stamp-time'
  | 'evidence-json'
  | 'evidence-signature'
  | 'history-line'
  | 'history-head'
  | 'completion'
  | 'document'
  | 'proof-eid'
  | 'proof-passkey'
  | 'sealed-file'
  /** ISO 32000-2 section 12.8.4.3: the document security store is missing, or not as it should be. */
  | 'security-store'
  /** A certificate, or proof of its status, is not in the store. */
  | 'validation-data'
  /** A revocation list or an OCSP response does not hold. */
  | 'revocation-data'
  | 'revoked'
  /** ISO 32000-2 section 12.8.5: missing, not wanted, not the last, or not as it should be. */
  | 'document-time-stamp';

export interface Problem {
  readonly code: ProblemCode;
  readonly message: string;
}

/** Thrown where the bytes make no sense and nothing after them can be judged. */
export class Unreadable extends Error {
  constructor(
    readonly code: ProblemCode,
    message: string,
  ) {
    super(message);
    this.name = 'Unreadable';
  }
}

export class Findings {
  readonly problems: Problem[] = [];

  report(code: ProblemCode, message: string): void {
    // A hostile file can be wrong in a million places; a hundred of them are enough to refuse it.
    if (this.problems.length < 100) this.problems.push({ code, message });
  }

  /** Runs one check; what it throws becomes a problem, so that the other checks still run. */
  guard<T>(check: () => T): T | undefined {
    try {
      return check();
    } catch (error) {
      this.caught(error);
      return undefined;
    }
  }

  caught(error: unknown): void {
    if (error instanceof Unreadable) this.report(error.code, error.message);
    else if (error instanceof RangeError)
      this.report('malformed-pdf', `the file cannot be read: ${error.message}`);
    else this.report('verifier-fault', `a check failed by itself: ${String(error)}`);
  }
}
