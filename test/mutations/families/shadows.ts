/**
 * Shadow attacks (Mainka, Mladenov, Rohlmann, "Shadow Attacks", NDSS 2021): what the signers saw is hidden, replaced,
 * or both, by what was prepared in the document beforehand or is brought in; appended by anybody, stamped anew by the
 * time stamp authority, and signed by the service itself in each of its revisions.
 */
import { bodyOf, stampFile } from '../../verifier/samples/craft-long-term.ts';
import { unfilledTimeStamp, type MutableObjects } from '../../verifier/samples/craft-pdf.ts';
import { revisionsOf } from '../../verifier/samples/changed-bytes.ts';
import { appendTable } from '../../verifier/samples/original-pdf.ts';
import type { ProblemCode } from '../../verifier/findings.ts';
import type { PdfState } from '../../verifier/pdf/pdf-state.ts';
import type { MakeFamily, PdfMutant, Stage } from '../mutant.ts';
import {
  ANNOTATION,
  ANNOTATION_BODY,
  CONTENT,
  COVER,
  FIELD,
  HIDDEN_CONTENT,
  OTHER_CONTENT,
} from '../originals.ts';
import {
  AFTER_THE_LAST,
  edited,
  form,
  inEachStep,
  isNumbered,
  rootOf,
  stateOf,
  withRevision,
} from '../parts.ts';
import type { SealedOrder } from '../sealed-orders.ts';

interface Shadow {
  readonly title: string;
  readonly expected: readonly ProblemCode[];
  objects(state: PdfState): MutableObjects;
}

const PAGE = 10;
const CHANGED: readonly ProblemCode[] = ['changed-object', 'changed-page'];

const bodyIn = (state: PdfState, number: number): string =>
  state.entries.get(number)?.kind === 'packed' && number === ANNOTATION
    ? ANNOTATION_BODY
    : bodyOf(state, number);

/** The objects as they are, with something in them replaced. */
const other =
  (...edits: readonly (readonly [number, string | RegExp, string])[]) =>
  (state: PdfState): MutableObjects =>
    new Map(edits.map(([number, from, to]) => [number, edited(bodyIn(state, number), from, to)]));
const instead =
  (...objects: readonly (readonly [number, string | Buffer])[]) =>
  (): MutableObjects =>
    new Map(objects);

const ANY: readonly Shadow[] = [
  { title: 'replace the content', expected: CHANGED, objects: instead([CONTENT, OTHER_CONTENT]) },
  {
    title: 'replace the content by that of another page',
    expected: CHANGED,
    objects: other([PAGE, '/Contents 11 0 R', '/Contents 13 0 R']),
  },
  {
    title: 'replace the font',
    expected: CHANGED,
    objects: instead([3, '<< /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>']),
  },
  {
    title: 'hide the page beside its box',
    expected: CHANGED,
    objects: other([PAGE, />>$/, '/CropBox [0 0 9 9] >>']),
  },
  { title: 'turn the page', expected: CHANGED, objects: other([PAGE, />>$/, '/Rotate 180 >>']) },
  {
    title: 'hide the page under a layer',
    expected: CHANGED,
    objects: instead([CONTENT, form('', '/OC << /Type /OCG /Name (x) >>')]),
  },
  { title: 'hide an annotation', expected: CHANGED, objects: other([ANNOTATION, '/F 4', '/F 6']) },
  {
    title: 'hide the page under an annotation',
    expected: CHANGED,
    objects: other([ANNOTATION, '[20 20 60 60]', '[0 0 595 842]']),
  },
];

const PREPARED: readonly Shadow[] = [
  {
    title: 'show the content that was hidden',
    expected: CHANGED,
    objects: other([PAGE, '/Contents 11 0 R', `/Contents ${HIDDEN_CONTENT} 0 R`]),
  },
  { title: 'take the cover away', expected: CHANGED, objects: other([5, `${COVER} 0 R`, '']) },
  { title: 'empty the cover', expected: CHANGED, objects: instead([42, form('')]) },
  { title: 'hide the cover', expected: CHANGED, objects: other([COVER, '/F 4', '/F 2']) },
  { title: 'replace the value of a field', expected: CHANGED, objects: other([FIELD, '(100)', '(900)']) },
  {
    title: 'replace what a field shows',
    expected: CHANGED,
    objects: instead([44, form('0 g 0 0 9 9 re f')]),
  },
  {
    title: 'hide the field and replace the content',
    expected: CHANGED,
    objects: (state) =>
      new Map([
        ...other([FIELD, '/F 4', '/F 2'], [COVER, '/F 4', '/F 2'])(state),
        ...other([PAGE, '/Contents 11 0 R', `/Contents ${HIDDEN_CONTENT} 0 R`])(state),
      ]),
  },
];

