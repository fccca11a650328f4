/** Where the test server has the files of pdf.js: in its package, and not as a build lays them out. */
import type { DocumentBytes } from '../../src/document/document-engine.js';
import { createPdfjsEngine } from '../../src/document/pdfjs/pdfjs-engine.js';
import type { PdfjsAssets } from '../../src/document/pdfjs/pdfjs-assets.js';
import { bytesThere } from './document-bytes.js';

const at = (path: string) => new URL(`/node_modules/pdfjs-dist/${path}`, location.href);

export const pdfjsInTests: PdfjsAssets = {
  worker: at('build/pdf.worker.min.mjs'),
  legacyWorker: at('legacy/build/pdf.worker.min.mjs'),
  cMaps: at('cmaps/'),
  standardFonts: at('standard_fonts/'),
  wasm: at('wasm/'),
  iccs: at('iccs/'),
};

/** Opens also bytes that are all there at once. */
export function engineInTests() {
  const engine = createPdfjsEngine({ assets: pdfjsInTests });
  return {
    open: (bytes: DocumentBytes | Uint8Array<ArrayBuffer>, signal: AbortSignal) =>
      engine.open(bytes instanceof Uint8Array ? bytesThere(bytes) : bytes, signal),
  };
}
