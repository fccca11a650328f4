/** A revision is put behind a file, continues it as it is, and is read back by our own reader. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { AppendedRevisions } from '../../../demo/service/pdf/appended-revisions.ts';
import {
  PdfDict,
  type PdfObject,
  PdfRef,
  PdfStream,
  PdfString,
  isArray,
  name,
} from '../../../demo/service/pdf/objects.ts';
import { type PdfDocument, openPdf } from '../../../demo/service/pdf/pdf-document.ts';
import { Parser } from '../../../demo/service/pdf/parser.ts';
import { serialize } from '../../../demo/service/pdf/serialize.ts';
import { dateString, readTextString, textString } from '../../../demo/service/pdf/text-string.ts';
import { pdfWith } from '../../harness/pdf-samples.ts';
import { type OriginalKind, originalPdf } from '../../verifier/samples/original-pdf.ts';

const KINDS: readonly OriginalKind[] = ['table', 'streams', 'updated', 'hybrid'];

function append(
  before: Uint8Array,
  revise: (revisions: AppendedRevisions, document: PdfDocument) => unknown,
): Buffer {
  const document = openPdf(before);
  const revisions = new AppendedRevisions(document);
  revise(revisions, document);
  return Buffer.concat([before, revisions.render().bytes]);
}

const identity = (trailer: PdfDict): readonly string[] => {
  const id = trailer.get('ID');
  assert.ok(isArray(id));
  return id.map((part) => (part instanceof PdfString ? Buffer.from(part.bytes).toString('hex') : ''));
};

describe('An appended revision', () => {
  for (const kind of KINDS) {
    test(`keeps the bytes before it and is found behind them, after a file of kind "${kind}"`, () => {
      const original = originalPdf(kind);
      let added = new PdfRef(0, 0);
      const file = append(original, (revisions, { catalogRef, catalog }) => {
        added = revisions.add(
          new PdfStream(PdfDict.of({ Kind: name('Note') }), Buffer.from('endstream inside')),
        );
        revisions.set(catalogRef, catalog.with({ Note: added, Lang: textString('de') }));
      });
      assert.ok(file.subarray(0, original.length).equals(original));
      const document = openPdf(file);
      assert.equal(document.pages.length, 2);
      assert.deepEqual(document.catalog.get('Note'), added);
      const lang = document.file.resolve(document.catalog.get('Lang'));
      assert.equal(lang instanceof PdfString && readTextString(lang), 'de');
    });

    test(`continues the cross-reference of a file of kind "${kind}" in its own way`, () => {
      const original = originalPdf(kind);
      const before = openPdf(original);
      const file = append(original, (revisions) => revisions.add(8));
      const { file: after, xref } = openPdf(file);
      assert.equal(xref.kind, before.xref.kind);
      assert.equal(after.trailer.get('Prev'), before.xref.startOffset);
      assert.equal(after.trailer.get('XRefStm'), null);
      assert.equal(after.trailer.get('Size'), Math.max(...after.entries.keys()) + 1);
      assert.deepEqual(after.trailer.get('Root'), before.catalogRef);
      assert.deepEqual(after.trailer.get('Info'), before.file.trailer.get('Info'));
      const [first, second] = identity(after.trailer);
      assert.equal(first, identity(before.file.trailer)[0]);
      assert.notEqual(second, identity(before.file.trailer)[1]);
      assert.equal(file.subarray(xref.startOffset).includes('trailer'), kind !== 'streams');
    });
  }

  test('is followed by another, and nothing is written twice', () => {
    const document = openPdf(originalPdf('streams'));
    const revisions = new AppendedRevisions(document);
    let file: Buffer = Buffer.from(document.file.bytes);
    const refs: PdfRef[] = [];
    for (const step of [1, 2, 3]) {
      refs.push(revisions.add(textString(`step ${step}`)));
      const revision = revisions.render();
      assert.equal(Buffer.from(revision.bytes).includes(`step ${step - 1}`), false);
      revisions.commit(revision);
      file = Buffer.concat([file, revision.bytes]);
    }
    const { file: after } = openPdf(file);
    const texts = refs.map((ref) => after.resolve(ref));
    assert.deepEqual(
      texts.map((text) => text instanceof PdfString && readTextString(text)),
      ['step 1', 'step 2', 'step 3'],
    );
    assert.equal(new Set(refs.map(({ num }) => num)).size, 3);
  });

  test('tells where each of its objects stands', () => {
    const revisions = new AppendedRevisions(openPdf(pdfWith()));
    const ref = revisions.add(textString('here'));
    const { bytes, spans } = revisions.render();
    const { start, length } = spans.get(ref.num)!;
    const text = Buffer.from(bytes.subarray(start, start + length)).toString();
    assert.equal(text, `${ref.num} 0 obj\n(here)\nendobj\n`);
  });

  test('sees an object as it will be, and changes nothing until it is taken', () => {
    const document = openPdf(pdfWith());
    const revisions = new AppendedRevisions(document);
    revisions.set(document.catalogRef, document.catalog.with({ Lang: textString('fr') }));
    assert.ok(revisions.dict(document.catalogRef)?.has('Lang'));
    assert.equal(document.catalog.has('Lang'), false);
    assert.deepEqual(revisions.render().spans, revisions.render().spans);
  });

  test('gets a new identity where the file has none, and leaves the marks of streams behind', () => {
    const bare = openPdf(append(pdfWith(), (revisions) => revisions.add(1))).file.trailer;
    assert.deepEqual(
      identity(bare).map((part) => part.length),
      [32, 32],
    );
    const { trailer } = openPdf(append(originalPdf('streams'), (revisions) => revisions.add(1))).file;
    assert.equal(trailer.get('DecodeParms'), null);
  });

  test('numbers behind the highest object, whatever /Size says', () => {
    const low = pdfWith({ objects: { 50: '(far)' } })
      .toString('latin1')
      .replace('/Size 51', '/Size 04');
    const file = append(Buffer.from(low, 'latin1'), (revisions) =>
      assert.equal(revisions.allocate().num, 51),
    );
    assert.ok(file.length > low.length);
  });
});

describe('What is written', () => {
  const read = (text: string): PdfObject => new Parser(Buffer.from(`${text} `, 'latin1'), 0).object();
  const objects: readonly PdfObject[] = [
    null,
    true,
    false,
    0,
    -7,
    1.5,
    0.000001,
    0.5592175,
    -841.88980102,
    1.5e-9,
    123456789012,
    name('Plain'),
    name('with space/()<>[]{}%#and\u00e9'),
    name(''),
    new PdfRef(7, 65535),
    new PdfString(Buffer.from('(a\\) \r\n\x00\xff', 'latin1')),
    new PdfString(Buffer.from([0, 1, 254, 255]), true),
    [1, [2, [name('Three')]], new PdfString(Uint8Array.of(52))],
    PdfDict.of({ A: PdfDict.of({ B: [new PdfRef(1, 0)] }), C: 1 }),
  ];
  for (const object of objects) {
    test(`is read back as it was: ${JSON.stringify(serialize(object))}`, () => {
      assert.equal(serialize(read(serialize(object))), serialize(object));
      if (object instanceof PdfString) {
        const again = read(serialize(object));
        assert.ok(again instanceof PdfString);
        assert.deepEqual(Buffer.from(again.bytes), Buffer.from(object.bytes));
      } else assert.deepEqual(read(serialize(object)), object);
    });
  }

  test('has no exponents, for PDF knows none', () => {
    for (const value of [1e-9, 1e21, -1e-7, 1e15, -1e300, Infinity])
      assert.match(serialize(value), /^-?\d+(\.\d+)?$/);
  });

  test('keeps text of any language, and repairs half a character', () => {
    for (const text of ['Ada', 'Łukasz Żółć', '山田 太郎', 'שלום', '😀', '(\\)']) {
      assert.equal(readTextString(textString(text)), text);
    }
    assert.equal(readTextString(textString('a\ud83d')), 'a\ufffd');
  });

  test('gives times in UTC', () => {
    const date = dateString(new Date('2026-01-15T10:20:30.456Z'));
    assert.equal(Buffer.from(date.bytes).toString(), 'D:20260115102030Z');
  });
});
