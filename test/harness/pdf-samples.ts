/** PDFs for the service's tests: plain, valid, and as small as they can be. */
import { pdfBytes } from './document-pdf.ts';

export function plainPdf({
  pages = 1,
  text = 'Agreement',
}: { pages?: number; text?: string } = {}): Uint8Array<ArrayBuffer> {
  return pdfBytes(Array.from({ length: pages }, (_, at) => ({ text: `${text} ${at + 1}` })));
}
