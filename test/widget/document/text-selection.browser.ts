import { expect, waitUntil } from '@open-wc/testing';
import { resetMouse, sendMouse } from '@web/test-runner-commands';
import { describe, it } from '../../harness/document-suite.js';
import { pdfFile } from '../../harness/document-pdf.js';
import { engineInTests } from '../../harness/document-pdfjs.js';
import { DocumentReader, frames } from '../../harness/document-reader.js';
import { element, taggedPdf } from '../../harness/tagged-pdf.js';

const { signal } = new AbortController();

/** Lines at these heights, in PDF units from the bottom, drawn in this order. */
function lines(...drawn: readonly (readonly [text: string, y: number])[]): Uint8Array<ArrayBuffer> {
  const content = drawn.map(([text, y]) => `BT /F1 14 Tf 60 ${y} Td (${text}) Tj ET`).join('\n');
  return pdfFile([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Count 1 /Kids [5 0 R] >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents 4 0 R >>',
  ]);
}

async function open(bytes: Uint8Array<ArrayBuffer>) {
  const pdf = await engineInTests().open(bytes, signal);
  const reader = await DocumentReader.open(pdf);
  await reader.settled();
  await waitUntil(() => reader.hasAids, 'what helps to read is there');
  return {
    reader,
    done: async () => {
      await resetMouse();
      getSelection()?.removeAllRanges();
      reader.view.remove();
      await pdf.close();
    },
  };
}

const at = (x: number, y: number): [number, number] => [Math.round(x), Math.round(y)];

async function drag(from: [number, number], ...to: readonly [number, number][]): Promise<void> {
  // Pressed on what is selected, it would be carried away.
  getSelection()?.removeAllRanges();
  await sendMouse({ type: 'move', position: from });
  await sendMouse({ type: 'down' });
  for (const position of to) await sendMouse({ type: 'move', position });
  await frames(2);
  await sendMouse({ type: 'up' });
}

describe('The text of a page', () => {
  it('is selected up to where the pointer is, also where there is no text', async () => {
    // What is drawn last stands on top: the next in the tree is not the next on the page.
    const { reader, done } = await open(
      lines(['Second line', 740], ['Third line', 720], ['First line', 780]),
    );
    const [second, third] = reader.words('Second line', 'Third line');
    const from = at(second!.left + 1, second!.top + second!.height / 2);
    const right = second!.right + 100;
    await drag(from, at(second!.right - 4, from[1]), at(right, from[1]));
    expect(reader.copied()).to.equal('Second line');
    // Into the empty paper below the last line, where nothing else stands.
    await drag(
      from,
      at(third!.left + 10, third!.top + 4),
      at(third!.right - 2, third!.top + 6),
      at(third!.right + 60, third!.bottom + 60),
    );
    expect(reader.copied()).to.equal('Second line\nThird line');
    await done();
  });

  it('is copied with the lines as they are seen, and letters for ligatures', async () => {
    const { reader, done } = await open(
      lines(['The rent is 900.', 780], ['It is paid', 762], ['monthly.', 744]),
    );
    const [first, last] = reader.words('The rent is 900.', 'monthly.');
    await drag(
      at(first!.left + 1, first!.top + 6),
      at(first!.left + 20, first!.top + 8),
      at(last!.right - 1, last!.top + 6),
      at(last!.right + 3, last!.top + 6),
    );
    expect(reader.copied()).to.equal('The rent is 900.\nIt is paid\nmonthly.');
    await done();
  });

  it('is copied in the order of the structure, with items and cells apart', async () => {
    const { reader, done } = await open(
      taggedPdf({
        tree: [
          element('H1', 'Rent'),
          element('L', element('LI', element('Lbl', '1.'), element('LBody', 'Heating'))),
          element('Table', element('TR', element('TD', 'May'), element('TD', '900'))),
        ],
      }),
    );
    reader.selectPage(1);
    expect(reader.copied().split(/[\n\t]+/)).to.deep.equal(['Rent', '1.', 'Heating', 'May', '900']);
    await done();
  });
});
