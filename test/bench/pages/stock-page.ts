/**
 * The stock viewer of pdf.js, all of it: the page that Mozilla ships, with its own script and style. pdf.js does not
 * have it in its package; here it comes from one that puts it into a frame, and is opened without that frame. The task
 * is opened while the viewer is still on its way.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Showing } from './contenders.ts';
import { openTask, REPORTING } from './html.ts';

export const STOCK_FOLDER = fileURLToPath(
  new URL('../../../node_modules/pdfjs-viewer-element/dist', import.meta.url),
);
const HTML_MODULE =
  readdirSync(STOCK_FOLDER).find((name) => name.startsWith('_virtual_pdfjs-viewer-html')) ?? '';
const { default: html } = (await import(pathToFileURL(join(STOCK_FOLDER, HTML_MODULE)).href)) as {
  default: string;
};

export function stockPage({ taskId, documentPath, zoom }: Showing): string {
  const options = {
    defaultUrl: '',
    disablePreferences: true,
    workerSrc: '/stock-viewer/pdf.worker.min.mjs',
    standardFontDataUrl: '/pdfjs/standard_fonts/',
    cMapUrl: '/pdfjs/cmaps/',
    wasmUrl: '/pdfjs/wasm/',
    iccUrl: '/pdfjs/iccs/',
    imageResourcesPath: '/stock-viewer/images/',
    useSystemFonts: false,
    viewOnLoad: 1,
    sidebarViewOnLoad: 0,
    defaultZoomValue: String(zoom * 100),
  };
  const script = `
const opened = (async () => {
  ${openTask(taskId)}
  return httpHeaders;
})();
document.addEventListener('webviewerloaded', async () => {
  for (const [name, value] of Object.entries(${JSON.stringify(options)})) PDFViewerApplicationOptions.set(name, value);
  const app = PDFViewerApplication;
  await app.initializedPromise;
  app.eventBus.on('pagerendered', ({ pageNumber, source }) => {
    if (pageNumber === 1 && !window.benchReported) {
      window.benchReported = true;
      benchPainted(source.canvas);
    }
  });
  await app.open({ url: '${documentPath}', httpHeaders: await opened });
});`;
  const head = `<link rel="icon" href="data:,"><script>${REPORTING}</script><script>${script}</script>
<link rel="stylesheet" href="/stock-viewer/viewer.css">
<script src="/stock-viewer/pdf.mjs" type="module"></script>
<script src="/stock-viewer/viewer.mjs" type="module"></script>
</head>`;
  return html
    .replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, '')
    .replace('</head>', () => head);
}
