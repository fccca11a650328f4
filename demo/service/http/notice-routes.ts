/** What a customer's back end asks about notices, with its API key. */
import type { FastifyInstance } from 'fastify';
import type { DeliveryStatus } from '../../../src/task/contract.ts';
import { notifySigner } from '../use-cases/notify-signer.ts';
import { listDeliveries, retryDelivery } from '../use-cases/read-deliveries.ts';
import type { ServiceContext } from '../use-cases/service-context.ts';
import { customerOf } from './bearer.ts';
import type { Contract } from './contract.ts';
import { headerText, queryText } from './request-text.ts';

interface OrderParams {
  readonly orderId: string;
}

export function noticeRoutes(
  app: FastifyInstance,
  { context, contract }: { context: ServiceContext; contract: Contract },
): void {
  // A stranger is turned away before the body is read, however large it says it is.
  app.addHook('onRequest', async (request) => {
    customerOf(context.customers, request);
  });

  app.get<{ Params: OrderParams; Querystring: Record<string, unknown> }>(
    '/orders/:orderId/deliveries',
    async (request) => {
      const status = contract.parameter('listDeliveries', 'status', queryText(request.query, 'status'));
      const customer = customerOf(context.customers, request);
      return listDeliveries(context, customer, request.params.orderId, status as DeliveryStatus | undefined);
    },
  );

  app.post<{ Params: OrderParams & { deliveryId: string } }>(
    '/orders/:orderId/deliveries/:deliveryId/retry',
    async (request, reply) => {
      const { orderId, deliveryId } = request.params;
      const customer = customerOf(context.customers, request);
      return reply.status(202).send(await retryDelivery(context, customer, orderId, deliveryId));
    },
  );

  app.post<{ Params: OrderParams & { taskId: string } }>(
    '/orders/:orderId/tasks/:taskId/notifications',
    async (request, reply) => {
      const { orderId, taskId } = request.params;
      const customer = customerOf(context.customers, request);
      const key = headerText(request.headers['idempotency-key']);
      const delivery = await notifySigner(context, customer, {
        orderId,
        taskId,
        notice: contract.body('notifySigner', request.body),
        idempotencyKey: contract.parameter('notifySigner', 'Idempotency-Key', key),
      });
      return reply.status(202).send(delivery);
    },
  );
}
