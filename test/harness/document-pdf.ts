/** Small PDFs, written byte by byte, so that a test can say what is in its document. */

export interface PdfPage {
  readonly text: string;
  /** In PDF units, 72 to the inch. A4 by default. */
  readonly width?: number;
  readonly height?: number;
  readonly rotate?: 0 | 90 | 180 | 270;
  /** Drawn after the text: operators of a content stream (ISO 32000-1, 7.8.2). */
  readonly content?: string;
}

/**
 * A PDF 1.7 with one line of Helvetica on each page (ISO 32000-1, 7.5): header, objects, cross-reference
 * table, trailer.
 * @param extra further entries of the trailer and objects they point to, numbered from `firstExtra`
 */
export function pdfBytes(
  pages: readonly PdfPage[],
  extra?: { readonly trailer: string; readonly object: string },
): Uint8Array<ArrayBuffer> {
  const objects: string[] = [
    '<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, at) => `${4 + at * 2} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  for (const { text, width = 595, height = 842, rotate = 0, content: more = '' } of pages) {
    const content = `BT /F1 24 Tf 60 ${height - 100} Td (${text.replace(/[\\()]/g, '\\$&')}) Tj ET ${more}`;
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Rotate ${rotate} ` +
        `/Resources << /Font << /F1 3 0 R >> >> /Contents ${objects.length + 2} 0 R >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    );
  }
  const trailer = extra?.trailer.replace('EXTRA', `${objects.length + 1} 0 R`) ?? '';
  if (extra) objects.push(extra.object);
  return pdfFile(objects, trailer);
}

/** A file of numbered objects, the first of which is the catalog, with its cross-reference table. */
export function pdfFile(objects: readonly string[], trailer = ''): Uint8Array<ArrayBuffer> {
  let file = '%PDF-1.7\n';
  const offsets = objects.map((object, at) => {
    const offset = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return String(offset).padStart(10, '0');
  });
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  file += offsets.map((offset) => `${offset} 00000 n \n`).join('');
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`;
  return new TextEncoder().encode(file);
}

/** A PDF that opens with a password only, which nobody has: its check values are made up. */
export function lockedPdfBytes(): Uint8Array<ArrayBuffer> {
  return pdfBytes([{ text: 'Secret' }], {
    trailer: `/Encrypt EXTRA /ID [<${'11'.repeat(16)}> <${'11'.repeat(16)}>]`,
    object: `<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <${'a1'.repeat(32)}> /U <${'b2'.repeat(32)}> >>`,
  });
}

/**
 * A PDF with a page that no reader of CID widths which counts by numbers comes to the end of (ISO 32000-2, 9.7.4.3):
 * above 2^53 one more is the same number.
 */
export function endlessPdfBytes(): Uint8Array<ArrayBuffer> {
  const plain = new TextDecoder().decode(
    pdfBytes([{ text: 'Never' }], {
      trailer: '/Note EXTRA',
      object:
        '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) ' +
        '/Supplement 0 >> /FontDescriptor << /Type /FontDescriptor /FontName /A /Flags 32 >> ' +
        '/W [9007199254740992 9007199254740994 500] >>',
    }),
  );
  // The table of objects is wrong afterwards: readers find them by themselves.
  const font = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>';
  const endless =
    '<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [6 0 R] >>';
  return new TextEncoder().encode(plain.replace(font, endless));
}
