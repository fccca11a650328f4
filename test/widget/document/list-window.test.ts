import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { listWindow, topToShow } from '../../../src/document/page-list/list-window.ts';

const view = (top: number, count = 5000) => ({ top, height: 600, rowHeight: 200, count });

describe('The window of a long list', () => {
  it('has the rows in view and one beyond each edge, wherever it is scrolled to', () => {
    assert.deepEqual(listWindow(view(0)), { first: 1, last: 4 });
    assert.deepEqual(listWindow(view(2000)), { first: 10, last: 14 });
    assert.deepEqual(listWindow(view(2100)), { first: 10, last: 15 });
    assert.deepEqual(listWindow(view(5000 * 200 - 600)), { first: 4997, last: 5000 });
  });

  it('is never outside of the list, nor longer than it', () => {
    assert.deepEqual(listWindow(view(0, 2)), { first: 1, last: 2 });
    assert.deepEqual(listWindow(view(9999, 2)), { first: 2, last: 2 });
  });

  it('moves as little as it takes to show a row', () => {
    assert.equal(topToShow(2, view(0)), 0);
    assert.equal(topToShow(4, view(0)), 200);
    assert.equal(topToShow(10, view(5000)), 1800);
  });
});
