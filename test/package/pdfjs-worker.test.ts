/** What the build changes in the worker of pdf.js: the worker as it is shipped, on a file that comes in parts. */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { withoutLookingForPages } from '../../.build/pdfjs-worker.ts';
import { pdfBytes } from '../harness/document-pdf.ts';

const PDFJS = fileURLToPath(new URL('../../node_modules/pdfjs-dist/', import.meta.url));
const WORKERS = ['build/pdf.worker.min.mjs', 'legacy/build/pdf.worker.min.mjs'];
const BLOCK = 65_536;

/** A page of 2 kB, and each a child of the tree's root. */
const FLAT = pdfBytes(Array.from({ length: 1000 }, (_, at) => ({ text: `Page ${at + 1} `.repeat(200) })));

describe('The worker of pdf.js as it is shipped', () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pdfjs-worker-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('is known in each build, and says that it was changed', async () => {
    for (const worker of WORKERS) {
      const code = await readFile(join(PDFJS, worker), 'utf8');
      assert.match(withoutLookingForPages(code), /^\/\* Changed for signing-widget/);
    }
  });

  it('is refused by the build when it is another', () => {
    assert.throws(
      () => withoutLookingForPages('await this.ensureDoc("checkEveryPage",[e])'),
      /not as it was/,
    );
  });

  it('has the first page of a long document before the others have come', async () => {
    const asked = await openFirstPage(FLAT);
    assert.ok(FLAT.length > 25 * BLOCK);
    assert.ok(asked.length <= 6, `${asked.length} blocks were asked for.`);
  });

  async function openFirstPage(file: Uint8Array): Promise<number[]> {
    bringPromiseParts();
    const code = await readFile(join(PDFJS, 'legacy/build/pdf.worker.min.mjs'), 'utf8');
    const worker = join(folder, 'worker.mjs');
    await writeFile(worker, withoutLookingForPages(code));
    const scope = globalThis as { pdfjsWorker?: unknown };
    scope.pdfjsWorker = await import(pathToFileURL(worker).href);
    const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs');
    const transport = new pdfjs.PDFDataRangeTransport(file.length, file.slice(0, BLOCK));
    const asked: number[] = [];
    transport.requestDataRange = (begin, end) => {
      for (let block = begin; block < end; block += BLOCK) asked.push(block / BLOCK);
      queueMicrotask(() => transport.onDataRange(begin, file.slice(begin, end)));
    };
    const task = pdfjs.getDocument({
      range: transport,
      rangeChunkSize: BLOCK,
      disableAutoFetch: true,
      disableStream: true,
      verbosity: pdfjs.VerbosityLevel.ERRORS,
    });
    const pdf = await task.promise;
    assert.equal(pdf.numPages, 1000);
    await pdf.getPage(1);
    const before = [...asked];
    assert.equal((await pdf.getPage(1000)).pageNumber, 1000);
    await task.destroy();
    return before;
  }
});

/** Node 20 has it not, where the browsers that are meant have it. */
function bringPromiseParts(): void {
  const { Promise: promise } = globalThis as unknown as { Promise: { withResolvers?: () => unknown } };
  promise.withResolvers ??= () => {
    const parts: { promise?: unknown; resolve?: unknown; reject?: unknown } = {};
    parts.promise = new Promise((resolve, reject) => Object.assign(parts, { resolve, reject }));
    return parts;
  };
}
