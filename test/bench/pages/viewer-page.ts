/** The stock viewer of pdf.js, put on a page as its own example does, with what it does by default. */
import type { Showing } from './contenders.ts';
import { DOCUMENT_OPTIONS, openTask, page } from './html.ts';

export function viewerPage({ taskId, documentPath, zoom }: Showing): string {
  const head = `<link rel="stylesheet" href="/pdfjs/web/pdf_viewer.css">
<style>#container { position: absolute; inset: 0; overflow: auto }</style>`;
  const script = `
import * as pdfjs from '/pdfjs/build/pdf.min.mjs';
import { EventBus, PDFFindController, PDFLinkService, PDFViewer } from '/pdfjs/web/pdf_viewer.mjs';
pdfjs.GlobalWorkerOptions.workerSrc = '/pdfjs/build/pdf.worker.min.mjs';
const container = document.querySelector('#container');
const eventBus = new EventBus();
const linkService = new PDFLinkService({ eventBus });
const findController = new PDFFindController({ eventBus, linkService });
const viewer = new PDFViewer({ container, eventBus, linkService, findController });
linkService.setViewer(viewer);
eventBus.on('pagesinit', () => { viewer.currentScale = ${zoom}; });
eventBus.on('pagerendered', ({ pageNumber, source }) => {
  if (pageNumber === 1 && !window.benchReported) {
    window.benchReported = true;
    benchPainted(source.canvas);
  }
});
${openTask(taskId)}
const pdf = await pdfjs.getDocument({ url: '${documentPath}', httpHeaders, ${DOCUMENT_OPTIONS} }).promise;
viewer.setDocument(pdf);
linkService.setDocument(pdf, null);`;
  return page(
    head,
    `<div id="container"><div id="viewer" class="pdfViewer"></div></div>\n<script type="module">${script}</script>`,
  );
}
