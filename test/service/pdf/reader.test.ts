/** What the cross-reference information names, as the newest revision has it, is the document. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { PdfDict, PdfRef, PdfString, isName } from '../../../demo/service/pdf/objects.ts';
import { openPdf } from '../../../demo/service/pdf/pdf-document.ts';
import { packedPdf, pdfWith, revised } from '../../harness/pdf-samples.ts';
import { originalPdf, stream } from '../../verifier/samples/original-pdf.ts';
import { contentOf } from './read-pdf.ts';

describe('The reader', () => {
  for (const kind of ['table', 'streams', 'updated', 'hybrid'] as const) {
    test(`reads pages, contents and annotations of a file of kind "${kind}"`, () => {
      const document = openPdf(originalPdf(kind, 3));
      assert.deepEqual(
        document.pages.map(({ ref }) => ref.num),
        [10, 12, 14],
      );
      assert.match(contentOf(document, 1), /Page 2: pay 100 euro/);
      // In the hybrid file only the hidden stream knows this object.
      const square = document.file.dict(new PdfRef(6, 0));
      assert.ok(square && isName(square.get('Subtype'), 'Square'));
      assert.equal(document.xref.kind, kind === 'streams' ? 'stream' : 'table');
    });
  }

  test('takes an object from the newest revision', () => {
    let file = pdfWith();
    for (const version of [1, 2, 3]) file = revised(file, { 4: stream('', `version ${version}`) });
    assert.match(contentOf(openPdf(file)), /version 3/);
  });

  test('takes pages that a revision adds, and leaves out those that it takes away', () => {
    const page = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 10 10] >>';
    const more = revised(pdfWith(), { 2: '<< /Type /Pages /Kids [3 0 R 5 0 R] /Count 2 >>', 5: page });
    assert.equal(openPdf(more).pages.length, 2);
    const fewer = revised(more, { 2: '<< /Type /Pages /Kids [5 0 R] /Count 1 >>' });
    assert.deepEqual(
      openPdf(fewer).pages.map(({ ref }) => ref.num),
      [5],
    );
  });

  test('knows nothing of an object that a revision has freed', () => {
    const before = pdfWith({ catalog: '/Extra 5 0 R', objects: { 5: '(here)' } });
    assert.ok(openPdf(before).file.resolve(new PdfRef(5, 0)) instanceof PdfString);
    const freed = freeing(before, 5);
    assert.equal(openPdf(freed).file.resolve(new PdfRef(5, 0)), null);
    assert.equal(openPdf(freed).file.resolve(new PdfRef(5, 1)), null);
  });

  test('does not search: an object that no entry names does not exist', () => {
    const document = openPdf(
      pdfWith({ catalog: '/Extra 8 0 R', objects: { 5: '(\n8 0 obj (shadow) endobj\n4 0 obj)' } }),
    );
    assert.equal(document.file.resolve(new PdfRef(8, 0)), null);
    assert.match(contentOf(document), /100 100 re/);
    const shadow = '4 0 obj\n<< /Length 6 >>\nstream\nshadow\nendstream\nendobj\n';
    assert.match(contentOf(openPdf(pdfAfter(`%PDF-1.7\n${shadow}`))), /100 100 re/);
  });

  test('takes null for a reference with another generation', () => {
    const document = openPdf(pdfWith({ catalog: '/Extra 5 1 R', objects: { 5: '(here)' } }));
    assert.equal(document.file.resolve(new PdfRef(5, 1)), null);
    assert.ok(document.file.resolve(new PdfRef(5, 0)) instanceof PdfString);
  });

  test('follows a reference to a reference', () => {
    const document = openPdf(pdfWith({ objects: { 5: '6 0 R', 6: '7 0 R', 7: '(end)' } }));
    assert.ok(document.file.resolve(new PdfRef(5, 0)) instanceof PdfString);
  });

  test('hands down boxes and rotation from the page tree', () => {
    const document = openPdf(pdfWith({ pages: '/Rotate 90 /CropBox [1 2 3 4]', page: '/Rotate 180' }));
    const [page] = document.pages;
    assert.deepEqual([page?.mediaBox, page?.cropBox, page?.rotate], [[0, 0, 595, 842], [1, 2, 3, 4], 180]);
  });

  test('counts the pages that are there, whatever /Count says', () => {
    for (const count of ['0', '-1', '2000000000', '(many)']) {
      const tree = `<< /Type /Pages /Kids [3 0 R] /MediaBox [0 0 9 9] /Count ${count} >>`;
      assert.equal(openPdf(pdfWith({ objects: { 2: tree } })).pages.length, 1);
    }
  });

  test('reads an object from its object stream, also where the index in the table is another', () => {
    const body = stream('/Type /ObjStm /N 2 /First 10', '20 0 21 5 (aa) (bb) ');
    for (const holds of [
      [20, 21],
      [21, 20],
    ]) {
      const { file } = openPdf(packedPdf({ containers: [{ number: 10, holds, body }] }));
      const texts = [20, 21].map((num) => file.resolve(new PdfRef(num, 0)));
      assert.deepEqual(
        texts.map((text) => (text instanceof PdfString ? Buffer.from(text.bytes).toString() : text)),
        ['aa', 'bb'],
      );
    }
  });

  test('says of a file with an encrypted revision that it is encrypted', () => {
    const file = revised(pdfWith({ trailer: '/Encrypt << /Filter /Standard >>' }), { 5: '1' });
    assert.throws(() => openPdf(file), { code: 'encrypted' });
    assert.ok(openPdf(pdfWith()).catalog instanceof PdfDict);
  });
});

/** A revision that only frees one object. */
function freeing(before: Buffer, num: number): Buffer {
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(before.toString('latin1'))?.[1];
  const table = `xref\n0 1\n0000000005 65535 f \n${num} 1\n0000000000 00001 f \n`;
  const trailer = `trailer\n<< /Size 9 /Root 1 0 R /Prev ${previous} >>\nstartxref\n${before.length}\n%%EOF\n`;
  return Buffer.concat([before, Buffer.from(table + trailer)]);
}

/** A plain file behind other text, with a table that knows only the file. */
function pdfAfter(head: string): Buffer {
  const objects = ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>'];
  objects.push('<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>');
  objects.push('<< /Length 16 >>\nstream\n0 0 100 100 re f\nendstream');
  let file = head;
  const lines = objects.map((body, at) => {
    const offset = String(file.length).padStart(10, '0');
    file += `${at + 1} 0 obj\n${body}\nendobj\n`;
    return `${offset} 00000 n \n`;
  });
  const start = file.length;
  file += `xref\n0 5\n0000000000 65535 f \n${lines.join('')}trailer\n<< /Size 5 /Root 1 0 R >>\n`;
  return Buffer.from(`${file}startxref\n${start}\n%%EOF\n`, 'latin1');
}
