/** Draws a page onto a canvas. Knows no text, and nothing of when to draw. */
import type { PDFPageProxy } from 'pdfjs-dist';
import type { PagePainting } from '../document-engine.js';
import { CSS_PIXELS_PER_UNIT, sizeOf } from './page-geometry.js';
import type { Pdfjs } from './pdfjs-module.js';
import { untilAborted } from './until-aborted.js';

export async function renderPicture(
  pdfjs: Pdfjs,
  page: PDFPageProxy,
  { canvas, scale, signal }: PagePainting,
): Promise<void> {
  const natural = sizeOf(page);
  const viewport = page.getViewport({ scale: scale * CSS_PIXELS_PER_UNIT });
  canvas.width = Math.max(1, Math.round(natural.width * scale));
  canvas.height = Math.max(1, Math.round(natural.height * scale));
  const rendering = page.render({
    canvas,
    viewport,
    // Fills the last part of a pixel that rounding has left.
    transform: [canvas.width / viewport.width, 0, 0, canvas.height / viewport.height, 0, 0],
    // Everything that belongs to the page's looks is drawn, form values and stamps as well, and
    // nothing can be filled in or pressed: what is seen is what the file says.
    annotationMode: pdfjs.AnnotationMode.ENABLE,
  });
  await untilAborted(rendering.promise, signal, () => rendering.cancel());
}