export const shadows: MakeFamily = (order, stage) => {
  if (!isNumbered(order)) return replacedByAnybody(order);
  const all = [...ANY, ...(order.kind === 'prepared' ? PREPARED : [])];
  return [
    ...all.map(({ title, objects }) => withRevision(order, `${title}, appended`, objects)),
    ...all.map(({ title, objects }) => stampedAnew(order, stage, title, objects)),
    ...all.map(({ title, objects }) => inPlaceOfTheStamp(order, stage, title, objects)),
    ...(order.kind === 'prepared' ? onlyByReference(order) : []),
    ...all.flatMap(({ title, expected, objects }) =>
      inEachStep(order, stage, title, expected, (revision) => {
        for (const [number, body] of objects(revision.before)) {
          // What the certification writes itself cannot be told apart from what it should have written.
          if (!revision.objects.has(number)) revision.objects.set(number, body);
          else if (typeof body === 'string') revision.objects.set(number, body);
        }
      }),
    ),
  ];
};

/** Whatever object the number is in this file: it is another one afterwards. */
function replacedByAnybody(order: SealedOrder): PdfMutant[] {
  return [2, 3, 6, 10, 11, 12, 13].map((number) =>
    withRevision(order, `replace object ${number}, appended`, instead([number, OTHER_CONTENT])),
  );
}

/** A stamp proves when, and nothing else. */
function stampedAnew(
  order: SealedOrder,
  { authority }: Stage,
  title: string,
  objects: Shadow['objects'],
): PdfMutant {
  const [file] = order.files;
  return {
    title: `${title}, and the time stamp of the document made over it`,
    at: 0,
    expected: ['changed-object', 'changed-field', 'no-signature', 'revision-chain'],
    bytes() {
      const state = stateOf(file);
      const stamp = revisionsOf(file.sealed).at(-1);
      const all: MutableObjects = objects(state);
      if (stamp) all.set(stamp.valueNumber, unfilledTimeStamp());
      return stampFile(appendTable(file.sealed, all, rootOf(state)), authority.timeStampAuthority);
    },
  };
}

/** Whoever has no key but can ask for a stamp takes the last one off, changes the file, and has it stamped. */
function inPlaceOfTheStamp(
  order: SealedOrder,
  { authority }: Stage,
  title: string,
  objects: Shadow['objects'],
): PdfMutant {
  const [file] = order.files;
  return {
    title: `${title}, behind the last signature, and a time stamp over it`,
    at: 0,
    expected: ['changed-object', 'security-store', 'changed-catalog'],
    bytes() {
      const [stamp, last] = revisionsOf(file.sealed).toReversed();
      if (!stamp || !last) throw new Error('nothing is signed');
      const cut = Buffer.from(file.sealed.subarray(0, last.end));
      const before = stateOf({ ...file, sealed: cut });
      const field = stamp.field.objectNumber;
      const changed = appendTable(cut, objects(before), rootOf(before));
      const stamped = appendTable(
        changed,
        new Map([
          [field, edited(bodyOf(before, field), />>$/, `/V ${stamp.valueNumber} 0 R >>`)],
          [stamp.valueNumber, unfilledTimeStamp()],
        ]),
        rootOf(before),
      );
      return stampFile(stamped, authority.timeStampAuthority);
    },
  };
}

/** Nothing is brought in: a cross-reference alone shows what was there all the time. */
function onlyByReference(order: SealedOrder): PdfMutant[] {
  const [{ sealed }] = order.files;
  const older = sealed.indexOf('\n5 0 obj') + 1;
  const rows: readonly (readonly [string, string])[] = [
    ['hide the cover by a cross-reference alone', `${COVER} 1\n0000000000 00001 f \n`],
    ['hide the field by a cross-reference alone', `${FIELD} 1\n0000000000 00001 f \n`],
    ['hide what the cover shows by a cross-reference alone', '42 1\n0000000000 00001 f \n'],
    [
      'show the annotations of before by a cross-reference alone',
      `5 1\n${String(older).padStart(10, '0')} 00000 n \n`,
    ],
  ];
  return rows.map(([title, row]) => ({
    title,
    at: 0,
    expected: AFTER_THE_LAST,
    bytes: () =>
      Buffer.from(
        appendTable(sealed, new Map(), rootOf(stateOf(order.files[0])))
          .toString('latin1')
          .replace(/xref\ntrailer(?![\s\S]*xref\ntrailer)/, `xref\n${row}trailer`),
        'latin1',
      ),
  }));
}
