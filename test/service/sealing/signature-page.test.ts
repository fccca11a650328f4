/** The signature page: what a reader of the sealed file can check of each signer, in the order's language. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import type {
  SealedMark,
  SealedSignature,
  SealedUpload,
  SealRequest,
} from '../../../demo/service/ports/pdf-sealer.ts';
import { openPdf } from '../../../demo/service/pdf/pdf-document.ts';
import { FIELD_SIZE } from '../../../demo/service/sealing/draw-appearance.ts';
import { drawSignaturePages } from '../../../demo/service/sealing/draw-signature-page.ts';
import { A4 } from '../../../demo/service/sealing/paper.ts';
import { newDrawing } from '../../../demo/service/sealing/text-drawing.ts';
import { linesOfPages, textOfPages } from '../../harness/pdf-text.ts';
import { plainPdf } from '../../harness/pdf-samples.ts';
import { placed, seal, sealRequest, signature, verified } from './sealing-sample.ts';

const MARGIN = 56;

function mark(kind: SealedMark['kind'], page: number): SealedMark {
  return { kind, page, x: 300, y: 400, width: 60, height: 30 };
}

function upload(title: string, more: Partial<SealedUpload> = {}): SealedUpload {
  const sha256 = createHash('sha256').update(title).digest('hex');
  return { title, mediaType: 'image/jpeg', sizeBytes: 34_567, sha256, ...more };
}

async function drawn(
  signatures: readonly SealedSignature[],
  order: Partial<SealRequest['order']> = {},
): Promise<{ bytes: Uint8Array; fields: ReturnType<typeof drawSignaturePages> }> {
  const { drawing, fonts } = await newDrawing();
  const request = sealRequest(new Uint8Array(), signatures);
  const fields = drawSignaturePages(
    drawing,
    fonts,
    { ...request, order: { ...request.order, ...order } },
    A4,
  );
  return { bytes: await drawing.save(), fields };
}

const wordsOf = async (...drawing: Parameters<typeof drawn>) =>
  (await textOfPages((await drawn(...drawing)).bytes)).join('\n').replace(/\s+/g, ' ');

function assertSays(words: string, ...texts: readonly string[]): void {
  for (const text of texts) assert.ok(words.includes(text), `${text} is missing in ${words}`);
}

describe('The signature page', () => {
  const SIGNED = [
    signature(1, {
      ways: ['typed'],
      ...placed(4),
      marks: [1, 2, 3, 3, 7].map((page) => mark('initials', page)).concat(mark('signature', 9)),
      uploads: [
        upload('Payslip', { mediaType: 'application/pdf', pages: 2 }),
        upload('Identity card', { sizeBytes: 900 }),
      ],
    }),
    signature(2, { ways: ['drawn'], marks: [mark('initials', 5)] }),
  ];

  test('says of each signer where in the document they signed, and which files are theirs', async () => {
    assertSays(
      await wordsOf(SIGNED),
      'Signed by typed name',
      'Signature in 2 places of the document, on pages 4 and 9',
      'Initials in 5 places of the document, on pages 1–3 and 7',
      `Uploaded Payslip PDF, 2 pages, 34,567 bytes Its SHA-256 ${upload('Payslip').sha256}`,
      `Uploaded Identity card JPEG, 900 bytes Its SHA-256 ${upload('Identity card').sha256}`,
      'Signed by drawn signature',
      'Initials in 1 place of the document, on page 5',
      'Page 1 of 1',
    );
  });

  test('is in Norwegian in a Norwegian order, whatever its signers speak', async () => {
    const words = await wordsOf(SIGNED, { language: 'nb' });
    assertSays(
      words,
      'Signaturside',
      'Signert av',
      'Signert med maskinskrevet navn',
      'Underskrift 2 steder i dokumentet, på sidene 4 og 9',
      'Initialer 1 sted i dokumentet, på side 5',
      `Lastet opp Payslip PDF, 2 sider, 34 567 byte Filens SHA-256 ${upload('Payslip').sha256}`,
      '2026-01-15 10:01:00 UTC',
      'Side 1 av 1',
    );
    assert.doesNotMatch(words, /\b(Signed|page|Order|Sender|Evidence|Document|bytes)\b/);
  });

  test('names all of a hundred places, no two of which are on pages side by side', async () => {
    const marks = Array.from({ length: 100 }, (_, at) => mark('initials', 2 * at + 101));
    assertSays(await wordsOf([signature(1, { marks })]), 'on pages 101, 103, ', ' 297, and 299');
  });

  test('goes on to further pages, and says there whose files go on', async () => {
    const uploads = Array.from({ length: 30 }, (_, at) => upload(`Paper ${at + 1}`));
    const names = ['Kari Nordmann', 'Ola Hansen', 'Юлія Шевченко'];
    const { bytes } = await drawn(names.map((signerName, at) => signature(at + 1, { signerName, uploads })));
    const pages = await textOfPages(bytes);
    assert.ok(pages.length > 3, `${pages.length} pages`);
    const words = pages.join('\n');
    for (const { title, sha256 } of uploads) {
      assert.equal(words.split(`${title}\n`).length - 1, 3, title);
      assert.equal(words.split(sha256).length - 1, 3, title);
    }
    assertSays(
      pages[1] ?? '',
      'Signed by, continued',
      'Kari Nordmann, continued',
      `Page 2 of ${pages.length}`,
    );
  });

  test('keeps each field beside its signer, wherever a page ends', async () => {
    const signers = Array.from({ length: 24 }, (_, at) =>
      signature(at + 1, { uploads: [upload('Payslip'), upload('Identity card')].slice(at % 3) }),
    );
    const { bytes, fields } = await drawn(signers);
    const pages = await linesOfPages(bytes);
    assert.ok(pages.length > 4);
    for (const [at, { page, y }] of fields) {
      const time = pages[page]?.find(({ text }) =>
        text.startsWith(`2026-01-15 10:${`${at + 1}`.padStart(2, '0')}`),
      );
      assert.ok(time && time.y > y && time.y < y + FIELD_SIZE.height, `field ${at}`);
      assert.ok(y > MARGIN + 30, `field ${at} ends at ${y}`);
    }
  });

  test('lets nothing run over its margins or its foot, however long it is', async () => {
    const long = 'Wolfeschlegelsteinhausenbergerdorff'.repeat(6);
    const uploads = [upload(long), upload('many words '.repeat(40))];
    const ways = ['uploaded', 'eid', 'passkey', 'consent'] as const;
    const { bytes, fields } = await drawn(
      [1, 2, 3, 4, 5, 6].map((at) =>
        signature(at, {
          signerName: at % 2 ? long : 'word '.repeat(60),
          ways,
          uploads,
          ...(at > 4 && placed(1)),
        }),
      ),
      { title: long, sender: long, id: long },
    );
    const pages = await linesOfPages(bytes);
    for (const { text, right, y } of pages.flat()) {
      assert.ok(right <= A4.width - MARGIN + 1, `${text} ends at ${right}`);
      assert.ok(y >= MARGIN, `${text} is at ${y}`);
    }
    const letters = pages.flat().map(({ text }) => text.trim());
    assert.ok(letters.join('').includes(long), 'a title without spaces is whole');
    for (const { page, x, y } of fields.values())
      for (const { text, right, y: line } of pages[page] ?? [])
        if (line > y && line < y + FIELD_SIZE.height && text.trim() !== '' && right > x)
          assert.fail(`${text} is in a field`);
  });

  test('is there for files, too, where every signature has a place', async () => {
    const original = plainPdf();
    const pagesOf = async (more: Partial<SealedSignature>) => {
      const bytes = await seal(sealRequest(original, [signature(1, { ...placed(1), ...more })]));
      assert.deepEqual((await verified(bytes, original)).problems, []);
      return openPdf(bytes).pages.length;
    };
    assert.equal(await pagesOf({}), 1);
    assert.equal(await pagesOf({ uploads: [upload('Payslip')] }), 2);
  });
});
