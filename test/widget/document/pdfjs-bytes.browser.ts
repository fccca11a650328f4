/** The PDF engine on a file that comes in parts. */
import { expect, waitUntil } from '@open-wc/testing';
import { describe, it } from '../../harness/document-suite.js';
import type { OpenDocument } from '../../../src/document/document-engine.js';
import { pdfBytes } from '../../harness/document-pdf.js';
import { type LineOptions, lineTo } from '../../harness/document-line.js';
import { engineInTests } from '../../harness/document-pdfjs.js';

const BLOCK = 65_536;
const { signal } = new AbortController();

/** Six pages of 300 kB each, and one at the end that is short. */
const long = (page: number) => ({ text: `Page ${page} ${'and so on '.repeat(30_000)}` });
const FILE = pdfBytes([{ text: 'First' }, ...[2, 3, 4, 5, 6, 7].map(long), { text: 'Last' }]);

async function open(options: LineOptions = {}, file = FILE) {
  const line = await lineTo(file, options);
  return { ...line, opening: engineInTests().open(line.bytes, signal) };
}

async function textOf(document: OpenDocument, page: number): Promise<string> {
  const container = window.document.createElement('div');
  await document.renderText(page, { container, scale: 1, signal });
  return container.textContent ?? '';
}

async function paint(document: OpenDocument, page: number): Promise<void> {
  const canvas = window.document.createElement('canvas');
  await document.renderPage(page, { canvas, scale: 0.2, signal });
}

async function failure(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error('It did not fail.');
}

const tailBegin = Math.floor((FILE.byteLength - BLOCK) / BLOCK) * BLOCK;
const HEAD_AND_TAIL = [`${tailBegin}-`, `0-${BLOCK - 1}`];
const firstOf = (range: string) => Number(range.split('-')[0]);
const isRest = (range: string) => range === `${BLOCK}-`;
const isPart = (range: string) => firstOf(range) > 0 && firstOf(range) !== tailBegin && !isRest(range);

describe('The PDF engine on a file that comes in parts', () => {
  it('draws the first page before the rest is asked for', async () => {
    const { opening, asked } = await open();
    const document = await opening;
    expect(document.pageCount).to.equal(8);
    expect(asked.some(isRest)).to.equal(false);
    const before = asked.length;
    await paint(document, 1);
    expect(asked.slice(before).filter((range) => !isRest(range))).to.deep.equal([]);
    expect(asked.filter(isRest)).to.have.length(1);
    await document.close();
  });

  it('reads every page, and asks for no byte twice', async () => {
    const { opening, asked, bytes } = await open();
    const document = await opening;
    expect(await textOf(document, 8)).to.equal('Last');
    expect(await textOf(document, 5)).to.match(/^Page 5 and so on/);
    await paint(document, 1);
    for (const page of [2, 3, 4, 6, 7]) expect(await textOf(document, page)).to.match(/^Page \d and so on/);
    await bytes.proven;
    expect(asked.slice(0, 2).sort()).to.deep.equal([...HEAD_AND_TAIL].sort());
    expect(asked.filter(isRest)).to.have.length(1);
    const parts = asked.filter(isPart);
    expect(new Set(parts).size).to.equal(parts.length);
    await document.close();
  });

  it('reads on with what has come by itself', async () => {
    const { opening, asked, bytes } = await open();
    const document = await opening;
    bytes.fetchRest();
    await bytes.proven;
    const before = asked.length;
    for (const page of [2, 4, 7, 8]) expect(await textOf(document, page)).not.to.equal('');
    expect(asked.length).to.equal(before);
    await document.close();
  });

  it('reads a file from a service that knows no ranges', async () => {
    const { opening, asked, bytes } = await open({ instead: () => new Response(FILE) });
    const document = await opening;
    expect(await textOf(document, 8)).to.equal('Last');
    await bytes.proven;
    expect(asked).to.have.length(2);
    await document.close();
  });

  it('finds the pages of a file whose cross-reference is broken', async () => {
    const broken = FILE.slice();
    broken.set(new TextEncoder().encode('startxref\n17\n%%EOF\n'), broken.length - 20);
    const { opening, bytes } = await open({}, broken);
    const document = await opening;
    expect(document.pageCount).to.equal(8);
    expect(await textOf(document, 8)).to.equal('Last');
    await bytes.proven;
    await document.close();
  });

  it('says that the document was changed to whoever waits for a page, in place of what pdf.js says', async () => {
    let opened = false;
    const { opening, bytes, asked } = await open({
      instead: (range) =>
        opened && isPart(range) ? new Promise<Response>((resolve) => (letGo = resolve)) : undefined,
    });
    let letGo: ((response: Response) => void) | undefined;
    const document = await opening;
    opened = true;
    const waiting = failure(textOf(document, 5));
    await waitUntil(() => letGo, `a part is asked for beside ${asked.join()}`);
    letGo?.(new Response(null, { status: 416 }));
    expect(await waiting).to.have.property('code', 'document-changed');
    expect(await failure(bytes.proven)).to.have.property('code', 'document-changed');
    expect(await failure(textOf(document, 1))).to.have.property('code', 'document-changed');
    expect(await failure(paint(document, 1))).to.have.property('code', 'document-changed');
    await document.close();
  });

  it('does not open what turns out to be changed meanwhile', async () => {
    const { opening } = await open({
      instead: (range) => (firstOf(range) === tailBegin ? new Response(null, { status: 416 }) : undefined),
    });
    expect(await failure(opening)).to.have.property('code', 'document-changed');
  });

  it('says that the line has broken to whoever opens it', async () => {
    const { opening } = await open({ instead: () => Promise.reject(new TypeError('Failed to fetch')) });
    expect(await failure(opening)).to.have.property('code', 'offline');
  });

  it('stops while its bytes are awaited', async () => {
    const abort = new AbortController();
    const { bytes } = await lineTo(FILE, {
      instead: (range) => (firstOf(range) === tailBegin ? new Promise<Response>(() => undefined) : undefined),
    });
    const opening = engineInTests().open(bytes, abort.signal);
    await bytes.head();
    abort.abort(new Error('gone'));
    expect(await failure(opening)).to.have.property('message', 'gone');
    bytes.close();
  });
});
