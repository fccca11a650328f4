/** Moves the places of an order onto their pages, before anything is drawn to their size. */
import type { SealedPlace, SealRequest } from '../ports/pdf-sealer.ts';
import type { PdfDocument } from '../pdf/pdf-document.ts';
import { fittedPlace, pageGeometry } from '../pdf/page-geometry.ts';

export function fitPlaces(request: SealRequest, document: PdfDocument): SealRequest {
  const fitted = <Placed extends SealedPlace>(place: Placed): Placed => {
    const page = document.pages[place.page - 1];
    return page
      ? fittedPlace(
          pageGeometry(page, (object) => document.file.resolve(object)),
          place,
        )
      : place;
  };
  const signatures = request.signatures.map((signature) => ({
    ...signature,
    ...(signature.place && { place: fitted(signature.place) }),
    ...(signature.marks && { marks: signature.marks.map(fitted) }),
  }));
  return { ...request, signatures };
}
