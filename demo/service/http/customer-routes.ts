/** What a customer's back end calls, with its API key. */
import type { FastifyInstance } from 'fastify';
import type { OrderStatus } from '../../../src/task/contract.ts';
import { ServiceProblem } from '../domain/problem.ts';
import { createArtifact } from '../use-cases/issue-artifact.ts';
import { createOrder } from '../use-cases/create-order.ts';
import { restartPackaging } from '../use-cases/package-order.ts';
import { presentOrder } from '../use-cases/present-order.ts';
import { readOrderDocument, readOrderUpload } from '../use-cases/read-document.ts';
import { readEvidence } from '../use-cases/read-evidence.ts';
import { readReceipt } from '../use-cases/read-receipt.ts';
import { listOrders, readOrder, readOrderHistory } from '../use-cases/read-orders.ts';
import type { ServiceContext } from '../use-cases/service-context.ts';
import { uploadDocument } from '../use-cases/upload-document.ts';
import { withdrawOrder, withdrawTask } from '../use-cases/withdraw.ts';
import { customerOf } from './bearer.ts';
import type { Contract } from './contract.ts';
import { headerText, queryText } from './request-text.ts';
import { sendBytes, wantedBytes } from './send-bytes.ts';

interface OrderParams {
  readonly orderId: string;
}

interface TaskParams extends OrderParams {
  readonly taskId: string;
}

export function customerRoutes(
  app: FastifyInstance,
  {
    context,
    contract,
    maxDocumentBytes,
  }: { context: ServiceContext; contract: Contract; maxDocumentBytes: number },
): void {
  // A stranger is turned away before the body is read, however large it says it is.
  app.addHook('onRequest', async (request) => {
    customerOf(context.customers, request);
  });

  app.register(async (uploads) => {
    // Only here: everywhere else a PDF is an unsupported media type.
    uploads.removeAllContentTypeParsers();
    uploads.addContentTypeParser(
      'application/pdf',
      { parseAs: 'buffer', bodyLimit: maxDocumentBytes },
      (_request, body, done) => done(null, body),
    );
    uploads.post('/documents', { bodyLimit: maxDocumentBytes }, async (request, reply) => {
      if (!Buffer.isBuffer(request.body)) throw new ServiceProblem('unsupported-media-type');
      const customer = customerOf(context.customers, request);
      return reply.status(201).send(await uploadDocument(context, customer, request.body));
    });
  });

  app.post<{ Querystring: Record<string, unknown> }>('/orders', async (request, reply) => {
    const customer = customerOf(context.customers, request);
    const key = contract.parameter(
      'createOrder',
      'Idempotency-Key',
      headerText(request.headers['idempotency-key']),
    );
    const order = await createOrder(context, customer, contract.body('createOrder', request.body), {
      idempotencyKey: key,
      withArtifacts:
        contract.parameter('createOrder', 'artifact', queryText(request.query, 'artifact')) === 'true',
    });
    return reply.status(201).header('location', `/orders/${order.id}`).send(order);
  });

  app.get<{ Querystring: Record<string, string | undefined> }>('/orders', async (request) => {
    const customer = customerOf(context.customers, request);
    const text = (name: string) => contract.parameter('listOrders', name, queryText(request.query, name));
    const status = text('status') as OrderStatus | undefined;
    const externalReference = text('externalReference');
    const cursor = text('cursor');
    const limit = text('limit');
    return listOrders(context, customer, {
      ...(status !== undefined && { status }),
      ...(externalReference !== undefined && { externalReference }),
      ...(cursor !== undefined && { cursor }),
      ...(limit !== undefined && { limit: Number(limit) }),
    });
  });

  app.get<{ Params: OrderParams }>('/orders/:orderId', async (request) =>
    readOrder(context, customerOf(context.customers, request), request.params.orderId),
  );

  app.delete<{ Params: OrderParams }>('/orders/:orderId', async (request) =>
    withdrawOrder(context, customerOf(context.customers, request), request.params.orderId),
  );

  app.delete<{ Params: TaskParams }>('/orders/:orderId/tasks/:taskId', async (request) => {
    const { orderId, taskId } = request.params;
    return withdrawTask(context, customerOf(context.customers, request), orderId, taskId);
  });

  app.post<{ Params: TaskParams }>('/orders/:orderId/tasks/:taskId/artifacts', async (request, reply) => {
    const { orderId, taskId } = request.params;
    const customer = customerOf(context.customers, request);
    return reply.status(201).send(await createArtifact(context, customer, orderId, taskId));
  });

  app.get<{ Params: OrderParams }>('/orders/:orderId/history', async (request) =>
    readOrderHistory(context, customerOf(context.customers, request), request.params.orderId),
  );

  app.get<{ Params: OrderParams }>('/orders/:orderId/evidence', async (request, reply) => {
    const { orderId } = request.params;
    const evidence = await readEvidence(context, customerOf(context.customers, request), orderId);
    return reply
      .header('content-disposition', `attachment; filename="evidence-${orderId}.json"`)
      .send(evidence);
  });

  app.get<{ Params: OrderParams }>('/orders/:orderId/receipt', async (request, reply) => {
    const { orderId } = request.params;
    const receipt = await readReceipt(context, customerOf(context.customers, request), orderId);
    return reply
      .header('content-type', 'application/pdf')
      .header('content-disposition', `inline; filename="receipt-${orderId}.pdf"`)
      .send(Buffer.from(receipt.buffer, receipt.byteOffset, receipt.byteLength));
  });

  app.post<{ Params: OrderParams }>('/orders/:orderId/packaging', async (request, reply) => {
    const customer = customerOf(context.customers, request);
    const order = await restartPackaging(context, customer, request.params.orderId);
    return reply.status(202).send(presentOrder(context, order));
  });

  app.get<{ Params: OrderParams & { uploadId: string } }>(
    '/orders/:orderId/uploads/:uploadId',
    async (request, reply) => {
      const customer = customerOf(context.customers, request);
      const { orderId, uploadId } = request.params;
      const wanted = wantedBytes(request);
      return sendBytes(reply, await readOrderUpload(context, customer, orderId, uploadId, wanted));
    },
  );

  app.get<{ Params: OrderParams & { documentId: string }; Querystring: { version?: string } }>(
    '/orders/:orderId/documents/:documentId',
    async (request, reply) => {
      const customer = customerOf(context.customers, request);
      const version = contract.parameter('readOrderDocument', 'version', request.query.version);
      const { orderId, documentId } = request.params;
      const wanted = version === 'original' ? 'original' : 'sealed';
      return sendBytes(
        reply,
        await readOrderDocument(context, customer, orderId, documentId, wanted, wantedBytes(request)),
      );
    },
  );
}
