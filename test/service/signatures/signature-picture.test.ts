import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { faultOfSignaturePicture } from '../../../demo/service/signatures/signature-picture.ts';
import { chunk, pngOf } from '../../harness/signature-png.ts';

const fault = (png: Uint8Array) => faultOfSignaturePicture(Buffer.from(png).toString('base64'));
const grey = (width: number, height: number) => Buffer.alloc((1 + width) * height);

describe('a picture of a signature', () => {
  test('is taken as browsers make it', () => {
    assert.equal(fault(pngOf()), undefined);
    assert.equal(fault(pngOf({ colour: 0, pixels: grey(60, 20) })), undefined);
    assert.equal(fault(pngOf({ extra: [chunk('sRGB', Buffer.from([0]))] })), undefined);
  });

  test('is refused with what is wrong when it could not be drawn later', () => {
    const good = pngOf();
    const flipped = Buffer.from(good);
    flipped[60] = (flipped[60] ?? 0) ^ 1;
    for (const [what, png, says] of [
      ['nothing', Buffer.alloc(0), 'no PNG'],
      ['a JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4, 5]), 'no PNG'],
      ['half of it', good.subarray(0, 70), 'cut off'],
      ['a byte that has flipped', flipped, 'damaged'],
      ['something behind it', Buffer.concat([good, Buffer.from('<script>')]), 'follows'],
      ['more pixels than it says', pngOf({ pixels: Buffer.alloc(100_000) }), 'cannot be read'],
      ['fewer pixels than it says', pngOf({ pixels: Buffer.alloc(10) }), 'too few'],
      ['far too many pixels', pngOf({ width: 2001, height: 1, pixels: Buffer.alloc(8005) }), 'too large'],
      ['no pixels at all', pngOf({ width: 0, height: 0, pixels: Buffer.alloc(0) }), 'too large'],
      ['a palette', pngOf({ colour: 3, pixels: grey(60, 20) }), 'kind'],
      ['16 bits', pngOf({ depth: 16, colour: 0, pixels: Buffer.alloc((1 + 120) * 20) }), 'kind'],
      ['lines in turns', pngOf({ interlace: 1 }), 'kind'],
      ['words', pngOf({ extra: [chunk('tEXt', Buffer.from('Author\0Kari'))] }), 'tEXt'],
      ['moving pictures', pngOf({ extra: [chunk('acTL', Buffer.alloc(8))] }), 'acTL'],
      ['a second header', pngOf({ extra: [chunk('IHDR', Buffer.alloc(13))] }), 'two headers'],
    ] as const) {
      assert.match(fault(png) ?? 'taken', new RegExp(says), what);
    }
  });

  test('that would grow to gigabytes is not blown up', () => {
    const bomb = deflateSync(Buffer.alloc(50_000_000));
    const png = Buffer.concat([pngOf().subarray(0, 33), chunk('IDAT', bomb), chunk('IEND', Buffer.alloc(0))]);
    assert.match(fault(png) ?? 'taken', /cannot be read/);
  });

  test('is Base64 in its one form', () => {
    const text = pngOf().toString('base64');
    assert.match(faultOfSignaturePicture(`${text}\n`) ?? 'taken', /Base64/);
    assert.match(faultOfSignaturePicture(text.slice(0, -1)) ?? 'taken', /Base64|cut off/);
  });
});
