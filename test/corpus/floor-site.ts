/**
 * The floor: the least page that can show a PDF. One page, one canvas, the same pdf.js with the same files, and
 * nothing of ours. It is a site of its own, with no policy, so that nothing keeps it from drawing what can be drawn.
 */
import fastifyStatic from '@fastify/static';
import Fastify from 'fastify';
import { fileURLToPath } from 'node:url';
import type { OfferedFiles } from './offered-files.ts';

export interface FloorSite {
  readonly url: string;
  stop(): Promise<void>;
}

const PDFJS = fileURLToPath(new URL('../../node_modules/pdfjs-dist/', import.meta.url));

/** A browser that lacks what the usual build is written with gets the other one, as it does from the widget. */
const PAGE = `<!doctype html>
<meta charset="utf-8">
<title>Floor</title>
<canvas></canvas>
<script type="module">
  const build = 'getOrInsertComputed' in Map.prototype ? 'build' : 'legacy/build';
  const pdfjs = await import('/pdfjs/' + build + '/pdf.min.mjs');
  pdfjs.GlobalWorkerOptions.workerSrc = '/pdfjs/' + build + '/pdf.worker.min.mjs';
  globalThis.pdfjs = pdfjs;
</script>`;

export async function startFloorSite(files: OfferedFiles): Promise<FloorSite> {
  const app = Fastify({ forceCloseConnections: true });
  app.get('/', (_request, reply) => reply.type('text/html').send(PAGE));
  app.get<{ Params: { id: string } }>('/files/:id', (request, reply) => {
    const file = files.get(request.params.id);
    return file
      ? reply.type('application/octet-stream').send(Buffer.from(file.bytes))
      : reply.status(404).send();
  });
  await app.register(fastifyStatic, { root: PDFJS, prefix: '/pdfjs/' });
  const url = (await app.listen({ host: 'localhost', port: 0 })).replace(/127\.0\.0\.1|\[::1\]/, 'localhost');
  return { url, stop: () => app.close() };
}
