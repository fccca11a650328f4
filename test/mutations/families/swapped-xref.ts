/** The cross-reference shows other objects, older ones or hidden ones: appended by anybody, and signed by the service. */
import { movedReferences } from '../../verifier/samples/changed-bytes.ts';
import { appendPacked, bodyOf, catalogNumber } from '../../verifier/samples/craft-long-term.ts';
import { firstOffset, tail, withEntry } from '../../verifier/samples/hostile-structure.ts';
import { appendTable, sizeOf, startxrefOf, stream } from '../../verifier/samples/original-pdf.ts';
import type { ProblemCode } from '../../verifier/findings.ts';
import type { PdfState } from '../../verifier/pdf/pdf-state.ts';
import { madeOfFiles, type MakeFamily, type PdfMutant, type Stage } from '../mutant.ts';
import { CONTENT, OTHER_CONTENT } from '../originals.ts';
import { AFTER_THE_LAST, byKeyHolder, edited, isNumbered, rewriteIn, rootOf, stateOf } from '../parts.ts';
import { stepsOf } from '../remade.ts';
import type { SealedFile, SealedOrder } from '../sealed-orders.ts';

const LOST: readonly ProblemCode[] = [...AFTER_THE_LAST, 'empty-field', 'revision-chain', 'field'];

export const swappedXref: MakeFamily = (order, stage) => [
  ...madeOfFiles(order, movedReferences),
  ...olderObjects(order.files[0]),
  ...olderSections(order.files[0]),
  ...otherRoots(order.files[0]),
  ...packed(order.files[0]),
  ...(isNumbered(order) ? signed(order, stage) : []),
];

/** Only a cross-reference, with rows for objects that are already there. */
function withRows(sealed: Buffer, rows: string, trailer: string, previous = startxrefOf(sealed)): Buffer {
  const entries = `/Size ${sizeOf(sealed)} ${trailer} /Prev ${previous}`;
  const text = `xref\n${rows}trailer\n<< ${entries} >>\nstartxref\n${sealed.length}\n%%EOF\n`;
  return Buffer.concat([sealed, Buffer.from(text)]);
}

const row = (number: number, offset: number): string =>
  `${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`;

/** Each object that was written more than once, as it was before. */
function olderObjects(file: SealedFile): PdfMutant[] {
  const state = stateOf(file);
  const seen = new Map<number, number>();
  return state.sections.flatMap((section, age) =>
    [...section.entries].flatMap(([number, entry]): PdfMutant[] => {
      if (entry.kind !== 'offset') return [];
      const before = seen.get(number);
      seen.set(number, entry.offset);
      if (before === undefined) return [];
      return [
        {
          title: `object ${number} as it was ${age} revisions before`,
          at: 0,
          expected: LOST,
          bytes: () => withRows(file.sealed, row(number, entry.offset), rootOf(state)),
        },
      ];
    }),
  );
}

function olderSections(file: SealedFile): PdfMutant[] {
  const state = stateOf(file);
  return state.sections.slice(1).flatMap(({ offset }, age): PdfMutant[] => [
    {
      title: `a cross-reference that goes back ${age + 1} revisions`,
      at: 0,
      expected: LOST,
      bytes: () => withRows(file.sealed, '', rootOf(state), offset),
    },
    {
      title: `an end that names the cross-reference of ${age + 1} revisions before`,
      at: 0,
      expected: LOST,
      bytes: () => Buffer.concat([file.sealed, Buffer.from(`startxref\n${offset}\n%%EOF\n`)]),
    },
  ]);
}

