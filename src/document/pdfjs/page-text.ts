/** Lays the text of a page over its picture, to be selected, copied and read aloud. */
import type { PDFPageProxy } from 'pdfjs-dist';
import type { PageText } from '../document-engine.js';
import { CSS_PIXELS_PER_UNIT } from './page-geometry.js';
import type { Pdfjs } from './pdfjs-module.js';
import { untilAborted } from './until-aborted.js';

export async function renderText(
  pdfjs: Pdfjs,
  page: PDFPageProxy,
  { container, scale, signal }: PageText,
): Promise<void> {
  const content = await page.getTextContent({ includeMarkedContent: true, disableNormalization: true });
  signal.throwIfAborted();
  if (content.lang) container.lang = content.lang;
  container.style.setProperty(
    '--total-scale-factor',
    `calc(var(--document-zoom) * ${CSS_PIXELS_PER_UNIT * page.userUnit})`,
  );
  const layer = new pdfjs.TextLayer({
    textContentSource: content,
    container,
    viewport: page.getViewport({ scale: scale * CSS_PIXELS_PER_UNIT }),
  });
  await untilAborted(layer.render(), signal, () => layer.cancel());
}
