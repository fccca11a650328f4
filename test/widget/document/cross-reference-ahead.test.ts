import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { askForCrossReference } from '../../../src/document/pdfjs/cross-reference-ahead.js';
import { bytesThere } from '../../harness/document-bytes.js';

const HEAD = 65_536;
const SIZE = 1_000_000;

async function askedOf(parts: { head?: string; tail?: string }): Promise<[number, number][]> {
  const file = new Uint8Array(SIZE);
  file.set(new TextEncoder().encode(parts.head ?? '%PDF-1.7\n'));
  const tail = new TextEncoder().encode(parts.tail ?? '');
  file.set(tail, SIZE - tail.length);
  const asked: [number, number][] = [];
  const bytes = {
    ...bytesThere(file),
    read: async (begin: number, end: number) => {
      asked.push([begin, end]);
      return file.slice(begin, end);
    },
  };
  await askForCrossReference(bytes, file.slice(0, HEAD));
  return asked.slice(1);
}

describe('The cross-reference of a PDF', () => {
  const cases = [
    { name: 'is asked for where the end says', tail: 'startxref\n900000\n%%EOF\n', asked: [[900_000, SIZE]] },
    {
      name: 'is the last of several',
      tail: 'startxref\n5\n%%EOF\nstartxref\r\n900001\r\n',
      asked: [[900_001, SIZE]],
    },
    { name: 'is asked for in part when it is long', tail: 'startxref 100000', asked: [[100_000, 362_144]] },
    {
      name: 'is the main one of a linearised file',
      head: '%PDF-1.7\n1 0 obj\n<</Linearized 1 /L 1000000 /T 800000 >>',
      tail: 'startxref\n200\n%%EOF',
      asked: [[800_000, SIZE]],
    },
    { name: 'is not asked for where it is in the head', tail: 'startxref 200', asked: [] },
    { name: 'is not asked for behind the end', tail: 'startxref 1000000', asked: [] },
    { name: 'is not asked for where nothing is said', tail: 'startxref\n', asked: [] },
  ];
  for (const { name, asked, ...parts } of cases) {
    it(name, async () => assert.deepEqual(await askedOf(parts), asked));
  }
});
