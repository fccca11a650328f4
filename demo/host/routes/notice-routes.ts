/** How this site is told of its agreements, and what others have been told on this machine. */
import type { FastifyInstance } from 'fastify';
import { inboxPage } from '../pages/inbox-page.ts';
import { sendPage, type Site } from '../site.ts';

export const WEBHOOK_PATH = '/hooks/signing';
const LARGEST_EVENT_BYTES = 64 * 1024;

export function noticeRoutes(app: FastifyInstance, { webhooks, inbox }: Site): void {
  app.register(async (hooks) => {
    // The signature is over the bytes as they came.
    hooks.removeAllContentTypeParsers();
    hooks.addContentTypeParser(
      'application/json',
      { parseAs: 'string', bodyLimit: LARGEST_EVENT_BYTES },
      (_request, body, done) => done(null, body),
    );
    hooks.post(WEBHOOK_PATH, async (request, reply) => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      );
      const isOurs = webhooks.take(String(request.body), headers);
      return reply.status(isOurs ? 204 : 401).send();
    });
  });

  app.get('/inbox', (_request, reply) => sendPage(reply, inboxPage(inbox?.())));
}
