/** The service between a real mail server and a real receiver of webhooks and SMS, and what tests ask of it. */
import assert from 'node:assert/strict';
import type { Delivery, DeliveryList, DeliveryStatus, NewTask, Order } from '../../src/task/contract.ts';
import { HttpReceiver } from './http-receiver.ts';
import { MailReceiver } from './mail-receiver.ts';
import {
  LOOPBACK_WEBHOOKS,
  startTestService,
  type Answer,
  type TestService,
  type TestServiceOptions,
} from './test-service.ts';

export interface NoticesService {
  readonly service: TestService;
  readonly mail: MailReceiver;
  readonly hooks: HttpReceiver;
  readonly gateway: HttpReceiver;
  stop(): Promise<void>;
}

export async function startNoticesService(options: TestServiceOptions = {}): Promise<NoticesService> {
  const [mail, hooks, gateway] = await Promise.all([
    MailReceiver.start(),
    HttpReceiver.start(),
    HttpReceiver.start(),
  ]);
  const service = await startTestService({
    mail: { url: mail.url, from: 'signing@service.test' },
    sms: { url: gateway.url, sender: 'Fjord', timeoutSeconds: 2 },
    webhooks: { ...LOOPBACK_WEBHOOKS, timeoutSeconds: 2 },
    logLevel: 'silent',
    ...options,
  });
  const stop = async () => {
    await service.stop();
    await Promise.all([mail.stop(), hooks.stop(), gateway.stop()]);
  };
  return { service, mail, hooks, gateway, stop };
}

export async function deliveriesOf(
  service: TestService,
  order: Order,
  status?: DeliveryStatus,
): Promise<Delivery[]> {
  const path = `/orders/${order.id}/deliveries${status ? `?status=${status}` : ''}`;
  const { status: answered, body } = await service.call<DeliveryList>('listDeliveries', path, {
    headers: service.asCustomer(),
  });
  assert.equal(answered, 200, JSON.stringify(body));
  return body.deliveries;
}

/** Resolves when the notices are as asked; the test's own time limit ends what never comes. */
export async function deliveriesBecome(
  service: TestService,
  order: Order,
  isSo: (deliveries: readonly Delivery[]) => boolean,
): Promise<Delivery[]> {
  for (;;) {
    const deliveries = await deliveriesOf(service, order);
    if (isSo(deliveries)) return deliveries;
  }
}

export function every(status: DeliveryStatus): (deliveries: readonly Delivery[]) => boolean {
  return (deliveries) => deliveries.length > 0 && deliveries.every((delivery) => delivery.status === status);
}

/** Moves the service's clock on, and has it look at what is due. */
export async function passTimeTo(service: TestService, at: Date): Promise<void> {
  await service.holdClock(at);
  await service.forgetsWhatIsUnused();
}

/** Moves the service's clock on to when the next notice is due. */
export async function passTimeToNextTry(service: TestService, order: Order): Promise<Date> {
  const due = (await deliveriesOf(service, order, 'pending')).map(({ dueAt }) =>
    new Date(dueAt ?? NaN).getTime(),
  );
  assert.ok(due.length > 0, 'Nothing is to be tried again.');
  const at = new Date(Math.min(...due));
  await passTimeTo(service, at);
  return at;
}

export async function retry(service: TestService, order: Order, id: string): Promise<Answer<Delivery>> {
  const path = `/orders/${order.id}/deliveries/${id}/retry`;
  return service.call<Delivery>('retryDelivery', path, { method: 'POST', headers: service.asCustomer() });
}

/** So many tries have failed, and the next is not under way. */
export const waitsAfter =
  (tries: number) =>
  ([delivery]: readonly Delivery[]) =>
    delivery?.attempts === tries && delivery.dueAt !== undefined;

/** Receivers that have heard of nothing, and take everything. */
export function beginAnew({ hooks, gateway, mail }: NoticesService): void {
  for (const receiver of [hooks, gateway]) {
    receiver.requests.all.length = 0;
    receiver.answers = () => ({});
  }
  mail.mails.all.length = 0;
  mail.tries.all.length = 0;
  mail.refuses = () => undefined;
}

/** What a test has left behind is no other's business. */
export async function leaveNothing({ service }: NoticesService): Promise<void> {
  await service.running.database.query(
    `update deliveries set status = 'cancelled', due_at = null where status = 'pending'`,
  );
  await service.holdClock(undefined);
}

/** Whom notices of tests are for, with all that they can be reached by. */
export const REACHABLE: NewTask['subject'] = {
  name: 'Kari Nordmann',
  email: 'kari@example.test',
  phone: '+4790000000',
};

/** The first of its signers does. */
export async function firstSigns({ service }: NoticesService, { tasks }: Order): Promise<void> {
  assert.equal((await (await service.open(tasks[0]?.id ?? '')).complete()).status, 200);
}
