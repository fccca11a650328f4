/** A PDF with links on its first page, from entries that a test writes as they stand in the file. */
import { pdfFile } from './document-pdf.js';

export interface LinkedPdf {
  /** Entries of one link annotation each: `/Rect […] /A << … >>`. */
  readonly links: readonly string[];
  /** Lines of the first page, from 780 down in steps of 30, at 60 from the left. */
  readonly lines?: readonly string[];
  readonly pages?: number;
  readonly rotate?: 0 | 90 | 180 | 270;
}

export function linkedPdf({ links, lines = [], pages = 3, rotate = 0 }: LinkedPdf): Uint8Array<ArrayBuffer> {
  const content = lines
    .map((line, at) => `BT /F1 14 Tf 60 ${780 - 30 * at} Td (${line.replace(/[\\()]/g, '\\$&')}) Tj ET`)
    .join('\n');
  const page = (at: number, more: string) =>
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate ${rotate} ` +
    `/Resources << /Font << /F1 3 0 R >> >> ${more} >> % ${at}`;
  const firstLink = 5 + pages;
  return pdfFile([
    '<< /Type /Catalog /Pages 2 0 R /Dests << /terms [6 0 R /XYZ 0 421 null] >> >>',
    `<< /Type /Pages /Count ${pages} /Kids [${Array.from({ length: pages }, (_, at) => `${5 + at} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ...Array.from({ length: pages }, (_, at) =>
      page(
        at,
        at === 0
          ? `/Contents 4 0 R /Annots [${links.map((__, link) => `${firstLink + link} 0 R`).join(' ')}]`
          : '',
      ),
    ),
    ...links.map((entries) => `<< /Type /Annot /Subtype /Link ${entries} >>`),
  ]);
}

/** Over the words of the line of that number, from 0. */
export const onLine = (line: number, width = 200): string =>
  `/Rect [60 ${780 - 30 * line - 4} ${60 + width} ${780 - 30 * line + 12}]`;

/** @param address with the escapes of a string in a PDF (ISO 32000-2, 7.3.4.2) */
export const uri = (address: string): string => `/A << /S /URI /URI (${address}) >>`;
