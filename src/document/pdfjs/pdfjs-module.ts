/** The API of pdf.js, loaded when it is first needed, in the build that this browser can run. */
import { DocumentError } from '../document-error.js';
import { needsLegacyBuild } from './needs-legacy-build.js';
import type * as PdfjsApi from './pdfjs-api.js';

export type Pdfjs = typeof PdfjsApi;

let loading: Promise<Pdfjs> | undefined;

/** @throws {DocumentError} `service-unavailable` when it cannot be fetched; the next call tries again */
export function loadPdfjs(): Promise<Pdfjs> {
  loading ??= (needsLegacyBuild() ? import('./pdfjs-api-legacy.js') : import('./pdfjs-api.js')).catch(
    (cause: unknown) => {
      loading = undefined;
      throw new DocumentError('service-unavailable', 'The code that draws PDFs could not be loaded.', {
        cause,
      });
    },
  );
  return loading;
}
