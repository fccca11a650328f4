/** Whatever an order asks for and whatever its document looks like, what is sealed verifies. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { PdfDict, type PdfObject, PdfRef, PdfString, isArray } from '../../../demo/service/pdf/objects.ts';
import { type PdfDocument, openPdf } from '../../../demo/service/pdf/pdf-document.ts';
import { readTextString } from '../../../demo/service/pdf/text-string.ts';
import type { SealedSignature } from '../../../demo/service/ports/pdf-sealer.ts';
import { pdfWith } from '../../harness/pdf-samples.ts';
import { originalPdf } from '../../verifier/samples/original-pdf.ts';
import { placed, seal, sealRequest, signature, signatures, verified } from './sealing-sample.ts';

/** Seals, verifies, and gives back the document to look at. */
async function sealed(original: Uint8Array, signing: readonly SealedSignature[]): Promise<PdfDocument> {
  const bytes = await seal(sealRequest(original, signing));
  assert.ok(Buffer.from(bytes.subarray(0, original.length)).equals(original));
  const { valid, problems, signatures: found } = await verified(bytes, original);
  assert.deepEqual(problems, []);
  assert.equal(valid, true);
  assert.deepEqual(
    found.map(({ kind }) => kind),
    ['certification', ...signing.map(() => 'approval'), 'document-time-stamp'],
  );
  assert.deepEqual(
    found.slice(1, -1).map(({ fieldName }) => fieldName.replace(/-2$/, '')),
    signing.map(({ fieldName }) => fieldName.replaceAll('.', '-') || 'signature'),
  );
  return openPdf(bytes);
}

const items = ({ file }: PdfDocument, object: PdfObject): readonly PdfObject[] => {
  const list = file.resolve(object);
  return isArray(list) ? list : [];
};
const fields = (document: PdfDocument): readonly string[] => {
  const form = document.file.dict(document.catalog.get('AcroForm'));
  return items(document, form?.get('Fields') ?? null).map((field) => {
    const title = document.file.resolve(document.file.dict(field)?.get('T') ?? null);
    return title instanceof PdfString ? readTextString(title) : '';
  });
};
const annotations = (document: PdfDocument, page = 0): readonly PdfObject[] =>
  items(document, document.pages[page]!.dict.get('Annots'));

