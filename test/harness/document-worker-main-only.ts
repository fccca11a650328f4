/** Stands for a worker that a page's policy does not let start: in a worker it fails, in a page it is pdf.js's own. */
if (!('document' in globalThis)) throw new Error('Workers are not allowed here.');

const path = '/node_modules/pdfjs-dist/build/pdf.worker.min.mjs';
const { WorkerMessageHandler }: { WorkerMessageHandler: unknown } = await import(path);

export { WorkerMessageHandler };
