/** A PDF whose page is in an object stream that is written in Brotli: what it stands in is read at once, or not at all. */
import { brotliCompressSync } from 'node:zlib';
import { stream } from '../verifier/samples/original-pdf.ts';
import { packedPdf } from './pdf-samples.ts';

/** Words that Brotli knows beforehand (RFC 7932, appendix A), so that they have to be there to read the file. */
const WELL_KNOWN = '(the information about this government department, its development and its management)';

export function brotliPdf(): Buffer {
  const page = `<< /Type /Page /Parent 2 0 R /Contents 11 0 R /Resources << /Font << /F1 12 0 R >> >> /Said ${WELL_KNOWN} >>`;
  const body = brotliCompressSync(Buffer.from(`3 0 ${page}`));
  return packedPdf({
    containers: [
      { number: 10, holds: [3], body: stream('/Type /ObjStm /N 1 /First 4 /Filter /BrotliDecode', body) },
    ],
    objects: {
      11: stream('', 'BT /F1 24 Tf 60 700 Td (Read this) Tj ET'),
      12: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    },
  });
}
