/** Paper as a scanner gives it: each page one JPEG at 300 dpi, about a megabyte, and no text. */
import { PDFDocument } from '@cantoo/pdf-lib';
import { launchBrowser } from '../../harness/chromium.ts';

const PAGES = 30;
const PAGE_BYTES = 2 ** 20;
const A4_AT_300_DPI = { width: 2480, height: 3508 };

export async function makeScanPdf(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  for (const jpeg of await scannedPages()) {
    const image = await pdf.embedJpg(jpeg);
    pdf.addPage([595, 842]).drawImage(image, { x: 0, y: 0, width: 595, height: 842 });
  }
  return pdf.save({ useObjectStreams: false });
}

/** Drawn and encoded by the browser, which has an encoder. */
async function scannedPages(): Promise<Buffer[]> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const pages: Buffer[] = [];
    for (let number = 1; number <= PAGES; number += 1) {
      const base64 = await page.evaluate(drawPage, { ...A4_AT_300_DPI, number, bytes: PAGE_BYTES });
      pages.push(Buffer.from(base64, 'base64'));
    }
    return pages;
  } finally {
    await browser.close();
  }
}

/** Runs in the browser: lines of writing on paper with grain, as sharp as makes it large enough. */
async function drawPage(wish: { width: number; height: number; number: number; bytes: number }) {
  const { width, height, number, bytes } = wish;
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d');
  if (!context) throw new Error('There is no canvas to draw on.');
  context.fillStyle = '#f4f1ea';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#222';
  context.font = '48px sans-serif';
  for (let line = 0; line < 45; line += 1) {
    context.fillText(
      `Page ${number}, line ${line}: the tenant pays the rent on the first.`,
      220,
      300 + line * 66,
    );
  }
  const picture = context.getImageData(0, 0, width, height);
  let state = number;
  for (let at = 0; at < picture.data.length; at += 4) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const grain = (state >>> 28) - 8;
    for (let channel = 0; channel < 3; channel += 1) {
      picture.data[at + channel] = (picture.data[at + channel] ?? 0) + grain;
    }
  }
  context.putImageData(picture, 0, 0);
  // Nothing in here has a name of its own: `tsx` wraps what has one in a helper that a page does not know.
  let best: Blob | null = null;
  for (let quality = 0.1; quality <= 1 && (best?.size ?? 0) < bytes; quality += 0.05) {
    best = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
  }
  if (!best) throw new Error('There is no JPEG.');
  const read = new Uint8Array(await best.arrayBuffer());
  let binary = '';
  for (let at = 0; at < read.length; at += 32_768) {
    binary += String.fromCharCode(...read.subarray(at, at + 32_768));
  }
  return btoa(binary);
}
