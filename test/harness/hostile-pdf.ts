/** What hostile PDFs have in common. */
import { stream } from '../verifier/samples/original-pdf.ts';
import { pdfWith, type Bodies } from './pdf-samples.ts';

export interface HostilePdf {
  readonly name: string;
  bytes(elsewhere: string): Promise<Buffer> | Buffer;
}

const HELVETICA = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';
const HELLO = stream('', 'BT /F1 24 Tf 60 700 Td (Read this) Tj ET');

/** A page with a line of text, so that there is something to be drawn. */
export function lettered(parts: {
  catalog?: string;
  page?: string;
  objects?: Bodies;
  pages?: string;
}): Buffer {
  return pdfWith({
    ...parts,
    page: `/Resources << /Font << /F1 5 0 R >> >> ${parts.page ?? ''}`,
    objects: { 4: HELLO, 5: HELVETICA, ...parts.objects },
  });
}
