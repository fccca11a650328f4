/** The first step: what is sealed is what was shown and signed, and is a PDF that can be sealed. */
import { createHash } from 'node:crypto';
import type { SealRequest } from '../ports/pdf-sealer.ts';
import { type PdfDocument, openPdf } from '../pdf/pdf-document.ts';
import { PdfError } from '../pdf/pdf-error.ts';
import { SealError } from './seal-error.ts';

export function openOriginal({ original, originalSha256, signatures }: SealRequest): PdfDocument {
  if (createHash('sha256').update(original).digest('hex') !== originalSha256) {
    throw new SealError('original-changed', 'The document is not the one that was signed.');
  }
  const document = open(original);
  for (const { place, marks = [] } of signatures) {
    for (const { page } of [...(place ? [place] : []), ...marks]) {
      if (document.pages[page - 1] === undefined)
        throw new SealError('place-unknown', `The document has no page ${page}.`);
    }
  }
  return document;
}

function open(original: Uint8Array): PdfDocument {
  try {
    return openPdf(original);
  } catch (error) {
    if (!(error instanceof PdfError)) throw error;
    throw new SealError('original-unsealable', error.message, { cause: error });
  }
}