function otherRoots(file: SealedFile): PdfMutant[] {
  const state = stateOf(file);
  const catalog = bodyOfCatalog(state);
  const plain = '<< /Type /Catalog /Pages 2 0 R >>';
  const hybrid = stream('/Type /XRef /W [1 4 1] /Size 12 /Index [11 1] /Root 1 0 R', Buffer.alloc(6));
  const at = file.sealed.length;
  const mutant = (title: string, bytes: () => Buffer): PdfMutant => ({ title, at: 0, expected: LOST, bytes });
  return [
    mutant('another root, which has no form', () =>
      appendTable(file.sealed, new Map([[8000, plain]]), '/Root 8000 0 R'),
    ),
    mutant('another root, which is as the first one but for its number', () =>
      appendTable(file.sealed, new Map([[8000, catalog]]), '/Root 8000 0 R'),
    ),
    mutant('a root that is not there', () => withRows(file.sealed, '', '/Root 8001 0 R')),
    mutant('no root', () => withRows(file.sealed, '', '')),
    mutant('a cross-reference that goes before itself', () =>
      withRows(file.sealed, '', rootOf(state), file.sealed.length),
    ),
    mutant('a cross-reference with a hidden one beside it', () =>
      Buffer.concat([
        withRows(
          Buffer.concat([file.sealed, Buffer.from('8002 0 obj\n'), hybrid, Buffer.from('\nendobj\n')]),
          '',
          `${rootOf(state)} /XRefStm ${at}`,
          startxrefOf(file.sealed),
        ),
      ]),
    ),
    mutant('the catalog freed', () =>
      withRows(file.sealed, `${catalogNumber(state)} 1\n0000000000 00001 f \n`, rootOf(state)),
    ),
  ];
}

function bodyOfCatalog(state: PdfState): string {
  return bodyOf(state, catalogNumber(state));
}

/** Object streams, which show nothing to who only looks at the bytes. */
function packed({ sealed }: SealedFile): PdfMutant[] {
  const plain = '<< /Length 0 >>';
  const objects: readonly (readonly [string, number, string])[] = [
    ['an annotation', 6, '<< /Type /Annot /Subtype /Square /Rect [0 0 595 842] /IC [1 1 1] /F 4 >>'],
    ['a page', 10, '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>'],
    ['the pages', 2, '<< /Type /Pages /Kids [12 0 R] /Count 1 >>'],
    ['nothing that is used', 9000, plain],
  ];
  return objects.map(([what, number, body]) => ({
    title: `${what} in an object stream`,
    at: 0,
    expected: LOST,
    bytes: () => appendPacked(sealed, new Map([[number, body]]), number),
  }));
}

/** In each revision that is signed or stamped. */
function signed(order: SealedOrder, stage: Stage): PdfMutant[] {
  const [{ original }] = order.files;
  const edits: readonly (readonly [string, readonly ProblemCode[], (bytes: Buffer) => Buffer])[] = [
    [
      'an object that no cross-reference lists',
      ['unaccounted-bytes'],
      (bytes) => tail(bytes, (text) => text, `11 0 obj\n${OTHER_CONTENT.toString('latin1')}\nendobj\n`),
    ],
    ['a comment between the objects', ['unaccounted-bytes'], (bytes) => tail(bytes, (text) => text, '%\n')],
    [
      'an object freed',
      ['changed-object', 'malformed-pdf'],
      (bytes) => tail(bytes, withEntry('3 1\n0000000000 00001 f \n')),
    ],
    [
      'content in older bytes',
      ['xref-outside-revision', 'malformed-pdf'],
      (bytes) => tail(bytes, withEntry(`${CONTENT} 1\n${firstOffset(bytes, 13)} 00000 n \n`)),
    ],
    [
      'another root',
      ['changed-trailer', 'malformed-pdf', 'no-signature'],
      (bytes) => tail(bytes, (text) => edited(text, '/Root 1 0 R', '/Root 2 0 R')),
    ],
    [
      'a cross-reference before all signatures',
      ['revision-chain', 'empty-field', 'no-signature', 'field'],
      (bytes) => tail(bytes, (text) => edited(text, /\/Prev \d+/, `/Prev ${startxrefOf(original)}`)),
    ],
    [
      'bytes behind its end',
      ['coverage', 'unaccounted-bytes'],
      (bytes) => Buffer.concat([bytes, Buffer.from('\n%\n')]),
    ],
  ];
  return stepsOf(order.signers)
    .filter((step) => step !== 'certification')
    .flatMap((step) =>
      edits.map(([title, expected, change]) =>
        byKeyHolder(order, stage, `${title}, in the revision of ${step}`, expected, {
          rewrite: rewriteIn(step, change),
        }),
      ),
    );
}
