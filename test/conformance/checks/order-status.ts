import type { NewTask, Order } from '../../../src/task/contract.ts';
import { heading, type Check } from '../check.ts';
import { given, holds, NotChecked, refused, same } from '../expect.ts';
import type { Answer } from '../service.ts';
import { taskOf, type World } from '../world.ts';

const SOON = 'PT2S';
const LONGEST_EXPIRY_SECONDS = 20;

const statusAtOnce = heading('Status', {
  'of a task is blocked until those before it have completed, then ready': async (world) => {
    const order = await world.order([
      { name: 'first' },
      { name: 'second' },
      { dependsOn: ['first', 'second'] },
    ]);
    same(statuses(order), ['ready', 'ready', 'blocked'], 'the tasks');
    await completes(world, order, 0);
    same(statuses(await world.readOrder(order.id)), ['completed', 'ready', 'blocked'], 'after the first');
    await completes(world, order, 1);
    same(statuses(await world.readOrder(order.id)), ['completed', 'completed', 'ready'], 'after the second');
  },
  'of a task is deleted when one before it ends otherwise': async (world) => {
    const tasks = [{ name: 'a' }, { name: 'b', dependsOn: ['a'] }, { dependsOn: ['b'] }, {}];
    const order = await world.order(tasks, { onReject: 'continue' });
    await rejects(world, order, 0);
    const read = await world.readOrder(order.id);
    same(statuses(read), ['rejected', 'deleted', 'deleted', 'ready'], 'the tasks');
    same(read.status, 'open', 'the order, of which one can still sign');
  },
  'of an order is open while a task is, and rejected as soon as one is (onReject: close)': async (world) => {
    const order = await world.order([{}, {}, {}]);
    same(order.status, 'open', 'the order');
    await completes(world, order, 0);
    same((await world.readOrder(order.id)).status, 'open', 'the order after one of three');
    await rejects(world, order, 1);
    const read = await world.readOrder(order.id);
    same(
      [read.status, ...statuses(read)],
      ['rejected', 'completed', 'rejected', 'deleted'],
      'order and tasks',
    );
    const third = await world.open(taskOf(order, 2).id);
    refused(await third.complete(), 'task-deleted', 409);
  },
  'of an order is rejected only when all have ended (onReject: continue)': async (world) => {
    const order = await world.order([{}, {}], { onReject: 'continue' });
    await rejects(world, order, 0);
    same((await world.readOrder(order.id)).status, 'open', 'the order while the other is ready');
    await completes(world, order, 1);
    const read = await world.readOrder(order.id);
    same([read.status, ...statuses(read)], ['rejected', 'rejected', 'completed'], 'order and tasks');
  },
  'of an order is deleted when it is withdrawn, which may be said again': async (world) => {
    const order = await world.order([{}, {}]);
    await completes(world, order, 0);
    const read = given(await withdraws(world, order), 200);
    same([read.status, ...statuses(read)], ['deleted', 'completed', 'deleted'], 'order and tasks');
    const again = given(await withdraws(world, order), 200);
    same([again.status, again.sequence], ['deleted', read.sequence], 'said again');
    refused(await (await world.open(taskOf(order, 1).id)).complete(), 'task-deleted', 409);
  },
  'of an order is deleted, withdrawn, even where one has said no': async (world) => {
    const order = await world.order([{}, {}], { onReject: 'continue' });
    await rejects(world, order, 0);
    same(given(await withdraws(world, order), 200).status, 'deleted', 'the order');
  },
  'of an order is deleted when a task was withdrawn and the rest has ended': async (world) => {
    const order = await world.order([{}, {}]);
    const read = given(await withdraws(world, order, 0), 200);
    same([read.status, ...statuses(read)], ['open', 'deleted', 'ready'], 'order and tasks');
    same(given(await withdraws(world, order, 0), 200).sequence, read.sequence, 'the sequence, said again');
    await completes(world, order, 1);
    same((await world.readOrder(order.id)).status, 'deleted', 'the order at its end');
  },
  'of an order is rejected rather than deleted': async (world) => {
    const order = await world.order([{}, {}], { onReject: 'continue' });
    given(await withdraws(world, order, 0), 200);
    await rejects(world, order, 1);
    same((await world.readOrder(order.id)).status, 'rejected', 'the order');
  },
  'of an order is packaging and then completed when the last has signed': async (world) => {
    const { order, statuses: after } = await world.sealed();
    same(after[0], 'open', 'the order after one of two');
    holds(['packaging', 'completed'].includes(after[1] ?? ''), 'packaging, or completed already', after[1]);
    const types = await world.historyOf(order.id);
    const told = ['order.packaging', 'order.completed'].map((type) => types.indexOf(type));
    holds(
      (told[0] ?? -1) > 0 && (told[1] ?? -1) > (told[0] ?? 0),
      'both in the history, in their order',
      types,
    );
  },
  'of an order is failed when it cannot be sealed, which is tried again': async () => {
    throw new NotChecked('a service that is well seals whatever it has taken');
  },
  'that has ended cannot be withdrawn': async (world) => {
    const { order } = await world.sealed();
    refused(await withdraws(world, order), 'task-final', 409);
    refused(await withdraws(world, order, 0), 'task-final', 409);
    const open = await world.order([{}, {}]);
    await completes(world, open, 0);
    refused(await withdraws(world, open, 0), 'task-final', 409);
  },
  'only grows in sequence': async (world) => {
    const order = await world.order([{}, {}]);
    const signer = await world.open(taskOf(order).id);
    const before = (await signer.read()).sequence;
    const after = given(await signer.complete(), 200).sequence;
    holds(after > before, `a sequence above ${before}`, after);
    holds(
      (await world.readOrder(order.id)).sequence >= after,
      `one of at least ${after} of the order`,
      after,
    );
  },
});

