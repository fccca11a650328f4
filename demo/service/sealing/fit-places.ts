/** Moves the places of an order onto their pages, before anything is drawn to their size. */
import type { SealRequest } from '../ports/pdf-sealer.ts';
import type { PdfDocument } from '../pdf/pdf-document.ts';
import { fittedPlace, pageGeometry } from './page-geometry.ts';

export function fitPlaces(request: SealRequest, document: PdfDocument): SealRequest {
  const signatures = request.signatures.map((signature) => {
    const { place } = signature;
    const page = place && document.pages[place.page - 1];
    if (!page) return signature;
    const geometry = pageGeometry(page, (object) => document.file.resolve(object));
    return { ...signature, place: fittedPlace(geometry, place) };
  });
  return { ...request, signatures };
}
