/** The staff's pages: what was sent to be signed, where it stands, and what can be done with it. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { Order } from '../../../src/task/contract.ts';
import { agreementPage } from '../pages/agreement-page.ts';
import { agreementsPage } from '../pages/agreements-page.ts';
import { standingOf, STATUS_WORDS } from '../pages/status-words.ts';
import { tellingOf, type Told } from '../pages/told-view.ts';
import { toldPage } from '../pages/told-page.ts';
import { SigningApiError } from '../signing-api.ts';
import { sendPage, type ById, type Site } from '../site.ts';
import { opensByArtifact, wayOfReference } from '../ways.ts';

interface UploadedFile {
  readonly Params: { readonly id: string; readonly uploadId: string };
}

interface SealedDocument {
  readonly Params: { readonly id: string; readonly documentId: string };
}

export function agreementRoutes(app: FastifyInstance, { api, visitors, url, webhooks }: Site): void {
  const toldOf = async (id: string): Promise<Told> => ({
    deliveries: (await api.listDeliveries(id)).deliveries,
    webhooks: webhooks.of(id),
  });

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
    return sendPage(reply, agreementPage(order, mayOpen, await toldOf(order.id)));
  });

  app.get<ById & { Querystring: { told?: string } }>('/agreements/:id/status', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    const order = await api.readOrder(request.params.id);
    const telling = request.query.told === undefined ? undefined : tellingOf(await toldOf(order.id));
    return { ...standing(order), standing: standingOf(order, telling) };
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
    const { id, documentId } = request.params;
    return sendFile(reply, await api.downloadSealed(id, documentId), 'agreement.pdf');
  });

  app.get<ById>('/agreements/:id/receipt', async (request, reply) =>
    sendFile(reply, await api.downloadReceipt(request.params.id), 'receipt.pdf'),
  );

  app.get<ById>('/agreements/:id/evidence', async (request, reply) =>
    sendFile(reply, await api.downloadEvidence(request.params.id), 'evidence.json'),
  );

  app.get<UploadedFile>('/agreements/:id/uploads/:uploadId', async (request, reply) => {
    const { id, uploadId } = request.params;
    const file = (await api.readOrder(id)).uploads.find((one) => one.id === uploadId);
    if (!file) return reply.callNotFound();
    return sendFile(reply, await api.downloadUpload(id, uploadId), UPLOAD_NAMES[file.mediaType]);
  });
}

/** To be kept and never shown as a page of this site: what is in it, others have made. */
function sendFile(reply: FastifyReply, { body, headers }: Response, name: string): FastifyReply {
  reply
    .header('content-type', headers.get('content-type') ?? 'application/octet-stream')
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('cache-control', 'no-store');
  return reply.send(body ? Readable.fromWeb(body as ReadableStream) : '');
}

const UPLOAD_NAMES: Readonly<Record<Order['uploads'][number]['mediaType'], string>> = {
  'application/pdf': 'upload.pdf',
  'image/jpeg': 'upload.jpg',
  'image/png': 'upload.png',
};

function standing({ id, status }: Order) {
  return { id, status, words: STATUS_WORDS[status] };
}
