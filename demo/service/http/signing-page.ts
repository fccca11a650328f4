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
  app.register(fastifyStatic, {
    root: distFolder,
    prefix: '/widget/',
    cacheControl: false,
    // Names of chunks hold their hash; the few that do not are looked at again each time.
    setHeaders: (reply, path) => {
      reply.setHeader('access-control-allow-origin', '*');
      reply.setHeader('cross-origin-resource-policy', 'cross-origin');
      reply.setHeader('cache-control', cacheControlOf(path));
    },
  });
  app.register(fastifyStatic, {
    root: join(distFolder, 'app'),
    prefix: '/app/',
    cacheControl: false,
    decorateReply: false,
    setHeaders: (reply, path) => reply.setHeader('cache-control', cacheControlOf(path)),
  });
}

function cacheControlOf(path: string): string {
  return /-[A-Za-z0-9_-]{8,}\.[a-z0-9]+$/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
}
