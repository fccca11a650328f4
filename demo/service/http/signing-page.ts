/**
 * The standalone signing page: what a task URL opens in a browser. It is the built `index.html`, under a
 * policy that lets nothing run and nothing load but what this service serves.
 */
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ServiceProblem } from '../domain/problem.ts';

export interface SigningPage {
  send(reply: FastifyReply): Promise<FastifyReply>;
}

/** @param distFolder what the build made: the package's files, and the page under `app` */
export function createSigningPage(
  distFolder: string,
  embeddingOrigins: readonly string[],
  eidOrigin: string | undefined,
): SigningPage {
  const policy = [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self'`,
    `img-src 'self' data: blob:`,
    `font-src 'self'`,
    // A login in the browser exchanges its code with the eID.
    `connect-src 'self'${eidOrigin === undefined ? '' : ` ${eidOrigin}`}`,
    `worker-src 'self' blob:`,
    // The document is printed from a frame that nobody sees.
    `frame-src blob:`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors ${embeddingOrigins.join(' ') || `'none'`}`,
    `require-trusted-types-for 'script'`,
  ].join('; ');
  return {
    async send(reply) {
      const html = await readFile(join(distFolder, 'app', 'index.html')).catch(() => {
        throw new ServiceProblem('service-unavailable', {
          detail: 'The signing page is not built: npm run build.',
        });
      });
      return reply
        .header('content-type', 'text/html; charset=utf-8')
        .header('content-security-policy', policy)
        .send(html);
    },
  };
}

/** A browser asks for HTML by name; whoever takes anything gets JSON (RFC 9110 section 12.5.1). */
export function wantsHtml(request: FastifyRequest): boolean {
  return request.accepts().type(['json', 'html']) === 'html';
}

/** The page's own files, and the package for host sites, which may come from any origin for it. */
export function staticRoutes(app: FastifyInstance, distFolder: string, page: SigningPage): void {
  app.get('/', (_request, reply) => page.send(reply));
  app.get('/login/callback', (_request, reply) => page.send(reply));
  app.register(async (scope) => {
    scope.addHook('onSend', async (request, reply) => {
      setFileHeaders(request, reply);
      reply.header('access-control-allow-origin', '*').header('cross-origin-resource-policy', 'cross-origin');
    });
    await scope.register(fastifyStatic, { root: distFolder, prefix: '/widget/', cacheControl: false });
  });
  app.register(async (scope) => {
    scope.addHook('onSend', async (request, reply) => setFileHeaders(request, reply));
    await scope.register(fastifyStatic, {
      root: join(distFolder, 'app'),
      prefix: '/app/',
      cacheControl: false,
    });
  });
}

/**
 * A worker lives by the policy that its own file comes with, not by the page's (HTML Standard, 10.2.4: "run a worker").
 * This one reads PDFs: it fetches character maps and standard fonts, and its image decoders are WebAssembly, which
 * thereby need not be allowed in the page.
 */
const WORKER_POLICY = [
  `default-src 'none'`,
  `script-src 'self' 'wasm-unsafe-eval'`,
  `connect-src 'self'`,
  `frame-ancestors 'none'`,
].join('; ');

/** In place of those that every answer has: what `setHeaders` of the plugin sets would give way to them. */
function setFileHeaders({ url }: FastifyRequest, reply: FastifyReply): void {
  if (reply.statusCode >= 400) return;
  const [path = ''] = url.split('?');
  reply.header('cache-control', cacheControlOf(path));
  if (path.endsWith('/pdf.worker.min.mjs')) reply.header('content-security-policy', WORKER_POLICY);
}

/** Names of chunks hold their hash; the few that do not are looked at again each time. */
function cacheControlOf(path: string): string {
  return /\.[A-Za-z0-9_-]{8}\.[a-z0-9]+$/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
}
