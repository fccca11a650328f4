import { expect } from '@open-wc/testing';
import { describe, it } from '../../harness/document-suite.js';
import { DocumentError } from '../../../src/document/document-error.js';
import { leasePdfWorker } from '../../../src/document/pdfjs/pdf-worker.js';
import { createPdfjsEngine, preloadPdfjs } from '../../../src/document/pdfjs/pdfjs-engine.js';
import { bytesThere } from '../../harness/document-bytes.js';
import { lockedPdfBytes, pdfBytes } from '../../harness/document-pdf.js';
import { engineInTests, pdfjsInTests } from '../../harness/document-pdfjs.js';

const { signal } = new AbortController();

function inked(canvas: HTMLCanvasElement): number {
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
  let dark = 0;
  for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 255) < 128) dark++;
  return dark;
}

async function failure(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error('It did not fail.');
}

describe('The PDF engine', () => {
  it('tells the number of pages and their sizes in CSS pixels, as they are turned', async () => {
    const document = await engineInTests().open(
      pdfBytes([{ text: 'One' }, { text: 'Two', width: 720, height: 360, rotate: 90 }]),
      signal,
    );
    expect(document.pageCount).to.equal(2);
    expect(Math.round(document.firstPageSize.width)).to.equal(793);
    expect(await document.pageSize(2)).to.deep.equal({ width: 480, height: 960 });
    await document.close();
  });

  it('draws a page at the resolution that is asked for', async () => {
    const document = await engineInTests().open(
      pdfBytes([{ text: 'Signed', width: 300, height: 150 }]),
      signal,
    );
    const canvas = window.document.createElement('canvas');
    await document.renderPage(1, { canvas, scale: 2, signal });
    expect([canvas.width, canvas.height]).to.deep.equal([800, 400]);
    expect(inked(canvas)).to.be.greaterThan(200);
    await document.close();
  });

  it('gives the text of a page with its language', async () => {
    const document = await engineInTests().open(pdfBytes([{ text: 'Rent is due (monthly).' }]), signal);
    const container = window.document.createElement('div');
    await document.renderText(1, { container, scale: 1, signal });
    expect(container.textContent).to.equal('Rent is due (monthly).');
    expect(container.lang).to.equal('en-GB');
    await document.close();
  });

  it('stops drawing with the reason of the signal', async () => {
    const document = await engineInTests().open(pdfBytes([{ text: 'One' }]), signal);
    const abort = new AbortController();
    const canvas = window.document.createElement('canvas');
    const drawing = document.renderPage(1, { canvas, scale: 1, signal: abort.signal });
    abort.abort(new Error('gone'));
    expect(await failure(drawing)).to.have.property('message', 'gone');
    await document.close();
  });

  it('stops opening with the reason of the signal', async () => {
    const abort = new AbortController();
    const opening = engineInTests().open(pdfBytes([{ text: 'One' }]), abort.signal);
    abort.abort(new Error('gone'));
    expect(await failure(opening)).to.have.property('message', 'gone');
  });

  const faults = [
    {
      name: 'something that is no PDF',
      bytes: new TextEncoder().encode('<html>'),
      code: 'document-unreadable',
    },
    { name: 'nothing at all', bytes: new Uint8Array(), code: 'document-unreadable' },
    { name: 'a PDF that asks for a password', bytes: lockedPdfBytes(), code: 'document-unsupported' },
  ];
  for (const { name, bytes, code } of faults) {
    it(`answers ${name} with ${code}`, async () => {
      const error = await failure(engineInTests().open(bytes, signal));
      expect(error).to.be.instanceOf(DocumentError);
      expect(error).to.have.property('code', code);
    });
  }

  it('starts one worker for all, and keeps it while somebody has it', async () => {
    const release = preloadPdfjs({ assets: pdfjsInTests });
    const lease = leasePdfWorker(pdfjsInTests);
    const one = await engineInTests().open(pdfBytes([{ text: 'One' }]), signal);
    release();
    const other = await engineInTests().open(pdfBytes([{ text: 'Two' }]), signal);
    await one.close();
    const container = window.document.createElement('div');
    await other.renderText(1, { container, scale: 1, signal });
    expect(container.textContent).to.equal('Two');
    const again = leasePdfWorker(pdfjsInTests);
    expect(again.thing).to.equal(lease.thing);
    again.release();
    lease.release();
    await other.close();
    await other.close();
  });

  it('reads a document in the main thread when the worker cannot be started, and says so', async () => {
    let told: unknown;
    // Another address of the same code, whose first half, in a worker, is told to fail.
    const worker = new URL('/test/harness/document-worker-main-only.ts', location.href);
    const engine = createPdfjsEngine({
      assets: { ...pdfjsInTests, worker, legacyWorker: worker },
      onMainThread: (cause) => (told = cause),
    });
    const document = await engine.open(bytesThere(pdfBytes([{ text: 'Still here' }])), signal);
    const container = window.document.createElement('div');
    await document.renderText(1, { container, scale: 1, signal });
    expect(container.textContent).to.equal('Still here');
    expect(told).to.be.instanceOf(Error);
    expect(globalThis).to.have.property('pdfjsWorker', undefined);
    await document.close();
  });

  it('answers with service-unavailable when there is no worker to be had in any way', async () => {
    const worker = new URL('/nowhere/worker.mjs', location.href);
    const engine = createPdfjsEngine({ assets: { ...pdfjsInTests, worker, legacyWorker: worker } });
    const error = await failure(engine.open(bytesThere(pdfBytes([{ text: 'One' }])), signal));
    expect(error).to.have.property('code', 'service-unavailable');
  });
});
