/** Whether a page shows something and says nothing: paper that was photographed or scanned. Knows no notice. */
import type { PageSheet } from '../page-sheet.js';

/** Wide enough that a line of small print still greys a pixel. */
const SAMPLE_PIXELS = 256;

/** Paper that has been photographed is never quite white, and a page that nothing was put on is. */
const WHITE = 250;

/** To be asked when a sheet has its text and its picture. */
export function isPictureOfPaper({ element, text, hasText }: PageSheet): boolean {
  if (!hasText || text.textContent.trim() !== '' || text.querySelector('[role=img]')) return false;
  const picture = element.querySelector('canvas');
  return picture !== null && picture.width > 0 && showsSomething(picture);
}

function showsSomething(picture: HTMLCanvasElement): boolean {
  const sample = document.createElement('canvas');
  sample.width = Math.min(SAMPLE_PIXELS, picture.width);
  sample.height = Math.max(1, Math.min(SAMPLE_PIXELS, picture.height));
  const context = sample.getContext('2d', { willReadFrequently: true });
  if (!context) return false;
  context.drawImage(picture, 0, 0, sample.width, sample.height);
  const { data } = context.getImageData(0, 0, sample.width, sample.height);
  return data.some((value) => value < WHITE);
}