const statusOfTime = heading(
  'Status',
  {
    'of a task is expired when its deadline has passed': async (world) => {
      const order = await world.order([{ deadline: SOON }, {}], { onReject: 'continue' });
      const [late, other] = await Promise.all(order.tasks.map(({ id }) => world.open(id)));
      holds(late && other, 'two signers', order.tasks);
      await until(world, order, (read) => taskOf(read).status === 'expired');
      same((await world.readOrder(order.id)).status, 'open', 'the order while the other is ready');
      refused(await late.complete(), 'task-expired', 409);
      given(await other.complete(), 200);
      same((await world.readOrder(order.id)).status, 'expired', 'the order at its end');
    },
    'of an order is rejected rather than expired': async (world) => {
      const order = await world.order([{ deadline: SOON }, {}], { onReject: 'continue' });
      await rejects(world, order, 1);
      await until(world, order, (read) => read.status !== 'open');
      same((await world.readOrder(order.id)).status, 'rejected', 'the order');
    },
    'of an order is expired rather than deleted, and those that waited are deleted': async (world) => {
      const tasks: Partial<NewTask>[] = [{ name: 'a', deadline: SOON }, { dependsOn: ['a'] }, {}];
      const order = await world.order(tasks);
      given(await withdraws(world, order, 2), 200);
      await until(world, order, (read) => read.status !== 'open');
      const read = await world.readOrder(order.id);
      same([read.status, ...statuses(read)], ['expired', 'expired', 'deleted', 'deleted'], 'order and tasks');
    },
    'of an order whose only task expires is expired without anyone asking': async (world) => {
      const order = await world.order([{ deadline: SOON }]);
      await world.wait(LONGEST_EXPIRY_SECONDS);
      const { orders } = given(
        await world.service.call<{ orders: Order[] }>('listOrders', { query: { status: 'expired' } }),
        200,
      );
      holds(
        orders.some(({ id }) => id === order.id),
        'it in the list of those that expired',
        orders.length,
      );
    },
  },
  { waitsSeconds: 2 },
);

export const status: readonly Check[] = [...statusAtOnce, ...statusOfTime];

export function statuses({ tasks }: Order): readonly string[] {
  return tasks.map((task) => task.status);
}

export async function completes(world: World, order: Order, index: number): Promise<void> {
  given(await (await world.open(taskOf(order, index).id)).complete(), 200);
}

async function rejects(world: World, order: Order, index: number): Promise<void> {
  given(await (await world.open(taskOf(order, index).id)).decline('rejectTask'), 200);
}

export function withdraws(world: World, order: Order, index?: number): Promise<Answer<Order>> {
  return index === undefined
    ? world.service.call('withdrawOrder', { params: { orderId: order.id } })
    : world.service.call('withdrawTask', { params: { orderId: order.id, taskId: taskOf(order, index).id } });
}

async function until(world: World, order: Order, reached: (order: Order) => boolean): Promise<void> {
  const limit = Date.now() + LONGEST_EXPIRY_SECONDS * 1000;
  for (;;) {
    const read = await world.readOrder(order.id);
    if (reached(read)) return;
    holds(Date.now() < limit, 'the deadline to be noticed', [read.status, ...statuses(read)]);
    await world.wait(0.2);
  }
}
