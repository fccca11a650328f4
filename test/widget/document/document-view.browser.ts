import { expect, waitUntil } from '@open-wc/testing';
import { pdfBytes } from '../../harness/document-pdf.js';
import { engineInTests } from '../../harness/document-pdfjs.js';
import { DocumentReader, frames } from '../../harness/document-reader.js';
import { FakeDocument } from '../../harness/document-fake.js';

describe('A document in the view', () => {
  it('shows the pages of a PDF with their text, in order and named', async () => {
    const pdf = await engineInTests().open(
      pdfBytes([{ text: 'The first page' }, { text: 'The second page' }]),
      new AbortController().signal,
    );
    const reader = await DocumentReader.open(pdf);
    await reader.settled();
    expect(reader.pages).to.deep.equal(['Page 1 of 2', 'Page 2 of 2']);
    expect(reader.page(1)!.textContent).to.equal('The first page');
    expect(reader.page(2)!.textContent).to.equal('The second page');
    reader.view.remove();
    await pdf.close();
  });

  it('keeps few canvases and few elements however far one scrolls', async () => {
    const reader = await DocumentReader.open(new FakeDocument({ pageCount: 2000 }));
    await reader.settled();
    const atStart = reader.elementCount;
    const { scrollHeight } = reader.scroller;
    expect(scrollHeight).to.be.greaterThan(2_000_000);
    for (let step = 1; step <= 40; step++) {
      await reader.scrollTo((scrollHeight * step) / 40);
      expect(reader.canvases.length).to.be.at.most(8);
    }
    await reader.painted(2000);
    expect(reader.elementCount).to.be.at.most(atStart + 20);
    await frames(1);
    await waitUntil(() => reader.pageBox.value === '2000');
  });
});
