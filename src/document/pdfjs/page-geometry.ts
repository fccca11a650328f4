/** How a page of pdf.js measures in the units of the viewer. */
import type { PDFPageProxy } from 'pdfjs-dist';
import type { PageSize } from '../document-engine.js';

/** PDF counts 72 units to the inch (ISO 32000-2, 8.3.2.3), CSS 96 pixels. */
export const CSS_PIXELS_PER_UNIT = 96 / 72;

export function sizeOf(page: PDFPageProxy): PageSize {
  const { width, height } = page.getViewport({ scale: CSS_PIXELS_PER_UNIT });
  return { width, height };
}
