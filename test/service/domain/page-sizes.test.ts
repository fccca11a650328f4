import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { pageSizesOf, sizeOfPage } from '../../../demo/service/domain/page-sizes.ts';

const A4 = { width: 595.28, height: 841.89 };
const TURNED = { width: 841.89, height: 595.28 };

describe('the sizes of the pages of a document', () => {
  test('are told once for pages in a row that are alike', () => {
    assert.deepEqual(pageSizesOf([A4, A4, TURNED, A4]), [
      [2, 595.28, 841.89],
      [1, 841.89, 595.28],
      [1, 595.28, 841.89],
    ]);
    assert.deepEqual(pageSizesOf([]), []);
  });

  test('are alike to a hundredth of a point', () => {
    assert.equal(pageSizesOf([A4, { width: 595.2756, height: 841.8898 }]).length, 1);
  });

  test('are found for each page, and for no other', () => {
    const sizes = pageSizesOf([A4, A4, TURNED]);
    assert.deepEqual(
      [0, 1, 2, 3, 4].map((page) => sizeOfPage(sizes, page)),
      [undefined, A4, A4, TURNED, undefined],
    );
  });
});
