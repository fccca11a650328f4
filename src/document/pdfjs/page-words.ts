/** What a page says, as plain text with its line breaks: to be searched. */
import type { PDFPageProxy } from 'pdfjs-dist';

export async function wordsOf(page: PDFPageProxy, signal: AbortSignal): Promise<string> {
  const { items } = await page.getTextContent({ disableNormalization: true });
  signal.throwIfAborted();
  return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
}
