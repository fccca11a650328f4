/** The staff's pages: what was sent to be signed, where it stands, and what can be done with it. */
import type { FastifyInstance } from 'fastify';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { Order } from '../../../src/task/contract.ts';
import { agreementPage } from '../pages/agreement-page.ts';
import { agreementsPage } from '../pages/agreements-page.ts';
import { STATUS_WORDS } from '../pages/status-words.ts';
import { toldPage } from '../pages/told-page.ts';
import { SigningApiError } from '../signing-api.ts';
import { sendPage, type ById, type Site } from '../site.ts';
import { opensByArtifact, wayOfReference } from '../ways.ts';

interface SealedDocument {
  readonly Params: { readonly id: string; readonly documentId: string };
}

export function agreementRoutes(app: FastifyInstance, { api, visitors, url }: Site): void {
  app.get('/agreements', async (_request, reply) =>
    sendPage(reply, agreementsPage((await api.listOrders()).orders)),
  );

  app.get('/agreements/status', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    return { agreements: (await api.listOrders()).orders.map(standing) };
  });

  app.get<ById>('/agreements/:id', async (request, reply) => {
    const order = await api.readOrder(request.params.id);
    const way = wayOfReference(order.externalReference);
    const mayOpen =
      !way || !opensByArtifact(way) || visitors.made(request.headers.cookie, order.externalReference);
    return sendPage(reply, agreementPage(order, mayOpen));
  });

  app.get<ById>('/agreements/:id/status', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    return standing(await api.readOrder(request.params.id));
  });

  app.get<ById>('/agreements/:id/told', async (request, reply) => {
    const order = await api.readOrder(request.params.id);
    const told = order.tasks.some(({ referenceCode }) => referenceCode !== undefined);
    return told ? sendPage(reply, toldPage(order, url())) : reply.redirect(`/agreements/${order.id}`, 303);
  });

  app.post<ById>('/agreements/:id/withdrawal', async (request, reply) => {
    const { id } = request.params;
    try {
      await api.withdrawOrder(id);
    } catch (error) {
      // It ended while the page was open: the page says how.
      if (!(error instanceof SigningApiError) || error.problem?.code !== 'task-final') throw error;
    }
    return reply.redirect(`/agreements/${encodeURIComponent(id)}`, 303);
  });

  app.get<SealedDocument>('/agreements/:id/sealed/:documentId', async (request, reply) => {
    const sealed = await api.downloadSealed(request.params.id, request.params.documentId);
    reply
      .header('content-type', 'application/pdf')
      .header('content-disposition', 'attachment; filename="agreement.pdf"')
      .header('cache-control', 'no-store');
    return reply.send(sealed.body ? Readable.fromWeb(sealed.body as ReadableStream) : '');
  });
}

function standing({ id, status }: Order) {
  return { id, status, words: STATUS_WORDS[status] };
}
