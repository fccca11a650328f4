/** The API of pdf.js, loaded when it is first needed, in the build that this browser can run. */
import { DocumentError } from '../document-error.js';
import type * as PdfjsApi from './pdfjs-api.js';

export type Pdfjs = typeof PdfjsApi;

/**
 * The usual build is written for the newest browsers: it calls `Map.prototype.getOrInsertComputed`
 * (https://github.com/tc39/proposal-upsert) without asking. The legacy build brings it along.
 */
export function needsLegacyBuild(): boolean {
  return !('getOrInsertComputed' in Map.prototype && 'getOrInsertComputed' in WeakMap.prototype);
}

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
