/** Where the test server has the files of pdf.js: in its package, and not as a build lays them out. */
import { createPdfjsEngine } from '../../src/document/pdfjs/pdfjs-engine.js';
import type { PdfjsAssets } from '../../src/document/pdfjs/pdfjs-assets.js';

const at = (path: string) => new URL(`/node_modules/pdfjs-dist/${path}`, location.href);

export const pdfjsInTests: PdfjsAssets = {
  worker: at('build/pdf.worker.min.mjs'),
  legacyWorker: at('legacy/build/pdf.worker.min.mjs'),
  cMaps: at('cmaps/'),
  standardFonts: at('standard_fonts/'),
  wasm: at('wasm/'),
  iccs: at('iccs/'),
};

export const engineInTests = () => createPdfjsEngine({ assets: pdfjsInTests });
