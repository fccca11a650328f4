/** The floor: the least page that shows a document by pdf.js. One script, one canvas, nothing else. */
import type { Showing } from './contenders.ts';
import { DOCUMENT_OPTIONS, openTask, page } from './html.ts';

export function floorPage({ taskId, documentPath, zoom }: Showing): string {
  const script = `
import { getDocument, GlobalWorkerOptions } from '/pdfjs/build/pdf.min.mjs';
GlobalWorkerOptions.workerSrc = '/pdfjs/build/pdf.worker.min.mjs';
${openTask(taskId)}
const pdf = await getDocument({ url: '${documentPath}', httpHeaders, ${DOCUMENT_OPTIONS} }).promise;
const first = await pdf.getPage(1);
const viewport = first.getViewport({ scale: ${zoom} * 96 / 72 * devicePixelRatio });
const canvas = document.querySelector('canvas');
canvas.width = Math.round(viewport.width);
canvas.height = Math.round(viewport.height);
canvas.style.width = canvas.width / devicePixelRatio + 'px';
await first.render({ canvas, viewport }).promise;
benchPainted(canvas);`;
  return page('', `<canvas></canvas>\n<script type="module">${script}</script>`);
}
