/** What is seen in a signature field: the name or the typed text large, then who, how, when and for which order. */
import { type PDFPage, grayscale } from '@cantoo/pdf-lib';
import { markWordsFor } from '../../../src/task/mark-words.ts';
import type { SealRequest, SealedSignature } from '../ports/pdf-sealer.ts';
import { drawLook, type Ink } from './draw-look.ts';
import { timeWords } from './time-words.ts';
import { type Fonts, SHADE, drawLine, sizeThatFits } from './text-drawing.ts';

/** The field of the signature page; other sizes are drawn in proportion to their height. */
export const FIELD_SIZE = { width: 224, height: 76 } as const;

export function drawAppearance(
  page: PDFPage,
  signature: SealedSignature,
  ink: Ink,
  order: SealRequest['order'],
  fonts: Fonts,
): void {
  const { width, height } = page.getSize();
  const scale = Math.min(height / FIELD_SIZE.height, width / 120, 1.6);
  const inset = 7 * scale;
  const maxWidth = Math.max(1, width - 2 * inset);
  page.drawRectangle({
    x: 0.25,
    y: 0.25,
    width: Math.max(0.1, width - 0.5),
    height: Math.max(0.1, height - 0.5),
    borderWidth: 0.5,
    borderColor: grayscale(SHADE.line),
  });
  // The signature itself is in the space that the small lines leave; a box taller than they need gets air.
  const small = 6.8 * scale;
  const leading = 9.2 * scale;
  const block = leading * 3;
  const room = {
    x: inset,
    y: inset + block,
    width: maxWidth,
    height: Math.max(1, height - 2 * inset - block),
  };
  drawLook(page, ink, room, fonts, 19 * scale);
  const words = markWordsFor(signature.locale);
  const lines = [
    {
      text: `${signature.signerName} · ${words.signed(signature.ways)}`,
      font: fonts.semiBold,
      shade: SHADE.text,
    },
    { text: timeWords(signature.signedAt), font: fonts.regular, shade: SHADE.quiet },
    { text: words.order(order.id), font: fonts.regular, shade: SHADE.quiet },
  ];
  lines.forEach((line, at) => {
    const y = inset + leading * (lines.length - 1 - at) + small * 0.2;
    const size = sizeThatFits(line.text, line.font, small, small * 0.75, maxWidth);
    drawLine(page, { ...line, x: inset, y, size, maxWidth });
  });
}
