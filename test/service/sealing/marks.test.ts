/** Signatures and initials in many places of a document: where, how they look, and that all of it verifies. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inflateSync } from 'node:zlib';
import { type PdfDict, PdfRef, PdfString, isArray } from '../../../demo/service/pdf/objects.ts';
import { type PdfDocument, openPdf } from '../../../demo/service/pdf/pdf-document.ts';
import { readTextString } from '../../../demo/service/pdf/text-string.ts';
import type { SealedMark, SealedSignature, SignatureLook } from '../../../demo/service/ports/pdf-sealer.ts';
import { pdfWith, plainPdf, revised } from '../../harness/pdf-samples.ts';
import { pngOf } from '../../harness/signature-png.ts';
import { originalPdf } from '../../verifier/samples/original-pdf.ts';
import { requireTools, verifyWithTools } from '../../verifier/verify-with-tools.ts';
import { authority, placed, seal, sealRequest, signature, signatures, verified } from './sealing-sample.ts';

const DRAWN: SignatureLook = {
  kind: 'drawing',
  svg: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><path d="M10 60Q80 -20 150 60Q220 130 290 40L288 36Q220 120 152 55Q80 -30 12 56Z"/></svg>',
};
const UPLOADED: SignatureLook = {
  kind: 'picture',
  png: pngOf({ width: 120, height: 60 }).toString('base64'),
};
const TYPED: SignatureLook = { kind: 'text', text: 'K. N.', face: 'caveat' };

const initials = (page: number, y: number, x = 500): SealedMark => ({
  kind: 'initials',
  page,
  x,
  y,
  width: 60,
  height: 30,
});
const again = (page: number, y: number): SealedMark => ({
  kind: 'signature',
  page,
  x: 300,
  y,
  width: 180,
  height: 48,
});

interface Stamp {
  readonly page: number;
  readonly rectangle: readonly number[];
  readonly words: string;
  readonly look: PdfRef;
}

function annotationsOf({ file }: PdfDocument, page: PdfDict): PdfDict[] {
  const list = file.resolve(page.get('Annots'));
  return (isArray(list) ? list : []).flatMap((annotation) => file.dict(annotation) ?? []);
}

function stampsOf(document: PdfDocument): Stamp[] {
  return document.pages.flatMap(({ dict }, at) =>
    annotationsOf(document, dict).flatMap((stamp): Stamp[] => {
      const [words, sides] = [stamp.get('Contents'), stamp.get('Rect')];
      const look = document.file.dict(stamp.get('AP'))?.get('N');
      if (!(words instanceof PdfString) || !(look instanceof PdfRef) || !isArray(sides)) return [];
      const rectangle = sides.map((side) => Math.round(Number(side) * 100) / 100);
      return [{ page: at + 1, rectangle, words: readTextString(words), look }];
    }),
  );
}

/** Seals, verifies, and gives back the document to look at. */
async function sealed(original: Uint8Array, signing: readonly SealedSignature[]): Promise<PdfDocument> {
  const bytes = await seal(sealRequest(original, signing));
  const { valid, problems } = await verified(bytes, original);
  assert.deepEqual(problems, []);
  assert.equal(valid, true);
  return openPdf(bytes);
}

