/**
 * Every appended revision is exactly one incremental update, ISO 32000-2 section 7.5.6: its objects,
 * one cross-reference section whose /Prev is the section before, the tail. Each byte belongs to one
 * of these. Bytes that no reader looks at today are what a later, forged cross-reference would show.
 */
import type { Findings } from './findings.ts';
import { isWhite } from './pdf/lexer.ts';
import type { PdfState } from './pdf/pdf-state.ts';
import { Ref, sameValue, Stream } from './pdf/values.ts';

interface Span {
  readonly start: number;
  readonly end: number;
  readonly what: string;
}

export function checkRevision(before: PdfState, after: PdfState, name: string, findings: Findings): void {
  if (
    after.newest.previous !== before.newest.offset ||
    after.sections.length !== before.sections.length + 1
  ) {
    findings.report('revision-chain', `the revision of ${name} is not one update of the revision before it`);
  }
  if (after.newest.offset < before.bytes.length) {
    findings.report('revision-chain', `the cross-reference of ${name} is not in its own revision`);
    return;
  }
  checkTrailer(before, after, name, findings);
  account(before, after, name, findings);
}

/** 7.5.5: the update speaks of the same document. */
function checkTrailer(before: PdfState, after: PdfState, name: string, findings: Findings): void {
  const [old, now] = [before.trailer, after.trailer];
  for (const key of ['Root', 'Info']) {
    if (!sameValue(old.get(key), now.get(key))) {
      findings.report('changed-trailer', `the trailer of ${name} names another /${key}`);
    }
  }
  if (!(now.get('Root') instanceof Ref))
    findings.report('changed-trailer', `the trailer of ${name} has no /Root`);
  const [oldId, nowId] = [old.get('ID'), now.get('ID')].map((id) => (Array.isArray(id) ? id[0] : undefined));
  if (oldId !== undefined && !sameValue(oldId, nowId)) {
    findings.report('changed-trailer', `the trailer of ${name} has another permanent identifier`);
  }
  const [oldSize, size] = [old.get('Size'), now.get('Size')];
  const largest = Math.max(0, ...after.newest.entries.keys());
  if (typeof size !== 'number' || typeof oldSize !== 'number' || size < oldSize || size <= largest) {
    findings.report('changed-trailer', `the trailer of ${name} has a /Size that leaves out objects`);
  }
}

function account(before: PdfState, after: PdfState, name: string, findings: Findings): void {
  const { tail, newest, bytes } = after;
  const spans: Span[] = newest.spans.map((span) => ({ ...span, what: 'the cross-reference' }));
  const containers = new Set<number>();
  for (const [number, entry] of newest.entries) {
    if (entry.kind === 'packed') containers.add(entry.container);
    if (entry.kind !== 'offset' || newest.objectNumbers.includes(number)) continue;
    if (entry.offset < before.bytes.length) {
      // An entry that repeats the old one says nothing; any other brings old bytes back to life.
      const old = before.entries.get(number);
      const repeats =
        old?.kind === 'offset' && old.offset === entry.offset && old.generation === entry.generation;
      if (!repeats) {
        findings.report(
          'xref-outside-revision',
          `the revision of ${name} finds object ${number} in older bytes`,
        );
      }
      continue;
    }
    const object = findings.guard(() => after.indirectObject(number, entry));
    if (object) spans.push({ start: object.start, end: object.end, what: `object ${number}` });
  }
  for (const container of containers) checkContainer(before, after, container, name, findings);
  spans.push({ start: tail.start, end: tail.end, what: 'the end' });
  spans.sort((a, b) => a.start - b.start);

  let position = before.bytes.length;
  for (const span of spans) {
    if (span.start < position) {
      findings.report('unaccounted-bytes', `in the revision of ${name}, ${span.what} lies over other bytes`);
    }
    for (let at = position; at < span.start; at += 1) {
      if (isWhite(bytes[at])) continue;
      findings.report('unaccounted-bytes', `in the revision of ${name}, nothing explains byte ${at}`);
      break;
    }
    position = Math.max(position, span.end);
  }
  // 7.5.5: the last line is %%EOF; one end-of-line marker may end it.
  const rest = Buffer.from(bytes.subarray(tail.end)).toString('latin1');
  if (!['', '\n', '\r', '\r\n'].includes(rest)) {
    findings.report('coverage', `the signature of ${name} does not end where its revision ends`);
  }
}

/** An object stream holds only objects that are in use: no stowaways for a later cross-reference. */
function checkContainer(
  before: PdfState,
  after: PdfState,
  container: number,
  name: string,
  findings: Findings,
): void {
  if (before.entries.has(container) && before.entries.get(container)?.kind !== 'free') {
    findings.report('changed-object', `the revision of ${name} puts objects into object stream ${container}`);
  }
  findings.guard(() => {
    const packed = [...after.packed(container).keys()];
    packed.forEach((number, index) => {
      const entry = after.entries.get(number);
      if (entry?.kind !== 'packed' || entry.container !== container || entry.index !== index) {
        findings.report('unaccounted-bytes', `object stream ${container} of ${name} hides object ${number}`);
      }
    });
    const stream = after.object(container);
    if (stream instanceof Stream && stream.dict.has('Extends')) {
      findings.report('forbidden-content', `object stream ${container} of ${name} extends another`);
    }
  });
}
