/** The search runs in a worker that can be killed: whatever a file does to it, the next one is searched. */
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { createDocumentText } from '../../../../demo/service/adapters/document-text/create-document-text.ts';
import { endlessPdfBytes } from '../../../harness/document-pdf.ts';
import { plainPdf } from '../../../harness/pdf-samples.ts';
import { pagesOf } from './written-pdf.ts';

const closing: (() => Promise<void>)[] = [];
after(() => Promise.all(closing.map((close) => close())));

function documentText(timeoutSeconds?: number) {
  const text = createDocumentText(timeoutSeconds === undefined ? {} : { timeoutSeconds });
  closing.push(() => text.close());
  return text;
}

describe('The search of a document', () => {
  test('finds several texts at once, and leaves the bytes with whoever asked', async () => {
    const bytes = await pagesOf(['Signature of tenant:', 'Signature of landlord:']);
    const before = Buffer.from(bytes);
    const found = await documentText().find(bytes, [
      { text: 'Signature of landlord:', most: 1 },
      { text: 'Signature of', most: 100 },
      { text: 'Signature of guarantor:', most: 1 },
    ]);
    assert.deepEqual(
      found.map((texts) => texts.map(({ page }) => page)),
      [[2], [1, 2], []],
    );
    assert.ok(before.equals(bytes));
  });

  test('says that a file cannot be read, and searches the next', async () => {
    const text = documentText();
    await assert.rejects(text.find(Buffer.from('Dear all'), [{ text: 'all', most: 1 }]), {
      name: 'TextSearchError',
      reason: 'unreadable',
    });
    const [found] = await text.find(plainPdf(), [{ text: 'Agreement 1', most: 1 }]);
    assert.equal(found?.length, 1);
  });

  test('ends with a file that has no end, and searches the next', async () => {
    const text = documentText(3);
    await assert.rejects(text.find(endlessPdfBytes(), [{ text: 'Never', most: 1 }]), {
      name: 'TextSearchError',
      reason: 'timed-out',
    });
    const [found] = await text.find(plainPdf(), [{ text: 'Agreement 1', most: 1 }]);
    assert.equal(found?.length, 1);
  });
});
