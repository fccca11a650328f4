/**
 * The page `/passkey`: the built `passkey.html`, under a policy that lets it run its own script, ask its own service,
 * and nothing else. Nobody may frame it, so that no press in it is got by fraud.
 */
import type { FastifyReply } from 'fastify';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ServiceProblem } from '../domain/problem.ts';

export interface PasskeyPage {
  send(reply: FastifyReply): Promise<FastifyReply>;
}

const POLICY = [
  `default-src 'none'`,
  `script-src 'self'`,
  `style-src 'self'`,
  `connect-src 'self'`,
  // Its empty icon, which keeps the browser from asking for one.
  `img-src data:`,
  `base-uri 'none'`,
  `form-action 'none'`,
  `frame-ancestors 'none'`,
  `require-trusted-types-for 'script'`,
  `trusted-types 'none'`,
].join('; ');

/** A build puts a page where its source is. */
const BUILT = 'src/passkey-window/passkey.html';

/** @param distFolder what the build made, with the page under `app` */
export function createPasskeyPage(distFolder: string): PasskeyPage {
  return {
    async send(reply) {
      const html = await readFile(join(distFolder, 'app', BUILT)).catch(() => {
        throw new ServiceProblem('service-unavailable', {
          detail: 'The page for passkeys is not built: npm run build.',
        });
      });
      return reply
        .header('content-type', 'text/html; charset=utf-8')
        .header('content-security-policy', POLICY)
        .send(html);
    },
  };
}
