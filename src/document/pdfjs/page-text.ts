/** Lays the text of a page over its picture, to be selected, copied and read aloud in the order it is meant in. */
import type { PDFPageProxy } from 'pdfjs-dist';
import type { PageText } from '../document-engine.js';
import { CSS_PIXELS_PER_UNIT } from './page-geometry.js';
import { layStructure } from './page-structure.js';
import type { Pdfjs } from './pdfjs-module.js';
import type { StructureNode } from './structure-roles.js';
import { untilAborted } from './until-aborted.js';

export async function renderText(
  pdfjs: Pdfjs,
  page: PDFPageProxy,
  { container, scale, signal }: PageText,
): Promise<void> {
  const [content, structure] = await Promise.all([
    page.getTextContent({ includeMarkedContent: true, disableNormalization: true }),
    // Without it the text is there in the order in which it was drawn.
    page.getStructTree().catch(() => null),
  ]);
  signal.throwIfAborted();
  if (content.lang) container.lang = content.lang;
  container.style.setProperty(
    '--total-scale-factor',
    `calc(var(--document-zoom) * ${CSS_PIXELS_PER_UNIT * page.userUnit})`,
  );
  const viewport = page.getViewport({ scale: scale * CSS_PIXELS_PER_UNIT });
  const layer = new pdfjs.TextLayer({
    textContentSource: content,
    container,
    viewport,
  });
  await untilAborted(layer.render(), signal, () => layer.cancel());
  if (structure) layStructure(container, structure as StructureNode, viewport);
}
