import { expect, waitUntil } from '@open-wc/testing';
import { describe, it } from '../../harness/document-suite.js';
import { englishDocumentViewStrings } from '../../../src/document/document-view-strings.js';
import { accessibilityOutline } from '../../harness/ax-outline.js';
import { pdfBytes } from '../../harness/document-pdf.js';
import { engineInTests } from '../../harness/document-pdfjs.js';
import { DocumentReader, type ReaderOptions } from '../../harness/document-reader.js';
import { scannedPdf } from '../../harness/scanned-pdf.js';

const SAID = 'is a picture of paper. It has no text that can be read aloud or searched.';
const SHOWN = 'ask the sender for a readable copy';

async function open(bytes: Uint8Array<ArrayBuffer>, options: ReaderOptions = {}) {
  const pdf = await engineInTests().open(bytes, new AbortController().signal);
  const reader = await DocumentReader.open(pdf, options);
  await reader.painted(1);
  return {
    reader,
    done: async () => {
      reader.view.remove();
      await pdf.close();
    },
  };
}

describe('A page that is only a picture', () => {
  it('says so to who listens, in its place among the pages', async () => {
    const { reader, done } = await open(scannedPdf(['picture', 'picture']));
    await waitUntil(() => reader.page(1)!.textContent && reader.page(2)?.textContent);
    expect(await accessibilityOutline('Page 1 of 2')).to.deep.equal(['paragraph', `  "Page 1 ${SAID}"`]);
    expect(await accessibilityOutline('Page 2 of 2')).to.deep.equal(['paragraph', `  "Page 2 ${SAID}"`]);
    await expect(reader.view).to.be.accessible();
    await done();
  });

  it('says so to who sees it, once, with what to do, until they have taken note', async () => {
    const { reader, done } = await open(scannedPdf(['picture', 'picture']), { width: 320, height: 480 });
    await waitUntil(() => reader.text.includes(SHOWN));
    const edge = reader.view.getBoundingClientRect();
    const hide = reader.control('Hide this notice');
    const { left, right, width, height } = hide.getBoundingClientRect();
    expect(left).to.be.at.least(edge.left);
    expect(right).to.be.at.most(edge.right);
    expect(Math.min(width, height)).to.be.at.least(24);
    expect(reader.scroller.clientHeight).to.be.at.least(200);
    hide.click();
    expect(reader.text).not.to.include(SHOWN);
    expect(reader.focusedElement).to.equal(reader.scroller);
    await reader.scrollTo(400);
    await reader.settled();
    expect(reader.text).not.to.include(SHOWN);
    await done();
  });

  it('says it in the language of the view, also when that changes', async () => {
    const { reader, done } = await open(scannedPdf(['picture']));
    await waitUntil(() => reader.text.includes(SHOWN));
    reader.view.strings = {
      ...englishDocumentViewStrings,
      pageWithoutText: (page) => `Side ${page} er et bilde`,
      documentWithoutText: 'Dokumentet er et bilde',
    };
    await reader.view.updateComplete;
    expect(reader.page(1)!.textContent).to.equal('Side 1 er et bilde');
    expect(reader.text).to.include('Dokumentet er et bilde');
    await done();
  });

  it('is told from one with nothing on it, and from one with words', async () => {
    const { reader, done } = await open(scannedPdf(['blank', 'picture']));
    await waitUntil(() => reader.page(2)?.textContent.includes(SAID));
    expect(reader.page(1)!.textContent).to.equal('');
    expect(reader.text).not.to.include(SHOWN);
    const pdf = await engineInTests().open(pdfBytes([{ text: 'Words' }]), new AbortController().signal);
    reader.view.document = pdf;
    await waitUntil(() => reader.page(1)?.textContent === 'Words');
    await reader.settled();
    expect(reader.text).not.to.include(SAID);
    await pdf.close();
    await done();
  });

  it('leaves its notice when another document is shown', async () => {
    const { reader, done } = await open(scannedPdf(['picture']));
    await waitUntil(() => reader.text.includes(SHOWN));
    const pdf = await engineInTests().open(pdfBytes([{ text: 'Words' }]), new AbortController().signal);
    reader.view.document = pdf;
    await waitUntil(() => reader.page(1)?.textContent === 'Words');
    expect(reader.text).not.to.include(SHOWN);
    await pdf.close();
    await done();
  });
});
