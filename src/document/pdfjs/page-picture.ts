/** Draws a page, or a part of it, onto a canvas. Knows no text, and nothing of when to draw. */
import type { PDFPageProxy } from 'pdfjs-dist';
import type { PagePainting } from '../document-engine.js';
import { CSS_PIXELS_PER_UNIT } from './page-geometry.js';
import type { Pdfjs } from './pdfjs-module.js';
import { untilAborted } from './until-aborted.js';

export async function renderPicture(
  pdfjs: Pdfjs,
  page: PDFPageProxy,
  { canvas, region, rotation = 0, scale, stretch, signal }: PagePainting,
): Promise<void> {
  const turned = (page.rotate + rotation) % 360;
  const natural = page.getViewport({ scale: CSS_PIXELS_PER_UNIT, rotation: turned });
  const viewport = page.getViewport({ scale: scale * CSS_PIXELS_PER_UNIT, rotation: turned });
  const pixels = (length: number) => Math.max(1, Math.round(length * scale));
  const width = pixels(natural.width);
  const height = pixels(natural.height);
  canvas.width = region ? pixels(region.width) : width;
  canvas.height = region ? pixels(region.height) : height;
  // A part lies on the pixels that it has in the picture of the whole, so that it fits over it without a seam.
  const left = Math.round((region?.x ?? 0) * scale);
  const top = Math.round((region?.y ?? 0) * scale);
  const rendering = page.render({
    canvas,
    viewport,
    // Fills the last part of a pixel that rounding has left.
    transform: [width / viewport.width, 0, 0, height / viewport.height, -left, -top],
    // Everything that belongs to the page's looks is drawn, form values and stamps as well, and
    // nothing can be filled in or pressed: what is seen is what the file says.
    annotationMode: pdfjs.AnnotationMode.ENABLE,
  });
  if (stretch) {
    rendering.onContinue = (goOn: () => void) => {
      pdfjs.drawFor?.(stretch());
      goOn();
    };
  }
  await untilAborted(rendering.promise, signal, () => rendering.cancel());
}
