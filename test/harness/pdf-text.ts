/** What a PDF says, as a reader would copy it: page by page, line by line. */
import { bringPromiseParts } from './promise-parts.ts';

export async function textOfPages(bytes: Uint8Array): Promise<string[]> {
  const pages = await itemsOfPages(bytes);
  return pages.map((items) => items.map(({ str, hasEOL }) => str + (hasEOL ? '\n' : '')).join(''));
}

export interface TextOnPage {
  readonly text: string;
  /** In points, from the left edge of the page. */
  readonly right: number;
  /** Of its base line, from the lower edge. */
  readonly y: number;
}

/** Where its texts are, upright ones. */
export async function linesOfPages(bytes: Uint8Array): Promise<TextOnPage[][]> {
  const pages = await itemsOfPages(bytes);
  return pages.map((items) =>
    items.map(({ str, width, transform }) => ({
      text: str,
      right: Number(transform[4]) + width,
      y: Number(transform[5]),
    })),
  );
}

async function itemsOfPages(bytes: Uint8Array) {
  bringPromiseParts();
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 });
  try {
    const document = await task.promise;
    const pages = [];
    for (let page = 1; page <= document.numPages; page += 1) {
      const { items } = await (await document.getPage(page)).getTextContent();
      pages.push(items.flatMap((item) => ('str' in item ? [item] : [])));
    }
    return pages;
  } finally {
    await task.destroy();
  }
}
