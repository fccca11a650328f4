/**
 * A typed signature in letters that none of our faces has, as the device shows it: the sealed PDF gets that very
 * picture, since the service may have no font for it.
 */

const SIZE = 96;
const MARGIN = 12;
const MOST_WIDTH = 1800;
const INK = '#14337a';

/** @returns a PNG in Base64; undefined where nothing can be drawn */
export function pictureOfText(text: string): string | undefined {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (!context || text === '') return undefined;
  const font = (size: number) => `italic ${size}px system-ui, sans-serif`;
  context.font = font(SIZE);
  const full = context.measureText(text).width;
  const size = Math.max(12, Math.min(SIZE, (SIZE * (MOST_WIDTH - 2 * MARGIN)) / Math.max(1, full)));
  context.font = font(size);
  const {
    width,
    actualBoundingBoxAscent: above,
    actualBoundingBoxDescent: below,
  } = context.measureText(text);
  canvas.width = Math.ceil(Math.min(MOST_WIDTH, width + 2 * MARGIN));
  canvas.height = Math.ceil(above + below + 2 * MARGIN);
  // A canvas forgets with its size.
  context.font = font(size);
  context.fillStyle = INK;
  context.textAlign = 'center';
  context.fillText(text, canvas.width / 2, MARGIN + above, canvas.width - 2 * MARGIN);
  return canvas.toDataURL('image/png').split(',')[1];
}
