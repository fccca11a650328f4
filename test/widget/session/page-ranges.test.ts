import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { firstUnread, hasPage, withPage, type PageRange } from '../../../src/session/page-ranges.ts';
import { countOf, unreadRanges } from '../../../src/session/unread-pages.ts';

describe('pages that have been in view', () => {
  it('become as few ranges as can be, whatever the order they come in', () => {
    const pages = [5, 1, 2, 9, 3, 7, 8, 2];
    const ranges = pages.reduce<readonly PageRange[]>(withPage, []);
    assert.deepEqual(ranges, [
      [1, 3],
      [5, 5],
      [7, 9],
    ]);
    for (let page = 0; page <= 10; page++) assert.equal(hasPage(ranges, page), pages.includes(page));
  });

  it('leave the rest to be read, and the first of it to go to', () => {
    assert.equal(
      firstUnread(
        [
          [1, 3],
          [5, 5],
        ],
        6,
      ),
      4,
    );
    assert.equal(firstUnread([], 6), 1);
    assert.equal(firstUnread([[2, 6]], 6), 1);
    assert.equal(firstUnread([[1, 6]], 6), undefined);
  });

  it('leave ranges to be read, which are those that are in none', () => {
    const ranges = [
      [2, 3],
      [5, 5],
      [8, 9],
    ] as const;
    for (const pages of [1, 2, 4, 5, 7, 9, 12]) {
      const unread = unreadRanges(ranges, pages);
      for (let page = 0; page <= pages + 1; page++) {
        const expected = page >= 1 && page <= pages && !hasPage(ranges, page);
        assert.equal(hasPage(unread, page), expected, `${page} of ${pages}`);
      }
    }
    assert.deepEqual(unreadRanges(ranges, 9), [
      [1, 1],
      [4, 4],
      [6, 7],
    ]);
    assert.equal(countOf(unreadRanges(ranges, 9)), 4);
    assert.deepEqual(unreadRanges([], 3), [[1, 3]]);
    assert.deepEqual(unreadRanges([[1, 9]], 3), []);
  });
});
