/**
 * What the build changes in the worker of pdf.js: the worker as it is shipped, on files that come in parts, or want to
 * open others.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { leanWorker, withChanges, type WorkerFiles } from '../../.build/pdfjs-worker.ts';
import { linksOf } from '../../src/document/pdfjs/page-links.ts';
import { pdfBytes } from '../harness/document-pdf.ts';
import { linkedPdf, onLine, uri } from '../harness/linked-pdf.ts';
import { bringPromiseParts } from '../harness/promise-parts.ts';

const WORKERS = ['build/pdf.worker.mjs', 'legacy/build/pdf.worker.mjs'];
const BLOCK = 65_536;

/** A page of 2 kB, and each a child of the tree's root. */
const FLAT = pdfBytes(Array.from({ length: 1000 }, (_, at) => ({ text: `Page ${at + 1} `.repeat(200) })));

describe('The worker of pdf.js as it is shipped', () => {
  let folder: string;
  let built: readonly WorkerFiles[];

  before(async () => {
    built = await Promise.all(WORKERS.map(leanWorker));
    folder = await mkdtemp(join(tmpdir(), 'pdfjs-worker-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('is known in each build, says that it was changed, and keeps its licence', () => {
    for (const { worker } of built) {
      assert.ok(worker.startsWith('/* Changed for signing-widget'));
      assert.ok(worker.includes('Licensed under the Apache License, Version 2.0'));
    }
  });

  it('has no part that only forms in XML, editing or merging need', () => {
    for (const { worker } of built) {
      const found = ['GetOperatorList', 'SaveDocument', 'ExtractPages', 'PdfJS-XFA', 'PDFEditor'];
      assert.deepEqual(
        found.filter((word) => worker.includes(word)),
        ['GetOperatorList'],
      );
    }
  });

  it('starts without the words that Brotli knows beforehand, and brings them beside it', () => {
    for (const { worker, beside } of built) {
      const words = beside['brotli-words.txt'] ?? '';
      assert.equal(words.length, 122_784);
      assert.ok(!worker.includes(words.slice(0, 100)));
    }
  });

  it('is refused by the build when it is another', () => {
    assert.throws(
      () => withChanges('await this.ensureDoc("checkEveryPage", [recoveryMode])'),
      /not as it was/,
    );
  });

  it('has the first page of a long document before the others have come', async () => {
    const asked = await openFirstPage(FLAT);
    assert.ok(FLAT.length > 25 * BLOCK);
    assert.ok(asked.length <= 6, `${asked.length} blocks were asked for.`);
  });

  it('makes no link of an action that opens a file, wherever that file is', async () => {
    const url = '(https://evil.example/run)';
    const actions = [
      `/S /Launch /F ${url}`,
      `/S /Launch /F << /FS /URL /F ${url} >>`,
      `/S /Launch /F << /UF ${url} >> /NewWindow true`,
      `/S /Launch /F (www.evil.example)`,
      `/S /Launch /Win << /F ${url} >> /F ${url}`,
      `/S /GoToR /F ${url} /D [0 /Fit]`,
      `/S /GoToR /F << /FS /URL /F ${url} >> /D (terms)`,
      `/S /GoToR /F ${url} /D [0 /Fit] /NewWindow false`,
      `/S /JavaScript /JS (app.launchURL\\("https://evil.example/", true\\))`,
      `/S /JavaScript /JS (window.open\\('https://evil.example/'\\))`,
    ].map((entries) => `/A << ${entries} >>`);
    const links = [...actions, uri('https://bank.example/')].map((entries, at) => `${onLine(at)} ${entries}`);
    const pdfjs = await shipped();
    const task = pdfjs.getDocument({ data: linkedPdf({ links }), verbosity: pdfjs.VerbosityLevel.ERRORS });
    const pdf = await task.promise;
    const found = await linksOf(pdf, await pdf.getPage(1), new AbortController().signal);
    await task.destroy();
    assert.deepEqual(
      found.map(({ target }) => target),
      [{ type: 'url', href: 'https://bank.example/' }],
    );
  });

  async function shipped() {
    bringPromiseParts();
    const worker = join(folder, 'worker.mjs');
    await writeFile(worker, built[1]?.worker ?? '');
    const scope = globalThis as { pdfjsWorker?: unknown };
    scope.pdfjsWorker = await import(pathToFileURL(worker).href);
    return import('pdfjs-dist/legacy/build/pdf.mjs');
  }

  async function openFirstPage(file: Uint8Array): Promise<number[]> {
    const pdfjs = await shipped();
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
