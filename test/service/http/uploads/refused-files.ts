import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { describe, test } from 'node:test';
import type { ServiceProblemCode } from '../../../../demo/service/domain/problem.ts';
import type { Problem } from '../../../../src/task/contract.ts';
import { lockedPdfBytes } from '../../../harness/document-pdf.ts';
import { jpegOf, samsungNotes, segment } from '../../../harness/jpeg-picture.ts';
import { plainPdf } from '../../../harness/pdf-samples.ts';
import { chunk, pngOf } from '../../../harness/signature-png.ts';
import type { TestService } from '../../../harness/test-service.ts';
import { expectProblem } from '../expect-problem.ts';
import { CARD, uploader } from './upload-order.ts';

const jpeg = jpegOf();
const png = pngOf();
const zipEnd = Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)]);
const film = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypmp42'), Buffer.alloc(64, 7)]);

export function filesAreRefused(service: () => TestService): void {
  const REFUSED: readonly (readonly [string, Uint8Array, ServiceProblemCode, string])[] = [
    ['an empty file', Buffer.alloc(0), 'document-unreadable', 'empty'],
    ['a text', Buffer.from('my identity card'), 'unsupported-media-type', 'not-accepted'],
    ['a page', Buffer.from('<html><script>1</script>'), 'unsupported-media-type', 'not-accepted'],
    ['a drawing that can run', Buffer.from('<svg onload="1"/>'), 'unsupported-media-type', 'not-accepted'],
    ['a moving picture', Buffer.from('GIF89a123456'), 'unsupported-media-type', 'not-accepted'],
    [
      'something before a PDF',
      Buffer.concat([Buffer.from('GIF89a'), plainPdf()]),
      'unsupported-media-type',
      'not-accepted',
    ],
    ['half a PDF', plainPdf().slice(0, 60), 'document-unreadable', 'damaged'],
    ['a PDF with a password', lockedPdfBytes(), 'document-unsupported', 'encrypted'],
    [
      'a PDF that is an archive too',
      Buffer.concat([plainPdf(), zipEnd]),
      'document-unsupported',
      'file-and-more',
    ],

    ['half a JPEG', jpeg.subarray(0, jpeg.length / 2), 'document-unreadable', 'picture-damaged'],
    ['a JPEG without its end', jpeg.subarray(0, -2), 'document-unreadable', 'picture-damaged'],
    ['the first bytes of a JPEG', Buffer.from([0xff, 0xd8, 0xff]), 'document-unreadable', 'picture-damaged'],
    ['a JPEG of no picture', Buffer.from([0xff, 0xd8, 0xff, 0xd9]), 'document-unreadable', 'picture-damaged'],
    [
      'a JPEG whose segment is longer than it',
      Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1, 0xff, 0xff]), jpeg.subarray(2)]),
      'document-unreadable',
      'picture-damaged',
    ],
    ['a JPEG without loss', jpegOf({ frame: 0xc3 }), 'document-unsupported', 'picture-kind'],
    ['a JPEG of 12 bits', jpegOf({ frame: 0xc1, precision: 12 }), 'document-unsupported', 'picture-kind'],
    ['a JPEG of two channels', jpegOf({ components: 2 }), 'document-unsupported', 'picture-kind'],
    ['a JPEG with arithmetic codes', jpegOf({ frame: 0xc9 }), 'document-unsupported', 'picture-kind'],
    ['a JPEG of no width', withSize(0, 40), 'too-large', 'picture-dimensions'],
    ['a JPEG that is too wide', withSize(16_385, 1), 'too-large', 'picture-dimensions'],
    ['a JPEG of too many pixels', withSize(8001, 8000), 'too-large', 'picture-dimensions'],
    ['a JPEG with a film behind it', jpegOf({ after: film }), 'document-unsupported', 'picture-and-more'],
    [
      'a JPEG with a page behind it',
      jpegOf({ after: Buffer.from('<script>') }),
      'document-unsupported',
      'picture-and-more',
    ],
    [
      'a JPEG with half a JPEG behind it',
      jpegOf({ after: jpeg.subarray(0, -4) }),
      'document-unsupported',
      'picture-and-more',
    ],
    [
      'a JPEG that is an archive too',
      jpegOf({ extra: [segment(0xfe, zipEnd)] }),
      'document-unsupported',
      'file-and-more',
    ],
    [
      'a JPEG that is a PDF too',
      jpegOf({ extra: [segment(0xfe, plainPdf())] }),
      'document-unsupported',
      'file-and-more',
    ],
    [
      'a JPEG with notes that tell wrong lengths',
      jpegOf({ after: spoilt(samsungNotes(), -12) }),
      'document-unsupported',
      'picture-and-more',
    ],

    ['half a PNG', png.subarray(0, png.length / 2), 'document-unreadable', 'picture-damaged'],
    ['a PNG with a wrong checksum', spoilt(png, 40), 'document-unreadable', 'picture-damaged'],
    [
      'a PNG of fewer pixels than it says',
      pngOf({ pixels: Buffer.alloc(10) }),
      'document-unreadable',
      'picture-damaged',
    ],
    [
      'a PNG of more pixels than it says',
      pngOf({ pixels: Buffer.alloc(9_000_000) }),
      'document-unreadable',
      'picture-damaged',
    ],
    ['a PNG of no kind', pngOf({ colour: 5 }), 'document-unsupported', 'picture-kind'],
    [
      'a PNG without its palette',
      pngOf({ colour: 3, pixels: Buffer.alloc(61 * 20) }),
      'document-unreadable',
      'picture-damaged',
    ],
    [
      'a PNG that moves',
      pngOf({ extra: [chunk('acTL', Buffer.alloc(8))] }),
      'document-unsupported',
      'picture-kind',
    ],
    [
      'a PNG of too many pixels',
      pngOf({ width: 8001, height: 8000, pixels: Buffer.alloc(1) }),
      'too-large',
      'picture-dimensions',
    ],
    [
      'a PNG with a page behind it',
      Buffer.concat([png, Buffer.from('<script>')]),
      'document-unsupported',
      'picture-and-more',
    ],
    [
      'a PNG that is a PDF too',
      pngOf({ extra: [chunk('tEXt', Buffer.from(plainPdf()))] }),
      'document-unsupported',
      'file-and-more',
    ],
  ];

  describe('a file that a signer uploads is refused with the reason', () => {
    for (const [what, bytes, code, reason] of REFUSED) {
      test(`${what}: ${reason}`, async () => {
        const signer = await uploader(service());
        const before = await service().uploadsKept();
        const problem = expectProblem(await signer.upload<Problem>(bytes), code);
        assert.equal(problem.reason, reason);
        assert.ok(problem.detail);
        assert.deepEqual(await service().uploadsKept(), before);
        expectProblem(await signer.readUpload(), 'not-found');
      });
    }

    test('when it is not of the kinds that are asked for, though it is sound', async () => {
      const signer = await uploader(service(), [{ ...CARD, accept: ['application/pdf'] }]);
      const problem = expectProblem(await signer.upload<Problem>(png), 'unsupported-media-type');
      assert.equal(problem.reason, 'not-accepted');
      assert.equal((await signer.upload(plainPdf())).status, 200);
    });

    test('when it is larger than what is asked for, by a byte', async () => {
      const file = jpegOf({ extra: [segment(0xe1, Buffer.alloc(4000))] });
      const exact = await uploader(service(), [{ ...CARD, maxSize: file.length }]);
      assert.equal((await exact.upload(file)).status, 200);
      const less = await uploader(service(), [{ ...CARD, maxSize: file.length - 1 }]);
      expectProblem(await less.upload(file), 'too-large');
    });
  });

  describe('a file that is too large', () => {
    const start = async (headers: Record<string, string>) => {
      const signer = await uploader(service(), [{ ...CARD, maxSize: 20_000 }]);
      const path = `/tasks/${signer.task.id}/actions/${signer.uploadActions[0]?.id}/upload`;
      const request = httpRequest(service().url + path, {
        method: 'PUT',
        headers: { ...signer.headers, 'content-type': 'image/jpeg', ...headers },
      });
      request.on('error', () => undefined);
      return request;
    };
    const statusOf = async (request: ReturnType<typeof httpRequest>) => {
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      request.destroy();
      return response.statusCode;
    };

    test('is refused before it is read, when it says so', { timeout: 10_000 }, async () => {
      const request = await start({ 'content-length': '20001' });
      request.flushHeaders();
      assert.equal(await statusOf(request), 413);
    });

    test('is refused before all of it has come, when it does not say so', { timeout: 10_000 }, async () => {
      const request = await start({ 'transfer-encoding': 'chunked' });
      request.write(Buffer.alloc(20_001));
      // It never ends: whoever waited for the end would wait for ever.
      assert.equal(await statusOf(request), 413);
    });
  });

  describe('a picture as phones and programs make it is taken', () => {
    const exif = segment(0xe1, [...Buffer.from('Exif\0\0'), ...Buffer.alloc(200, 1)]);
    for (const [what, bytes] of [
      ['with what the camera tells of itself', jpegOf({ extra: [exif] })],
      ['progressive', jpegOf({ frame: 0xc2 })],
      ['in colour', jpegOf({ components: 3 })],
      [
        'with a second picture for bright screens',
        jpegOf({ after: Buffer.concat([Buffer.alloc(5), jpegOf()]) }),
      ],
      ['with the notes of its maker', jpegOf({ after: samsungNotes() })],
      ['with filling bytes before its markers', jpegOf({ extra: [Buffer.from([0xff, 0xff, 0xff])] })],
      [
        'a PNG with a palette',
        pngOf({ colour: 3, pixels: Buffer.alloc(61 * 20), extra: [chunk('PLTE', Buffer.alloc(6))] }),
      ],
      ['a PNG of one bit', pngOf({ colour: 0, depth: 1, pixels: Buffer.alloc(9 * 20) })],
      ['a PNG of 16 bits', pngOf({ colour: 2, depth: 16, pixels: Buffer.alloc(361 * 20) })],
      // Seven passes (ISO/IEC 15948, 8.2), each row with a byte for its filter.
      [
        'an interlaced PNG',
        pngOf({ width: 8, height: 8, interlace: 1, pixels: Buffer.alloc(8 * 8 * 4 + 15) }),
      ],
      [
        'a PNG with words of its program',
        pngOf({
          extra: [
            chunk('tEXt', Buffer.from('Software\0x')),
            chunk('eXIf', Buffer.alloc(20)),
            chunk('iDOT', Buffer.alloc(28)),
          ],
        }),
      ],
    ] as const) {
      test(what, async () => {
        const signer = await uploader(service());
        const { status, body } = await signer.upload<unknown>(bytes);
        assert.equal(status, 200, JSON.stringify(body));
        assert.deepEqual(Buffer.from((await signer.readUpload()).body), bytes);
      });
    }
  });
}

/** The pixels do not matter: the size is told before them. */
function withSize(width: number, height: number): Buffer {
  const bytes = jpegOf();
  const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]));
  bytes.writeUInt16BE(height, frame + 5);
  bytes.writeUInt16BE(width, frame + 7);
  return bytes;
}

function spoilt(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  const place = at < 0 ? copy.length + at : at;
  copy[place] = (copy[place] ?? 0) ^ 0x55;
  return copy;
}