describe('Marks of an order', () => {
  test('of three signers are on their pages, and every signature holds', async (t) => {
    const original = plainPdf({ pages: 4 });
    const signing = signatures(3, (at) => ({
      ...placed(1, at),
      marks: [initials(2, 100 * at), initials(3, 100 * at), again(4, 100 * at)],
      ...(at === 1
        ? { initials: TYPED }
        : at === 2
          ? { look: DRAWN, initials: DRAWN }
          : { initials: UPLOADED }),
    }));
    const bytes = await seal(sealRequest(original, signing));
    const { problems, signatures: found } = await verified(bytes, original);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      found.map(({ kind }) => kind),
      ['certification', 'approval', 'approval', 'approval', 'document-time-stamp'],
    );
    const stamps = stampsOf(openPdf(bytes));
    assert.deepEqual(
      stamps.map(({ page, words, rectangle }) => [page, words, ...rectangle]),
      [2, 3, 4].flatMap((page) =>
        [1, 2, 3].map((at) =>
          page === 4
            ? [4, `Signature of Signer ${at}`, 300, 100 * at, 480, 100 * at + 48]
            : [page, `Initials of Signer ${at}`, 500, 100 * at, 560, 100 * at + 30],
        ),
      ),
    );
    const { trustAnchorsPem } = await authority();
    const results = await verifyWithTools(bytes, { anchorsPem: trustAnchorsPem, original });
    requireTools(results);
    for (const { tool, status, detail } of results) {
      if (status === 'missing') t.diagnostic(`skipped: ${detail}`);
      else assert.equal(status, 'accepted', `${tool}: ${detail}`);
    }
  });

  for (const kind of ['table', 'streams', 'updated', 'hybrid'] as const) {
    test(`verify over an original of kind "${kind}", beside annotations that are there`, async () => {
      const document = await sealed(originalPdf(kind), [
        signature(1, { ...placed(1), marks: [initials(1, 300), initials(2, 300)] }),
      ]);
      assert.equal(stampsOf(document).length, 2);
    });
  }

  test('look the same where they are the same, and are in the file once', async () => {
    const marks = [1, 2, 3, 4].flatMap((at) => [initials(at, 40), initials(at, 400)]);
    const document = await sealed(plainPdf({ pages: 4 }), [signature(1, { marks }), signature(2, { marks })]);
    const looks = new Map<string, Set<number>>();
    for (const { words, look } of stampsOf(document)) {
      looks.set(words, (looks.get(words) ?? new Set()).add(look.num));
    }
    assert.deepEqual(
      [...looks].map(([words, { size }]) => [words, size]),
      [
        ['Initials of Signer 1', 1],
        ['Initials of Signer 2', 1],
      ],
    );
  });

  test('of initials alone leave the signature on the signature page', async () => {
    const document = await sealed(plainPdf(), [signature(1, { marks: [initials(1, 40)] })]);
    assert.equal(document.pages.length, 2);
    assert.deepEqual(
      stampsOf(document).map(({ page }) => page),
      [1],
    );
  });

  for (const rotation of [90, 180, 270]) {
    test(`lie upright where the order wants them on a page that is turned by ${rotation} degrees`, async () => {
      const document = await sealed(pdfWith({ page: `/Rotate ${rotation} /CropBox [20 30 520 730]` }), [
        signature(1, { marks: [{ kind: 'initials', page: 1, x: 10, y: 15, width: 60, height: 30 }] }),
      ]);
      const expected = { 90: [475, 40, 505, 100], 180: [450, 685, 510, 715], 270: [35, 660, 65, 720] }[
        rotation
      ];
      assert.deepEqual(stampsOf(document)[0]?.rectangle, expected);
    });
  }

  test('are measured in points on a page whose own unit is two of them', async () => {
    const place = { page: 1, x: 100, y: 200, width: 60, height: 30 };
    const document = await sealed(pdfWith({ page: '/UserUnit 2' }), [
      signature(1, { place: { ...place, x: 1100 }, marks: [{ kind: 'initials', ...place }] }),
    ]);
    assert.deepEqual(stampsOf(document)[0]?.rectangle, [50, 100, 80, 115]);
    const [field] = annotationsOf(document, document.pages[0]!.dict);
    assert.deepEqual(field?.get('Rect'), [550, 100, 580, 115]);
  });

  test('outside of their page are moved onto it', async () => {
    const document = await sealed(pdfWith(), [
      signature(1, { marks: [{ kind: 'initials', page: 1, x: 590, y: -3, width: 60, height: 30 }] }),
    ]);
    assert.deepEqual(stampsOf(document)[0]?.rectangle, [535, 0, 595, 30]);
  });

  test('on a page that the document does not have are refused', async () => {
    const request = sealRequest(plainPdf(), [signature(1, { marks: [initials(2, 40)] })]);
    await assert.rejects(seal(request), { code: 'place-unknown' });
  });

  test('a hundred for each of three signers', async () => {
    const marks = Array.from({ length: 100 }, (_, at) =>
      initials(1 + (at % 10), 20 + 60 * Math.floor(at / 10)),
    );
    const document = await sealed(
      plainPdf({ pages: 10 }),
      signatures(3, () => ({ marks })),
    );
    assert.equal(stampsOf(document).length, 300);
  });
});

describe('Initials look', () => {
  const LOOKS: readonly [what: string, more: Partial<SealedSignature>, mark: RegExp][] = [
    ['as they were typed', { initials: TYPED }, /Caveat/],
    ['as they were drawn', { initials: DRAWN }, /0\.078 0\.2 0\.478 rg/],
    ['as they were uploaded', { initials: UPLOADED }, /\/Subtype\s*\/Image/],
    [
      'like those of the name, in the first face, where there are none',
      { signerName: 'Kari Nordmann' },
      /Caveat/,
    ],
    [
      'like those of a name in the face that has its letters',
      { signerName: 'Ελένη Παπαδοπούλου' },
      /Mynerve/,
    ],
    [
      'like those of a name that no face has, in the typeface of the rest',
      { signerName: 'שרה כהן' },
      /NotoSans/,
    ],
  ];
  for (const [what, more, mark] of LOOKS) {
    test(what, async () => {
      const original = plainPdf();
      const sealedBytes = await seal(
        sealRequest(original, [signature(1, { ways: ['eid'], ...more, marks: [initials(1, 40)] })]),
      );
      assert.deepEqual((await verified(sealedBytes, original)).problems, []);
      assert.match(shownIn(sealedBytes), mark);
    });
  }
});

test('A stamp of a stranger behind the last signature is refused, however it is locked', async () => {
  const original = pdfWith();
  const good = await seal(sealRequest(original, [signature(1, { marks: [initials(1, 40)] })]));
  const [own] = openPdf(good).pages;
  assert.ok(own);
  const text = Buffer.from(good).toString('latin1');
  const stamp = /(\d+) 0 obj\s*<<[^]*?\/Subtype \/Stamp/.exec(text.slice(original.length));
  assert.ok(stamp, 'the file has a stamp');
  const strange = revised(Buffer.from(good), {
    [own.ref.num]: `<< /Type /Page /Parent 2 0 R /Resources << >> /Contents 4 0 R /Annots [900 0 R] >>`,
    900: `<< /Type /Annot /Subtype /Stamp /F 708 /P ${own.ref.num} 0 R /Rect [9 9 90 90] /AP << /N 901 0 R >> >>`,
    901: '<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 0 >>\nstream\n\nendstream',
  });
  const { valid } = await verified(strange, original);
  assert.equal(valid, false);
});

/** The file's text, and what its streams hold. */
function shownIn(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('latin1');
  const streams = [...text.matchAll(/stream\r?\n([^]*?)\r?\nendstream/g)].map(([, body = '']) => {
    try {
      return inflateSync(Buffer.from(body, 'latin1')).toString('latin1');
    } catch {
      return '';
    }
  });
  return [text, ...streams].join('\n');
}
