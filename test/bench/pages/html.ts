/** What the pages have in common: they say when the first page is there, and whether there is ink on it. */

/** Said on the console, which costs a page that is not looked at nothing before it. */
export interface Painted {
  readonly bench: 'painted';
  /** Milliseconds after the navigation began. */
  readonly at: number;
  /** Pixels of the canvas that are not white: a picture that is not there yet has none. */
  readonly ink: number;
  /** Whether it is on the page, and in view. */
  readonly inView: boolean;
  readonly canvasWidth: number;
  readonly canvasHeight: number;
  readonly cssWidth: number;
}

/** The time is taken first; what is looked at after it is not measured. */
export const REPORTING = `
function benchPainted(canvas) {
  const at = performance.now();
  const { left, top, width, height } = canvas.getBoundingClientRect();
  const inView = canvas.isConnected && width > 0 && height > 0 && left < innerWidth && top < innerHeight;
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let ink = 0;
  for (let at = 0; at < data.length; at += 4) if (data[at + 3] > 0 && data[at] + data[at + 1] + data[at + 2] < 600) ink += 1;
  const { width: canvasWidth, height: canvasHeight } = canvas;
  console.debug(JSON.stringify({ bench: 'painted', at, ink, inView, canvasWidth, canvasHeight, cssWidth: width }));
}`;

export function page(head: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Bench</title>
<link rel="icon" href="data:,">
<style>body { margin: 0 }</style>
<script>${REPORTING}</script>
${head}
<body>
${body}
`;
}

/** What all but the widget open the document with: what draws the same picture on every machine. */
export const DOCUMENT_OPTIONS = `
  standardFontDataUrl: '/pdfjs/standard_fonts/',
  cMapUrl: '/pdfjs/cmaps/',
  wasmUrl: '/pdfjs/wasm/',
  useSystemFonts: false,`;

/** Opens the task as the widget does, by the same request, for the same answer. */
export function openTask(taskId: string): string {
  return `
const answer = await fetch('/task-sessions', {
  method: 'POST',
  headers: { 'Accept': 'application/json', 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
  body: JSON.stringify({ taskId: ${JSON.stringify(taskId)} }),
});
const { token } = await answer.json();
const httpHeaders = { Authorization: 'Bearer ' + token };`;
}
