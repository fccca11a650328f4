/** What people are asked to sign cannot change under their eyes, and can be sealed later. */
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { createPdfIntake } from '../../../demo/service/adapters/pdf-intake/create-pdf-intake.ts';
import {
  INTAKE_REFUSALS,
  type IntakeRefusal,
  type IntakeResult,
} from '../../../demo/service/ports/pdf-intake.ts';
import { pdfBytes } from '../../harness/document-pdf.ts';
import { packedPdf, pdfWith, plainPdf } from '../../harness/pdf-samples.ts';
import { originalPdf, stream } from '../../verifier/samples/original-pdf.ts';
import { ACTION_CASES, SCRIPT_CASES } from './pdf-intake/action-cases.ts';
import { CONTENT_CASES } from './pdf-intake/content-cases.ts';
import { FILE_CASES, LIMITS } from './pdf-intake/file-cases.ts';

const CASES = [...FILE_CASES, ...SCRIPT_CASES, ...ACTION_CASES, ...CONTENT_CASES];
const reached = new Set<IntakeRefusal>();
const intake = createPdfIntake(LIMITS);
after(() => intake.close());

function refusal(result: IntakeResult): IntakeResult & { accepted: false } {
  assert.equal(result.accepted, false);
  reached.add(result.reason);
  return result;
}

describe('Intake refuses a file that', () => {
  for (const { reason, title, refused, accepted } of CASES) {
    test(`${title} (${reason}), and takes its neighbour`, async () => {
      const result = refusal(await intake.inspect(refused));
      assert.equal(result.reason, reason);
      const neighbour = await intake.inspect(accepted);
      assert.equal(neighbour.accepted, true, JSON.stringify(neighbour));
    });
  }

  test('takes too long (timed-out), and inspects the next one with a new worker', async () => {
    const hurried = createPdfIntake({ timeoutSeconds: 1 });
    try {
      assert.equal((await hurried.inspect(plainPdf())).accepted, true);
      const [slow, next] = await Promise.all([
        hurried.inspect(slowPdf()),
        hurried.inspect(plainPdf({ pages: 2 })),
      ]);
      assert.equal(refusal(slow).reason, 'timed-out');
      assert.ok(next.accepted);
      assert.equal(next.pages, 2);
    } finally {
      await hurried.close();
    }
  });

  test('takes more memory than one file may (damaged)', async () => {
    const result = refusal(await intake.inspect(withStreamsOf(100 * 1024 * 1024, 3)));
    assert.equal(result.reason, 'damaged');
  });
});

describe('Intake', () => {
  for (const kind of ['table', 'streams', 'updated', 'hybrid'] as const) {
    test(`counts the pages of a file of kind "${kind}"`, async () => {
      const counted = await intake.inspect(originalPdf(kind));
      assert.ok(counted.accepted);
      assert.equal(counted.pages, 2);
    });
  }

  test('knows how large each page is as people see it', async () => {
    const sizes = async (bytes: Uint8Array) => {
      const result = await intake.inspect(bytes);
      assert.ok(result.accepted, JSON.stringify(result));
      return result.pageSizes;
    };
    const upright = { text: 'Upright' };
    assert.deepEqual(await sizes(pdfBytes([upright, upright, { text: 'Turned', rotate: 90 }])), [
      [2, 595, 842],
      [1, 842, 595],
    ]);
    assert.deepEqual(await sizes(pdfWith({ page: '/CropBox [50 60 350 260] /Rotate 270' })), [[1, 200, 300]]);
    assert.deepEqual(await sizes(pdfWith({ page: '/CropBox [0 0 100 200] /UserUnit 2.5' })), [[1, 250, 500]]);
  });

  test('leaves the bytes with whoever asked', async () => {
    const bytes = plainPdf();
    const before = Buffer.from(bytes);
    await intake.inspect(bytes);
    assert.deepEqual(Buffer.from(bytes), before);
  });

  test('reaches every refusal that it declares', () => {
    assert.deepEqual(
      INTAKE_REFUSALS.filter((reason) => !reached.has(reason)),
      [],
    );
  });

  test('tells a person what is wrong, in a sentence or two and without a word of ours', async () => {
    const details = new Map<string, string>();
    for (const { refused } of CASES) {
      const { reason, detail } = refusal(await intake.inspect(refused));
      details.set(detail, reason);
      assert.match(detail, /^The file [^]{10,110}\.$/);
      assert.ok(!/undefined|object|xref|parser|worker|\/[A-Z]/.test(detail), detail);
    }
    assert.equal(details.size, new Set(details.values()).size);
  });
});

/** Its cross-reference streams are small and swell when they are read, one after the other. */
function slowPdf(): Buffer {
  const data = deflateSync(Buffer.alloc(100 * 1024 * 1024), { level: 1 });
  const parts = [Buffer.from('%PDF-1.7\n')];
  let length = 9;
  let previous = '';
  for (let section = 0; section < 60; section++) {
    const entries = `/Type /XRef /W [1 4 1] /Index [0 1] /Size 2 /Filter /FlateDecode ${previous}`;
    const object = Buffer.concat([
      Buffer.from('1 0 obj\n'),
      stream(entries, data),
      Buffer.from('\nendobj\n'),
    ]);
    previous = `/Prev ${length}`;
    parts.push(object);
    length += object.length;
  }
  const newest = length - (parts.at(-1)?.length ?? 0);
  return Buffer.concat([...parts, Buffer.from(`startxref\n${newest}\n%%EOF\n`)]);
}

/** Object streams that are small and swell, each with one object that the catalog needs. */
function withStreamsOf(bytes: number, count: number): Buffer {
  const packed = (num: number) => {
    const text = `${num} 0 <<>> `;
    return deflateSync(Buffer.alloc(bytes, ' ').fill(text, 0, text.length), { level: 1 });
  };
  const at = Array.from({ length: count }, (_, index) => index);
  return packedPdf({
    catalog: at.map((index) => `/X${index} ${20 + index} 0 R`).join(' '),
    containers: at.map((index) => ({
      number: 10 + index,
      holds: [20 + index],
      body: stream('/Type /ObjStm /N 1 /First 5 /Filter /FlateDecode', packed(20 + index)),
    })),
  });
}
