/** What the families of mutations are put together from. */
import { PdfState } from '../verifier/pdf/pdf-state.ts';
import type { ProblemCode } from '../verifier/findings.ts';
import type { MutableObjects } from '../verifier/samples/craft-pdf.ts';
import { replaced } from '../verifier/samples/mutation.ts';
import { appendTable, stream } from '../verifier/samples/original-pdf.ts';
import type { PdfMutant, Stage } from './mutant.ts';
import { type Remake, remade, type Revision, type Step, stepsOf } from './remade.ts';
import type { SealedFile, SealedOrder } from './sealed-orders.ts';

/** Refused by where they are, before anything is said of what they do. */
export const AFTER_THE_LAST: readonly ProblemCode[] = ['coverage', 'no-signature', 'malformed-pdf'];

/** Files in which objects have the numbers that `originals.ts` gave them. */
export const isNumbered = ({ kind }: SealedOrder): boolean => kind !== 'streams' && kind !== 'linearized';

export function stateOf({ sealed }: SealedFile): PdfState {
  return new PdfState(sealed);
}

export const rootOf = (state: PdfState): string => `/Root ${String(state.trailer.get('Root'))}`;

/** A revision that anybody can append. */
export function withRevision(
  { files }: SealedOrder,
  title: string,
  objects: (state: PdfState) => MutableObjects,
  { trailer, expected = AFTER_THE_LAST }: { trailer?: string; expected?: readonly ProblemCode[] } = {},
): PdfMutant {
  const [file] = files;
  return {
    title,
    at: 0,
    expected,
    bytes() {
      const state = stateOf(file);
      return appendTable(file.sealed, objects(state), trailer ?? rootOf(state));
    },
  };
}

/** The file made again by whoever has the keys, with something else in it. */
export function byKeyHolder(
  { files }: SealedOrder,
  { authority }: Stage,
  title: string,
  expected: readonly ProblemCode[],
  remake: Remake,
): PdfMutant {
  return { title: `signed: ${title}`, at: 0, expected, bytes: () => remade(files[0], authority, remake) };
}

/** One change in each revision in turn. */
export function inEachStep(
  order: SealedOrder,
  stage: Stage,
  title: string,
  expected: readonly ProblemCode[],
  revise: (revision: Revision) => void,
): PdfMutant[] {
  return stepsOf(order.signers).map((step) =>
    byKeyHolder(order, stage, `${title}, in the revision of ${step}`, expected, {
      revise: (revision) => (revision.step === step ? revise(revision) : undefined),
    }),
  );
}

export const rewriteIn =
  (wanted: Step, change: (bytes: Buffer) => Buffer) =>
  (step: Step, bytes: Buffer): Buffer =>
    step === wanted ? change(bytes) : bytes;

/** Replaces text in a body; what is not there is an error of the maker. */
export function edited(body: string | Buffer | undefined, from: string | RegExp, to: string): string {
  const text = String(body);
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`there is no ${String(from)} in ${text.slice(0, 300)}`);
  return changed;
}

/** Bytes written over others, none more and none fewer. */
export function overwritten(
  title: string,
  file: SealedFile,
  at: number,
  text: string,
  expected?: readonly ProblemCode[],
): PdfMutant {
  return { title, at: 0, ...(expected && { expected }), bytes: () => replaced(file.sealed, at, text) };
}

export function form(content: string, more = ''): Buffer {
  return stream(`/Type /XObject /Subtype /Form /BBox [0 0 400 400] ${more}`, content);
}
