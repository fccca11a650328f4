import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { SignatureLook } from '../../../demo/service/ports/pdf-sealer.ts';
import { pngOf } from '../../harness/signature-png.ts';
import { plainPdf } from '../../harness/pdf-samples.ts';
import { placed, seal, sealRequest, signature, verified } from './sealing-sample.ts';

const DRAWN: SignatureLook = {
  kind: 'drawing',
  svg: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><path d="M10 60Q80 -20 150 60Q220 130 290 40L288 36Q220 120 152 55Q80 -30 12 56Z"/></svg>',
};
const UPLOADED: SignatureLook = {
  kind: 'picture',
  png: pngOf({ width: 300, height: 80 }).toString('base64'),
};
const typed = (text: string, face?: 'caveat' | 'marck-script' | 'mynerve'): SignatureLook => ({
  kind: 'text',
  text,
  ...(face && { face }),
});

/** What is drawn in a field, as it stands in the file: what is not compressed by itself is text. */
const textOf = (sealed: Uint8Array) => Buffer.from(sealed).toString('latin1');

describe('a signature by hand is sealed as the signer saw it', () => {
  for (const [what, way, look, mark] of [
    ['drawn', 'drawn', DRAWN, /0\.078 0\.2 0\.478 rg/],
    ['uploaded', 'uploaded', UPLOADED, /\/Subtype\s*\/Image/],
    ['typed in Caveat', 'typed', typed('Kari Nordmann', 'caveat'), /Caveat/],
    ['typed in Marck Script', 'typed', typed('Юлія Шевченко', 'marck-script'), /MarckScript/],
    ['typed in Mynerve', 'typed', typed('Ελένη Παπαδοπούλου', 'mynerve'), /Mynerve/],
  ] as const) {
    test(`${what}, on the signature page and at a place, and every signature holds`, async () => {
      const original = plainPdf();
      const request = sealRequest(original, [
        signature(1, { ways: [way], look }),
        signature(2, { ways: [way, 'eid'], look, ...placed(1) }),
      ]);
      const sealed = await seal(request);
      const { problems } = await verified(sealed, original);
      assert.deepEqual(problems, []);
      assert.match(await shownIn(sealed), mark);
    });
  }

  test('with no more of a font than its letters', async () => {
    const request = sealRequest(plainPdf(), [
      signature(1, { ways: ['typed'], look: typed('Kari', 'caveat') }),
    ]);
    const plain = await seal(sealRequest(plainPdf(), [signature(1, { ways: ['typed'] })]));
    const more = (await seal(request)).length - plain.length;
    assert.ok(more < 40_000, `${more} bytes for a face`);
  });

  test('in a very small place, and a very wide one', async () => {
    for (const place of [
      { page: 1, x: 10, y: 10, width: 20, height: 10 },
      { page: 1, x: 10, y: 10, width: 500, height: 12 },
      { page: 1, x: 10, y: 10, width: 24, height: 300 },
    ]) {
      const original = plainPdf();
      const signing = [DRAWN, UPLOADED, typed('Kari Nordmann', 'caveat')].map((look, at) =>
        signature(at + 1, { ways: ['typed'], look, place }),
      );
      const { problems } = await verified(await seal(sealRequest(original, signing)), original);
      assert.deepEqual(problems, []);
    }
  });
});

/** The file's text, and what its streams hold. */
async function shownIn(sealed: Uint8Array): Promise<string> {
  const { inflateSync } = await import('node:zlib');
  const text = textOf(sealed);
  const streams = [...text.matchAll(/stream\r?\n([^]*?)\r?\nendstream/g)].map(([, body = '']) => {
    try {
      return inflateSync(Buffer.from(body, 'latin1')).toString('latin1');
    } catch {
      return '';
    }
  });
  return [text, ...streams].join('\n');
}
