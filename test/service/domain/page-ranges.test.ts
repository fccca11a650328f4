import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { coversAllPages, joinPageRanges, type PageRanges } from '../../../demo/service/domain/page-ranges.ts';

describe('pages that have been in view', () => {
  const joins: readonly [string, PageRanges, PageRanges, PageRanges][] = [
    ['the first report is kept as it is', [], [[2, 4]], [[2, 4]]],
    ['neighbours become one', [[1, 3]], [[4, 6]], [[1, 6]]],
    [
      'a gap stays a gap',
      [[1, 3]],
      [[5, 6]],
      [
        [1, 3],
        [5, 6],
      ],
    ],
    [
      'a page that closes the gap joins both sides',
      [
        [1, 3],
        [5, 6],
      ],
      [[4, 4]],
      [[1, 6]],
    ],
    ['overlaps count once', [[1, 5]], [[3, 8]], [[1, 8]]],
    ['what is inside adds nothing', [[1, 9]], [[3, 4]], [[1, 9]]],
    [
      'they are sorted',
      [[8, 9]],
      [[1, 2]],
      [
        [1, 2],
        [8, 9],
      ],
    ],
    [
      'pages beyond the last are dropped',
      [],
      [
        [9, 14],
        [11, 12],
      ],
      [[9, 10]],
    ],
    ['a range that runs backwards holds nothing', [], [[5, 3]], []],
  ];
  for (const [rule, known, more, expected] of joins) {
    test(rule, () => assert.deepEqual(joinPageRanges(known, more, 10), expected));
  }

  test('joining does not change what it was given', () => {
    const known: [number, number][] = [[1, 3]];
    joinPageRanges(known, [[2, 8]], 10);
    assert.deepEqual(known, [[1, 3]]);
  });

  test('all pages are seen only when none is missing, first and last included', () => {
    assert.equal(coversAllPages([[1, 10]], 10), true);
    assert.equal(
      coversAllPages(
        [
          [6, 10],
          [1, 5],
        ],
        10,
      ),
      true,
    );
    assert.equal(
      coversAllPages(
        [
          [1, 4],
          [6, 10],
        ],
        10,
      ),
      false,
    );
    assert.equal(coversAllPages([[2, 10]], 10), false);
    assert.equal(coversAllPages([[1, 9]], 10), false);
    assert.equal(coversAllPages([], 1), false);
    assert.equal(coversAllPages([[1, 1]], 1), true);
  });
});
