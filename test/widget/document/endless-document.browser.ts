import { expect } from '@open-wc/testing';
import { describe, it } from '../../harness/document-suite.js';
import { createPdfjsEngine } from '../../../src/document/pdfjs/pdfjs-engine.js';
import { leasePdfWorker } from '../../../src/document/pdfjs/pdf-worker.js';
import { bytesThere } from '../../harness/document-bytes.js';
import { StoppedClock } from '../../harness/document-clock.js';
import { frames } from '../../harness/document-reader.js';
import { endlessPdfBytes, pdfBytes } from '../../harness/document-pdf.js';
import { pdfjsInTests } from '../../harness/document-pdfjs.js';

const { signal } = new AbortController();

/** A worker of its own for each test, whose time the test holds. */
let tests = 0;
function engineOn(clock: StoppedClock) {
  const worker = new URL(`${pdfjsInTests.worker.href}?test=${++tests}`);
  const assets = { ...pdfjsInTests, worker, legacyWorker: worker };
  const engine = createPdfjsEngine({ assets, clock });
  return {
    assets,
    open: (bytes: Uint8Array<ArrayBuffer>) => engine.open(bytesThere(bytes), signal),
  };
}

const picture = () => document.createElement('canvas');

async function failure(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}

/** Moves time on until the work is over: each look is one question to the worker, which needs real time to answer. */
async function overInTime<T>(clock: StoppedClock, work: Promise<T>): Promise<T> {
  let over = false;
  work.then(
    () => (over = true),
    () => (over = true),
  );
  while (!over) {
    clock.advance(1000);
    await frames(6);
  }
  return work;
}

describe('A document that has no end', () => {
  it('ends as unreadable, and takes nobody along who opens another', async () => {
    const clock = new StoppedClock();
    const engine = engineOn(clock);
    const endless = await engine.open(endlessPdfBytes());
    const drawing = failure(endless.renderPage(1, { canvas: picture(), scale: 1, signal }));
    expect(await overInTime(clock, drawing)).to.have.property('code', 'document-unreadable');
    const other = await engine.open(pdfBytes([{ text: 'Here' }]));
    await other.renderPage(1, { canvas: picture(), scale: 1, signal });
    await other.close();
    await endless.close();
  });

  it('leaves what others on the page have open as it was, drawn and not yet drawn', async () => {
    const clock = new StoppedClock();
    const engine = engineOn(clock);
    const idle = await engine.open(pdfBytes([{ text: 'Idle' }, { text: 'Second' }]));
    const busy = await engine.open(pdfBytes([{ text: 'Busy' }]));
    const endless = await engine.open(endlessPdfBytes());
    const drawing = failure(endless.renderPage(1, { canvas: picture(), scale: 1, signal }));
    const container = document.createElement('div');
    const meanwhile = busy.renderText(1, { container, scale: 1, signal });
    expect(await overInTime(clock, drawing)).to.have.property('code', 'document-unreadable');
    await meanwhile;
    expect(container.textContent).to.equal('Busy');
    const second = document.createElement('div');
    await idle.renderText(2, { container: second, scale: 1, signal });
    expect(second.textContent).to.equal('Second');
    for (const open of [idle, busy, endless]) await open.close();
  });

  it('is closed at once, also while its worker hears nothing', async () => {
    const clock = new StoppedClock();
    const engine = engineOn(clock);
    const lease = leasePdfWorker(engine.assets, clock);
    const endless = await engine.open(endlessPdfBytes());
    const drawing = failure(endless.renderPage(1, { canvas: picture(), scale: 1, signal }));
    await overInTime(clock, drawing);
    await endless.close();
    const next = leasePdfWorker(engine.assets, clock);
    expect(next.thing).not.to.equal(lease.thing);
    next.release();
    lease.release();
  });
});
