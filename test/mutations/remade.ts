/**
 * A sealed file made again by whoever holds the keys, revision by revision from its own objects, each open to a change
 * before it is signed and stamped. Every signature of it verifies; without a change it is as good as the first one.
 */
import { createHash } from 'node:crypto';
import { PdfState } from '../verifier/pdf/pdf-state.ts';
import { isArray, Ref, Text } from '../verifier/pdf/values.ts';
import { revisionsOf } from '../verifier/samples/changed-bytes.ts';
import type { CmsTweak, Sealers } from '../verifier/samples/craft-cms.ts';
import { bodyOf, stampFile } from '../verifier/samples/craft-long-term.ts';
import { contentsRoom, type MutableObjects, sign } from '../verifier/samples/craft-pdf.ts';
import { appendTable } from '../verifier/samples/original-pdf.ts';
import { endOfPrevious, type SignedRevision } from '../verifier/signed-revisions.ts';
import type { SealedFile } from './sealed-orders.ts';

/** `certification`, a signer counted from one, and the two that come after the last signer. */
export type Step = 'certification' | number | 'store' | 'stamp';

export interface Revision {
  readonly step: Step;
  /** What the revision writes; numbers to bodies without `n 0 obj` and `endobj`. */
  readonly objects: MutableObjects;
  /** The document before it. */
  readonly before: PdfState;
  /** Of the signature that the revision makes; undefined in the store's. */
  readonly field: number | undefined;
  readonly value: number | undefined;
}

export interface Remake {
  revise?(revision: Revision): void;
  /** Changes the bytes before they are signed. */
  rewrite?(step: Step, bytes: Buffer): Buffer;
  readonly trailer?: (step: Step, usual: string) => string;
  readonly tweak?: (step: Step) => CmsTweak | undefined;
  /** Other keys than the service's. */
  readonly keys?: (step: Step) => Sealers | undefined;
  /** Left out altogether. */
  readonly without?: readonly Step[];
}

export function stepsOf(signers: number): Step[] {
  return ['certification', ...Array.from({ length: signers }, (_, at) => at + 1), 'store', 'stamp'];
}

export async function remade(
  { original, sealed }: SealedFile,
  keys: Sealers,
  remake: Remake = {},
): Promise<Buffer> {
  const old = revisionsOf(sealed);
  let file: Buffer = original;
  for (const { step, start, end, signed } of spansOf(original, sealed, old)) {
    if (remake.without?.includes(step)) continue;
    const state = new PdfState(sealed.subarray(0, end));
    const objects = objectsOf(state, start);
    if (signed) roomFor(objects, signed.valueNumber);
    if (step === 'store') renameEntries(objects, old, revisionsOf(file));
    remake.revise?.({
      step,
      objects,
      before: new PdfState(file),
      field: signed?.field.objectNumber,
      value: signed?.valueNumber,
    });
    const usual = trailerOf(state);
    const written = appendTable(file, objects, remake.trailer?.(step, usual) ?? usual);
    const unsigned = remake.rewrite?.(step, written) ?? written;
    const by = remake.keys?.(step) ?? keys;
    if (step === 'store') file = unsigned;
    else if (step === 'stamp') file = await stampFile(unsigned, by.timeStampAuthority);
    else file = await sign(unsigned, by, remake.tweak?.(step));
  }
  return file;
}

interface Span {
  readonly step: Step;
  readonly start: number;
  readonly end: number;
  readonly signed: SignedRevision | undefined;
}

function spansOf(original: Buffer, sealed: Buffer, revisions: readonly SignedRevision[]): Span[] {
  const store = endOfPrevious(sealed, new PdfState(sealed)) ?? sealed.length;
  const spans: Span[] = [];
  let start = original.length;
  const add = (step: Step, end: number, signed?: SignedRevision): void => {
    spans.push({ step, start, end, signed });
    start = end;
  };
  revisions.forEach((signed, at) => {
    if (at === revisions.length - 1) add('store', store);
    add(at === 0 ? 'certification' : at === revisions.length - 1 ? 'stamp' : at, signed.end, signed);
  });
  return spans;
}

function objectsOf(state: PdfState, start: number): MutableObjects {
  const { entries, objectNumbers } = state.newest;
  return new Map(
    [...entries].flatMap(([number, entry]) =>
      entry.kind === 'offset' && entry.offset >= start && !objectNumbers.includes(number)
        ? [[number, bodyOf(state, number)]]
        : [],
    ),
  );
}

function roomFor(objects: MutableObjects, value: number): void {
  const body = String(objects.get(value));
  objects.set(value, body.replace(/\/ByteRange \[[^\]]*\]\s*\/Contents <[0-9a-f]*>/, contentsRoom()));
}

/** The store names its entries after the signatures, which are others now. */
function renameEntries(
  objects: MutableObjects,
  old: readonly SignedRevision[],
  now: readonly SignedRevision[],
): void {
  const nameOf = ({ contents }: SignedRevision) =>
    createHash('sha1').update(contents).digest('hex').toUpperCase();
  for (const [number, body] of objects) {
    let text = String(body);
    old.forEach((signed, at) => {
      const own = now[at];
      if (own) text = text.replaceAll(nameOf(signed), nameOf(own));
    });
    objects.set(number, text);
  }
}

function trailerOf({ trailer }: PdfState): string {
  const id = trailer.get('ID');
  const digits = (isArray(id) ? id : []).map((part) =>
    part instanceof Text ? `<${Buffer.from(part.bytes).toString('hex')}>` : '<>',
  );
  const references = ['Root', 'Info'].flatMap((key) => {
    const value = trailer.get(key);
    return value instanceof Ref ? [`/${key} ${String(value)}`] : [];
  });
  return `${references.join(' ')} ${digits.length > 0 ? `/ID [${digits.join(' ')}]` : ''}`;
}
