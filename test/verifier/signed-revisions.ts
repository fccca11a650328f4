/**
 * Which signature covers which revision. ISO 32000-2 section 12.8.1: ByteRange is the whole file of
 * its revision apart from the Contents string; ETSI EN 319 142-1 section 5.2 repeats it. Attacks on
 * signed files live in the difference: bytes after the range, a range that leaves out more than
 * Contents, Contents that is not where the gap is (signature wrapping, universal signature forgery).
 */
import type { Findings } from './findings.ts';
import type { PdfState } from './pdf/pdf-state.ts';
import { type SignatureField, signatureFields } from './pdf/signature-fields.ts';
import { Dict, isArray, Text } from './pdf/values.ts';

export interface SignedRevision {
  readonly field: SignatureField;
  readonly valueNumber: number;
  readonly signature: Dict;
  /** First byte of the Contents string and the byte after it. */
  readonly gap: { readonly start: number; readonly end: number };
  readonly contents: Uint8Array;
  /** Where this revision ends. */
  readonly end: number;
}

/** Oldest first. What cannot be placed is reported and left out. */
export function signedRevisions(file: PdfState, findings: Findings): SignedRevision[] {
  const revisions: SignedRevision[] = [];
  const values = new Set<number>();
  for (const field of signatureFields(file)) {
    const { valueNumber } = field;
    if (valueNumber === undefined) {
      findings.report('empty-field', `signature field ${field.name} has no signature`);
      continue;
    }
    if (values.has(valueNumber)) {
      findings.report('field', `field ${field.name} shows the signature of another field`);
      continue;
    }
    values.add(valueNumber);
    const revision = findings.guard(() => place(file, field, valueNumber, findings));
    if (revision) revisions.push(revision);
  }
  return revisions.sort((a, b) => a.end - b.end);
}

function place(
  file: PdfState,
  field: SignatureField,
  valueNumber: number,
  findings: Findings,
): SignedRevision | undefined {
  const { name } = field;
  const signature = file.object(valueNumber);
  if (!(signature instanceof Dict)) {
    findings.report('signature-dictionary', `the signature of ${name} is not a dictionary`);
    return undefined;
  }
  const range = signature.get('ByteRange');
  const numbers = isArray(range) ? range.filter((item) => typeof item === 'number') : [];
  const [first, length = 0, second = 0, secondLength = 0] = numbers;
  const end = second + secondLength;
  const proper =
    isArray(range) &&
    range.length === 4 &&
    numbers.length === 4 &&
    numbers.every((item) => Number.isSafeInteger(item));
  if (
    !proper ||
    first !== 0 ||
    length <= 0 ||
    second <= length ||
    secondLength <= 0 ||
    end > file.bytes.length
  ) {
    findings.report('byte-range', `the ByteRange of ${name} is not [0 a b c] inside the file`);
    return undefined;
  }
  const contents = signature.get('Contents');
  if (!(contents instanceof Text) || !contents.isHex || file.entries.get(valueNumber)?.kind !== 'offset') {
    findings.report('contents-gap', `the Contents of ${name} is not a hexadecimal string in the file itself`);
    return undefined;
  }
  // The gap must be the string to the byte, and the string nothing but digits: white space inside it
  // would be room that no signature covers, as would two ways to write the same digit.
  if (contents.start !== length || contents.end !== second) {
    findings.report('contents-gap', `the ByteRange of ${name} leaves out something else than its Contents`);
  }
  const digits = Buffer.from(file.bytes.subarray(contents.start + 1, contents.end - 1)).toString('latin1');
  if (!/^([0-9a-f]{2})+$/.test(digits)) {
    findings.report(
      'contents-gap',
      `the Contents of ${name} holds something else than pairs of hexadecimal digits, in lowercase`,
    );
  }
  const gap = { start: length, end: second };
  return { field, valueNumber, signature, gap, contents: contents.bytes, end };
}

/** The bytes that a signature is over. */
export function coveredBytes(bytes: Uint8Array, { gap, end }: SignedRevision): Uint8Array {
  return Buffer.concat([bytes.subarray(0, gap.start), bytes.subarray(gap.end, end)]);
}

/** The last signature covers all; each is inside the next and written after the one before. */
export function checkCoverage(
  bytes: Uint8Array,
  revisions: readonly SignedRevision[],
  findings: Findings,
): void {
  const last = revisions.at(-1);
  if (last && last.end !== bytes.length) {
    findings.report('coverage', `${bytes.length - last.end} bytes come after what the last signature covers`);
  }
  let before: SignedRevision | undefined;
  for (const revision of revisions) {
    if (before && revision.gap.start < before.end) {
      findings.report(
        'coverage',
        `the signature of ${revision.field.name} does not come after ${before.field.name}`,
      );
    }
    before = revision;
  }
}

/**
 * Where the document ended before its newest revision: the newest `startxref` before it that points to
 * where that revision's /Prev points.
 */
export function endOfPrevious(bytes: Uint8Array, file: PdfState): number | undefined {
  const { previous, entries, spans } = file.newest;
  if (previous === undefined) return undefined;
  let begin = Math.min(...spans.map((span) => span.start));
  for (const entry of entries.values()) {
    if (entry.kind === 'offset' && entry.offset > previous) begin = Math.min(begin, entry.offset);
  }
  const text = Buffer.from(bytes.subarray(0, begin)).toString('latin1');
  let found: number | undefined;
  for (const match of text.matchAll(/startxref\s{1,4}(\d{1,15})\s{1,4}%%EOF(\r\n|\n|\r)?/g)) {
    if (Number(match[1]) === previous) found = match.index + match[0].length;
  }
  return found;
}
