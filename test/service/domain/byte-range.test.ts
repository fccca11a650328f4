import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseByteRange } from '../../../demo/service/domain/byte-range.ts';

const SIZE = 1000;

describe('a range of bytes (RFC 9110 section 14.1.2)', () => {
  const ranges: readonly [header: string, first: number, last: number][] = [
    ['bytes=0-0', 0, 0],
    ['bytes=0-499', 0, 499],
    ['bytes=500-999', 500, 999],
    ['bytes=500-5000', 500, 999],
    ['bytes=999-', 999, 999],
    ['bytes=0-', 0, 999],
    ['bytes=-1', 999, 999],
    ['bytes=-500', 500, 999],
    ['bytes=-5000', 0, 999],
    [' bytes=10-20 ', 10, 20],
  ];
  for (const [header, first, last] of ranges) {
    test(`"${header}" of ${SIZE} bytes is ${first} to ${last}`, () => {
      assert.deepEqual(parseByteRange(header, SIZE), { first, last });
    });
  }

  for (const header of ['bytes=1000-', 'bytes=1000-2000', 'bytes=5000-', 'bytes=-0']) {
    test(`"${header}" lies outside of ${SIZE} bytes`, () => {
      assert.equal(parseByteRange(header, SIZE), 'unsatisfiable');
    });
  }

  for (const header of [
    undefined,
    '',
    'bytes=',
    'bytes=-',
    'bytes=0-1,5-6',
    'bytes=20-10',
    'bytes=2000-1500',
    'items=0-5',
    'bytes 0-5',
    'bytes=a-b',
    'bytes=-5-10',
    'bytes=0x0-0x5',
    'bytes=1.5-3',
    `bytes=${'9'.repeat(400)}-`,
  ]) {
    test(`${JSON.stringify(header)?.slice(0, 40) ?? 'no header'} is answered with the whole`, () => {
      assert.equal(parseByteRange(header, SIZE), 'whole');
    });
  }
});
