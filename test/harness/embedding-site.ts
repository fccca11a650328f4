/**
 * Somebody's site that embeds: the element in its own page, or the signing page in a frame. It is served by a
 * server of its own, since a browser believes no made-up page to come from where it says.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { freePort } from './demo-site.ts';

export interface EmbeddingSite {
  readonly origin: string;
  /** A page with the element, whose attributes are given. */
  elementPage(serviceUrl: string, attributes: Readonly<Record<string, string>>): string;
  /** A page with a frame in it. */
  framePage(url: string): string;
  /** What others were told of where their readers came from. */
  stop(): Promise<void>;
}

export async function startEmbeddingSite(): Promise<EmbeddingSite> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const pages = new Map<string, string>();
  let service = '';
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', origin);
    const body = pathname === '/login/callback' ? callbackPage(service) : pages.get(pathname);
    response.writeHead(body === undefined ? 404 : 200, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
    });
    response.end(body ?? '');
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const put = (body: string) => {
    const path = `/pages/${pages.size + 1}`;
    pages.set(path, `<!doctype html><html lang="en"><title>A page that embeds</title>${body}</html>`);
    return `${origin}${path}`;
  };
  return {
    origin,
    elementPage(serviceUrl, attributes) {
      service = serviceUrl;
      const text = Object.entries(attributes).map(([name, value]) => `${name}="${value}"`);
      return put(
        `<script type="module" src="${serviceUrl}/widget/signing-widget.js"></script>` +
          `<signing-widget ${text.join(' ')}></signing-widget>`,
      );
    },
    framePage: (url) => put(`<iframe src="${url}" style="width:100%;height:95vh;border:0"></iframe>`),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function callbackPage(serviceUrl: string): string {
  return `<!doctype html><script type="module" src="${serviceUrl}/widget/login-callback.js"></script>`;
}
