import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  firstUnread,
  hasPage,
  unreadCount,
  withPage,
  type PageRange,
} from '../../../src/session/page-ranges.ts';

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
      unreadCount(
        [
          [1, 3],
          [5, 5],
        ],
        6,
      ),
      2,
    );
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
    assert.equal(unreadCount([[1, 9]], 6), 0);
  });
});
