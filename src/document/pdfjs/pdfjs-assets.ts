/** The files that pdf.js loads while it runs: they lie beside our own code, and nowhere else is asked. */
import { needsLegacyBuild } from './needs-legacy-build.js';

export interface PdfjsAssets {
  /** Of this build of pdf.js: API and worker refuse each other when their versions differ. */
  readonly worker: URL;
  /** Of the build for browsers that lack what the first one is written with. */
  readonly legacyWorker: URL;
  /** Folders; each ends in a slash. */
  readonly cMaps: URL;
  readonly standardFonts: URL;
  readonly wasm: URL;
  readonly iccs: URL;
}

/** The files as a build of the widget lays them out, under its `assets` folder. */
export function pdfjsAssetsIn(folder: URL): PdfjsAssets {
  // `new URL` replaces the last segment of a path that does not end in a slash.
  const base = new URL(folder);
  if (!base.pathname.endsWith('/')) base.pathname += '/';
  const at = (path: string) => new URL(`pdfjs/${path}`, base);
  return {
    worker: at('pdf.worker.min.mjs'),
    legacyWorker: at('legacy/pdf.worker.min.mjs'),
    cMaps: at('cmaps/'),
    standardFonts: at('standard_fonts/'),
    wasm: at('wasm/'),
    iccs: at('iccs/'),
  };
}

/** The worker that this browser can run. */
export function workerIn(assets: PdfjsAssets): URL {
  return needsLegacyBuild() ? assets.legacyWorker : assets.worker;
}
