/** Whether an order has come to its end, once, whatever died on the way. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { Evidence } from '../../src/task/contract.ts';
import type { Customer, WantedOrder } from './customer.ts';

const LONGEST_WAIT_MILLISECONDS = 600_000;

/**
 * @param told the ids under which each fact was told, by type, order and task
 * @returns its evidence
 */
export async function checkOrder(
  customer: Customer,
  { order: wanted, acknowledged }: WantedOrder,
  told: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<Evidence> {
  const { id, tasks } = wanted ?? assert.fail('An order was lost.');
  const order = await until(
    () => customer.readOrder(id),
    ({ status }) => status === 'completed',
  );
  const evidence = await customer.read<Evidence>(`/orders/${id}/evidence`);
  const types = evidence.history.entries.map(({ type }) => type);
  const count = (type: string) => types.filter((one) => one === type).length;
  assert.equal(count('order.sealed'), 1, `${id} is sealed ${count('order.sealed')} times.`);
  assert.equal(count('task.completed'), tasks.length, `${id} is signed ${count('task.completed')} times.`);
  for (const { id: taskId, completedAt } of order.tasks)
    assert.equal(completedAt, acknowledged.get(taskId), `${taskId} was signed at another time.`);
  assert.ok(
    evidence.tasks.every(({ completionTimeStamp }) => completionTimeStamp !== undefined),
    `${id} has a completion without its time stamp.`,
  );
  for (const { id: documentId, sealedSha256 } of order.documents) {
    const sealed = await customer.readBytes(`/orders/${id}/documents/${documentId}`);
    assert.equal(createHash('sha256').update(sealed).digest('hex'), sealedSha256);
  }
  const facts = [...tasks.map((task) => `task.completed ${id} ${task.id}`), `order.completed ${id} `];
  await until(
    async () => facts.filter((fact) => !told.has(fact)),
    (missing) => missing.length === 0,
  );
  return evidence;
}

async function until<T>(look: () => Promise<T>, isSo: (seen: T) => boolean): Promise<T> {
  const end = Date.now() + LONGEST_WAIT_MILLISECONDS;
  for (;;) {
    const seen = await look();
    if (isSo(seen)) return seen;
    assert.ok(Date.now() < end, `It has not come to its end: ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
