/** Draws the sample documents: plain text on white, with the same text over it to be read and copied. */
import type { DocumentEngine, OpenDocument, PageSize } from '../src/document/document-engine.ts';

const SIZE: PageSize = { width: 794, height: 1123 };
const MARGIN = 80;
const LINE = 26;

export const sampleEngine: DocumentEngine = {
  open: async (bytes) => sampleDocument(await bytes.whole()),
};

export function sampleDocument(bytes: Uint8Array): OpenDocument {
  const pages = new TextDecoder().decode(bytes).split('\f');
  return {
    pageCount: pages.length,
    firstPageSize: SIZE,
    pageSize: async () => SIZE,
    async renderPage(page, { canvas, scale }) {
      canvas.width = Math.round(SIZE.width * scale);
      canvas.height = Math.round(SIZE.height * scale);
      const context = canvas.getContext('2d');
      if (!context) return;
      context.scale(scale, scale);
      context.fillStyle = '#ffffff';
      context.fillRect(0, 0, SIZE.width, SIZE.height);
      context.fillStyle = '#1c1c1c';
      drawText(context, pages[page - 1] ?? '');
    },
    async renderText(page, { container }) {
      const text = document.createElement('p');
      // Over the same words in the picture.
      text.style.color = 'transparent';
      text.textContent = pages[page - 1] ?? '';
      container.append(text);
    },
    close: async () => undefined,
  };
}

function drawText(context: CanvasRenderingContext2D, text: string): void {
  let y = MARGIN;
  for (const [index, paragraph] of text.split('\n').entries()) {
    const heading = index === 0 || /^\d+\. /.test(paragraph);
    context.font = heading ? '600 20px sans-serif' : '16px sans-serif';
    let line = '';
    for (const word of paragraph.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (context.measureText(longer).width > SIZE.width - 2 * MARGIN) {
        context.fillText(line, MARGIN, y);
        y += LINE;
        line = word;
      } else line = longer;
    }
    context.fillText(line, MARGIN, y);
    y += LINE;
  }
}
