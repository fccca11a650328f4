/** The signature page: what was signed, by whom, how and when, with a field for every signature. */
import type { PDFDocument, PDFPage } from '@cantoo/pdf-lib';
import type { SealRequest, SealedSignature } from '../ports/pdf-sealer.ts';
import { FIELD_SIZE } from './draw-appearance.ts';
import { methodWords, timeWords } from './signature-words.ts';
import { type Fonts, SHADE, drawLine, rule, wrapped } from './text-drawing.ts';

export interface FieldOnPage {
  /** Counted from 0 among the signature pages. */
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PaperSize {
  readonly width: number;
  readonly height: number;
}

const MARGIN = 56;
const ROW_HEIGHT = 104;
const LABEL_WIDTH = 108;
const FOOT = 92;

/** @returns the fields of the signatures that have no place elsewhere, by their index */
export function drawSignaturePages(
  drawing: PDFDocument,
  fonts: Fonts,
  request: SealRequest,
  paper: PaperSize,
): ReadonlyMap<number, FieldOnPage> {
  const fields = new Map<number, FieldOnPage>();
  const pages: PDFPage[] = [];
  const right = paper.width - MARGIN;
  let top = -1;
  request.signatures.forEach((signature, index) => {
    if (top - ROW_HEIGHT < FOOT) {
      const page = drawing.addPage([paper.width, paper.height]);
      pages.push(page);
      top = pages.length === 1 ? drawHead(page, fonts, request) : drawContinuedHead(page, fonts, request);
    }
    const page = pages.at(-1);
    if (page === undefined) return;
    rule(page, top, MARGIN, right);
    drawSigner(page, fonts, signature, index + 1, top);
    if (!signature.place) {
      const { width, height } = FIELD_SIZE;
      fields.set(index, { page: pages.length - 1, x: right - width, y: top - 14 - height, width, height });
    }
    top -= ROW_HEIGHT;
    rule(page, top, MARGIN, right);
  });
  pages.forEach((page, at) => drawFoot(page, fonts, request, `Page ${at + 1} of ${pages.length}`));
  return fields;
}

/** @returns where the signers begin */
function drawHead(page: PDFPage, fonts: Fonts, { order, originalSha256, signatures }: SealRequest): number {
  const maxWidth = page.getWidth() - 2 * MARGIN;
  let y = page.getHeight() - MARGIN - 22;
  drawLine(page, { text: 'Signature page', x: MARGIN, y, size: 22, font: fonts.semiBold, maxWidth });
  y -= 10;
  for (const text of wrapped(order.title, fonts.regular, 12, maxWidth, 2)) {
    y -= 16;
    drawLine(page, { text, x: MARGIN, y, size: 12, font: fonts.regular, maxWidth });
  }
  y -= 12;
  const count = signatures.length;
  const facts = [
    ['Order', order.id],
    ['Sender', order.sender],
    ['Document (SHA-256)', originalSha256],
    ['Signatures', String(count)],
  ] as const;
  for (const [label, text] of facts) {
    y -= 17;
    drawLine(page, {
      text: label,
      x: MARGIN,
      y,
      size: 9,
      font: fonts.regular,
      maxWidth: LABEL_WIDTH,
      shade: SHADE.quiet,
    });
    drawLine(page, {
      text,
      x: MARGIN + LABEL_WIDTH,
      y,
      size: 9,
      font: fonts.regular,
      maxWidth: maxWidth - LABEL_WIDTH,
    });
  }
  y -= 36;
  drawLine(page, { text: 'Signed by', x: MARGIN, y, size: 12, font: fonts.semiBold, maxWidth });
  return y - 12;
}

function drawContinuedHead(page: PDFPage, fonts: Fonts, { order }: SealRequest): number {
  const maxWidth = page.getWidth() - 2 * MARGIN;
  const y = page.getHeight() - MARGIN - 12;
  drawLine(page, { text: 'Signed by, continued', x: MARGIN, y, size: 12, font: fonts.semiBold, maxWidth });
  drawLine(page, {
    text: order.title,
    x: MARGIN,
    y: y - 15,
    size: 9,
    font: fonts.regular,
    maxWidth,
    shade: SHADE.quiet,
  });
  return y - 29;
}

function drawSigner(
  page: PDFPage,
  fonts: Fonts,
  signature: SealedSignature,
  number: number,
  top: number,
): void {
  const x = MARGIN + 22;
  const maxWidth = page.getWidth() - MARGIN - FIELD_SIZE.width - 14 - x;
  const quiet = { font: fonts.regular, shade: SHADE.quiet, maxWidth };
  const { evidenceSha256: evidence, place } = signature;
  drawLine(page, { text: `${number}`, x: MARGIN, y: top - 25, size: 11, ...quiet, maxWidth: 20 });
  drawLine(page, { text: signature.signerName, x, y: top - 25, size: 11, font: fonts.semiBold, maxWidth });
  drawLine(page, { text: methodWords(signature), x, y: top - 41, size: 9, font: fonts.regular, maxWidth });
  drawLine(page, {
    text: timeWords(signature.signedAt),
    x,
    y: top - 54,
    size: 9,
    font: fonts.regular,
    maxWidth,
  });
  drawLine(page, { text: 'Evidence (SHA-256)', x, y: top - 70, size: 6.5, ...quiet });
  drawLine(page, { text: evidence.slice(0, 32), x, y: top - 79, size: 6.5, ...quiet });
  drawLine(page, { text: evidence.slice(32), x, y: top - 88, size: 6.5, ...quiet });
  if (place) {
    const at = page.getWidth() - MARGIN - FIELD_SIZE.width;
    drawLine(page, { text: `Signature on page ${place.page}`, x: at, y: top - 25, size: 9, ...quiet });
  }
}

function drawFoot(page: PDFPage, fonts: Fonts, { order }: SealRequest, count: string): void {
  const maxWidth = page.getWidth() - 2 * MARGIN;
  const line = { x: MARGIN, size: 7.5, font: fonts.regular, shade: SHADE.quiet, maxWidth };
  drawLine(page, {
    ...line,
    y: MARGIN + 12,
    text: 'Every signature is sealed and time-stamped in this file. Its evidence is kept by the signing service.',
  });
  const width = fonts.regular.widthOfTextAtSize(count, 7.5);
  drawLine(page, { ...line, y: MARGIN, text: `Order ${order.id}`, maxWidth: maxWidth - width - 12 });
  drawLine(page, { ...line, y: MARGIN, text: count, x: page.getWidth() - MARGIN - width });
}