describe('An order is sealed', () => {
  for (const count of [1, 2, 5]) {
    test(`with ${count} signers on a signature page`, async () => {
      const document = await sealed(pdfWith(), signatures(count));
      const added = document.pages.slice(1).flatMap((_, at) => annotations(document, at + 1));
      assert.equal(added.length, count + 2);
      assert.equal(annotations(document).length, 0);
    });
    test(`with ${count} signers in their places`, async () => {
      const document = await sealed(
        pdfWith(),
        signatures(count, (at) => placed(1, at)),
      );
      assert.equal(document.pages.length, 1);
      assert.equal(annotations(document).length, count + 2);
    });
    test(`with ${count} signers, every other one in a place`, async () => {
      const document = await sealed(
        originalPdf('streams'),
        signatures(count, (at) => (at % 2 ? {} : placed(2, at))),
      );
      assert.equal(annotations(document, 1).length, Math.floor(count / 2));
    });
  }

  test('with more signers than a signature page has room for', async () => {
    const document = await sealed(pdfWith(), signatures(9));
    assert.equal(document.pages.length, 3);
  });

  for (const rotation of [0, 90, 180, 270, -90, 450]) {
    test(`on a page that is turned by ${rotation} degrees, upright and inside the page`, async () => {
      const document = await sealed(pdfWith({ page: `/Rotate ${rotation}` }), [signature(1, placed(1))]);
      const [left, bottom, right, top] = rectangle(document, annotations(document)[0]!);
      assert.ok(left >= 0 && bottom >= 0 && right <= 595 && top <= 842);
      const turned = rotation % 180 !== 0;
      assert.deepEqual([right - left, top - bottom], turned ? [60, 200] : [200, 60]);
    });
  }

  test('in a place that lies outside of the page, moved onto it', async () => {
    const place = { page: 1, x: 5000, y: -50, width: 300, height: Number.NaN };
    const document = await sealed(pdfWith(), [signature(1, { place })]);
    const [left, bottom, right, top] = rectangle(document, annotations(document)[0]!);
    assert.ok(left >= 0 && bottom >= 0 && right <= 595 && top <= 842);
    assert.equal(right - left, 300);
  });

  test('on a page whose box and resources come from the page tree', async () => {
    const objects = { 3: '<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>' };
    const original = pdfWith({ pages: '/Resources << /ProcSet [/PDF] >> /Rotate 90', objects });
    const document = await sealed(original, [signature(1), signature(2, placed(1))]);
    // The signature page stands upright whatever the tree hands down.
    assert.deepEqual(
      document.pages.map(({ rotate }) => rotate),
      [90, 0],
    );
  });

  test('with a whole signature page where the page tree crops its pages', async () => {
    const document = await sealed(pdfWith({ pages: '/CropBox [0 0 100 100]' }), [signature(1)]);
    const added = document.pages[1]!;
    assert.deepEqual(added.cropBox, added.mediaBox);
  });

  const square = '<< /Type /Annot /Subtype /Square /Rect [1 1 9 9] >>';
  const lists = {
    'no annotations': {},
    'annotations in the page': { page: '/Annots [5 0 R]', objects: { 5: square } },
    'annotations in an object of their own': { page: '/Annots 6 0 R', objects: { 5: square, 6: '[5 0 R]' } },
    'an annotation written into the list': { page: `/Annots [${square}]` },
  };
  for (const [title, parts] of Object.entries(lists)) {
    test(`on a page with ${title}, which stay`, async () => {
      const original = pdfWith(parts);
      const before = annotations(openPdf(original));
      const document = await sealed(original, [signature(1, placed(1))]);
      assert.deepEqual(annotations(document).slice(0, before.length), before);
      assert.equal(annotations(document).length, before.length + 3);
    });
  }

  const field = '<< /FT /Tx /T (Amount) /V (12) /Type /Annot /Subtype /Widget /Rect [1 1 9 9] >>';
  const forms = {
    'no form': {},
    'a form in the catalog': {
      catalog: '/AcroForm << /Fields [5 0 R] /DA (/F 0 Tf) >>',
      objects: { 5: field },
    },
    'a form of its own': {
      catalog: '/AcroForm 6 0 R',
      objects: { 5: field, 6: '<< /Fields [5 0 R] /DA (/F 0 Tf) >>' },
    },
    'a form with a list of its own': {
      catalog: '/AcroForm << /Fields 6 0 R >>',
      objects: { 5: field, 6: '[5 0 R]' },
    },
    'a form without fields': { catalog: '/AcroForm << >>' },
  };
  for (const [title, parts] of Object.entries(forms)) {
    test(`in a document with ${title}, whose fields stay`, async () => {
      const original = pdfWith(parts);
      const before = fields(openPdf(original));
      const document = await sealed(original, [signature(1)]);
      assert.deepEqual(fields(document), [...before, 'Signature1', 'seal', 'document-time-stamp']);
      if (before.length > 0) assert.ok(document.file.dict(new PdfRef(5, 0))?.has('V'));
    });
  }

  test('with names that are taken, the same, empty or have levels', async () => {
    const original = pdfWith({
      catalog: '/AcroForm << /Fields [5 0 R] >>',
      objects: { 5: '<< /FT /Tx /T (a-b) >>' },
    });
    const wanted = ['a.b', 'seal', '', 'same', 'same'].map((fieldName, at) => signature(at, { fieldName }));
    const document = await sealed(original, wanted);
    assert.deepEqual(fields(document), [
      'a-b',
      'a-b-2',
      'seal',
      'signature',
      'same',
      'same-2',
      'seal-2',
      'document-time-stamp',
    ]);
  });

  const names = [
    '山田 太郎',
    'שלום',
    'محمد',
    '😀 👩‍👩‍👧',
    'a\ud83d',
    '\u0000\u0007\n\t',
    '',
    ' ',
    'x'.repeat(2000),
    '\u202eevil',
    '\uffff',
    '(\\)>>',
  ];
  test(`with names that no font of ours can draw, and others`, async () => {
    const signing = names.map((signerName, at) =>
      signature(at + 1, {
        signerName,
        look: { kind: 'text', text: signerName },
        ...(at % 2 ? placed(1) : {}),
      }),
    );
    await sealed(pdfWith(), signing);
  });

  test('with a title and a sender that no font of ours can draw', async () => {
    for (const text of ['契約書', '', 'w '.repeat(500)]) {
      const original = pdfWith();
      const request = {
        ...sealRequest(original, [signature(1)]),
        order: { id: text, title: text, sender: text, language: 'en' as const },
      };
      const { problems } = await verified(await seal(request), original);
      assert.deepEqual(problems, []);
    }
  });

  test('over a document that names its version, or is of an old one', async () => {
    const old = Buffer.from(pdfWith().toString('latin1').replace('%PDF-1.7', '%PDF-1.4'), 'latin1');
    const { catalog } = await sealed(old, [signature(1)]);
    assert.ok(catalog.has('Version'));
    await sealed(pdfWith({ catalog: '/Version /2.0' }), [signature(1)]);
  });
});

function rectangle({ file }: PdfDocument, annotation: PdfObject): readonly [number, number, number, number] {
  const widget = file.dict(annotation) ?? new PdfDict();
  const box = widget.get('Rect');
  const sides = isArray(box) ? box.map((side) => Math.round(Number(side) * 100) / 100) : [];
  const [left = NaN, bottom = NaN, right = NaN, top = NaN] = sides;
  return [left, bottom, right, top];
}
