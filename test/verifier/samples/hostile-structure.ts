/** Signed revisions whose bytes, not whose objects, are wrong: the cross-reference and what lies between. */
import type { HostileRevision } from './hostile-revision.ts';
import { appendTable } from './original-pdf.ts';

const ID = '<00112233445566778899aabbccddeeff>';
const TRAILER = `/Root 1 0 R /Info 4 0 R /ID [${ID} ${ID}]`;

/** Changes the last revision's cross-reference and what is before it, and lets startxref find it again. */
export function tail(bytes: Buffer, change: (crossReference: string) => string, before = ''): Buffer {
  const start = bytes.lastIndexOf('\nxref\n') + 1;
  const end = bytes.lastIndexOf('startxref');
  const changed = change(bytes.subarray(start, end).toString('latin1'));
  const position = start + before.length;
  const text = `${before}${changed}startxref\n${position}\n%%EOF\n`;
  return Buffer.concat([bytes.subarray(0, start), Buffer.from(text, 'latin1')]);
}

const inStep =
  (wanted: number, change: (bytes: Buffer, start: number) => Buffer) =>
  (step: number, bytes: Buffer, start: number): Buffer =>
    step === wanted ? change(bytes, start) : bytes;

const same = (text: string): string => text;
export const withEntry = (entry: string) => (text: string) => text.replace('xref\n', `xref\n${entry}`);

/** Where an object was first written. */
export function firstOffset(bytes: Buffer, number: number): string {
  return String(bytes.indexOf(`\n${number} 0 obj`) + 1).padStart(10, '0');
}

export const HOSTILE_STRUCTURES: readonly HostileRevision[] = [
  {
    title: 'an object that no cross-reference lists',
    rewrite: inStep(1, (bytes) =>
      tail(bytes, same, '11 0 obj\n<< /Length 0 >>\nstream\n\nendstream\nendobj\n'),
    ),
    expected: 'unaccounted-bytes',
  },
  {
    title: 'a comment between the objects',
    rewrite: inStep(2, (bytes) => tail(bytes, same, '%comment\n')),
    expected: 'unaccounted-bytes',
  },
  {
    title: 'the annotations back in their older bytes',
    rewrite: inStep(2, (bytes) => tail(bytes, withEntry(`5 1\n${firstOffset(bytes, 5)} 00000 n \n`))),
    expected: 'xref-outside-revision',
  },
  {
    title: 'an object freed',
    rewrite: inStep(1, (bytes) => tail(bytes, withEntry('6 1\n0000000000 00001 f \n'))),
    expected: 'changed-object',
  },
  {
    title: 'an object listed twice',
    rewrite: inStep(1, (bytes) =>
      tail(bytes, withEntry('11 1\n0000000000 00001 f \n11 1\n0000000000 00002 f \n')),
    ),
    expected: 'malformed-pdf',
  },
  {
    title: 'two updates under one signature',
    rewrite: inStep(1, (bytes) =>
      appendTable(bytes, new Map([[4, '<< /Title (An agreement) /Producer (by hand) >>']])),
    ),
    expected: 'revision-chain',
  },
  {
    title: 'a /Prev that goes past a signature',
    rewrite: inStep(2, (bytes) => {
      const certified = [...bytes.toString('latin1').matchAll(/startxref\n(\d+)/g)][1]?.[1] ?? '';
      return tail(bytes, (text) => text.replace(/\/Prev \d+/, `/Prev ${certified}`));
    }),
    expected: 'empty-field',
  },
  {
    title: 'a cross-reference in the original',
    rewrite: inStep(2, (bytes) => {
      const original = /startxref\n(\d+)/.exec(bytes.toString('latin1'))?.[1] ?? '';
      return Buffer.from(
        bytes.toString('latin1').replace(/startxref\n\d+\n%%EOF\n$/, `startxref\n${original}\n%%EOF\n`),
        'latin1',
      );
    }),
    expected: 'no-signature',
  },
  {
    title: 'another catalog',
    trailer: (step) => (step === 1 ? TRAILER.replace('/Root 1', '/Root 2') : undefined),
    expected: 'changed-trailer',
  },
  {
    title: 'other information',
    trailer: (step) => (step === 2 ? TRAILER.replace('/Info 4', '/Info 6') : undefined),
    expected: 'changed-trailer',
  },
  {
    title: 'another identifier',
    trailer: (step) => (step === 0 ? TRAILER.replace('<00', '<01') : undefined),
    expected: 'changed-trailer',
  },
  {
    title: 'a trailer that says encrypted',
    trailer: (step) => (step === 2 ? `${TRAILER} /Encrypt << >>` : undefined),
    expected: 'encrypted',
  },
  {
    title: 'a size that leaves out objects',
    rewrite: inStep(2, (bytes) => tail(bytes, (text) => text.replace(/\/Size \d+/, '/Size 90'))),
    expected: 'changed-trailer',
  },
  {
    title: 'bytes after %%EOF under the signature',
    rewrite: inStep(1, (bytes) => Buffer.concat([bytes, Buffer.from('\n\n')])),
    expected: 'coverage',
  },
];
