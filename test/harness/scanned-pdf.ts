/** Pages without a word: pictures of paper, and paper on which there is nothing. */
import { pdfFile } from './document-pdf.js';

export type WordlessPage = 'picture' | 'blank';

/** A picture is one of 2 by 2 pixels (ISO 32000-2, 8.9.7), as large as the page. */
export function scannedPdf(pages: readonly WordlessPage[]): Uint8Array<ArrayBuffer> {
  const scan = 'q 595 0 0 842 0 0 cm BI /W 2 /H 2 /BPC 8 /CS /G /F /AHx ID F040E0A0> EI Q';
  return pdfFile([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, at) => `${5 + at} 0 R`).join(' ')}] >>`,
    `<< /Length ${scan.length} >>\nstream\n${scan}\nendstream`,
    '<< /Length 0 >>\nstream\n\nendstream',
    ...pages.map(
      (page) =>
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> /Contents ${page === 'picture' ? 3 : 4} 0 R >>`,
    ),
  ]);
}
