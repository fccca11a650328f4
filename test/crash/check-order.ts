/** Whether an order has come to its end, once, whatever died on the way. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { Evidence, Order } from '../../src/task/contract.ts';
import type { Customer } from './customer.ts';

const LONGEST_WAIT_MILLISECONDS = 600_000;

/** @param told the ids under which each fact was told, by type, order and task */
export async function checkOrder(
  customer: Customer,
  { id, tasks }: Order,
  told: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<void> {
  const order = await until(
    () => customer.readOrder(id),
    ({ status }) => status === 'completed',
  );
  const evidence = await customer.read<Evidence>(`/orders/${id}/evidence`);
  const types = evidence.history.entries.map(({ type }) => type);
  const count = (type: string) => types.filter((one) => one === type).length;
  assert.equal(count('order.sealed'), 1, `${id} is sealed ${count('order.sealed')} times.`);
  assert.equal(count('task.completed'), tasks.length, `${id} is signed ${count('task.completed')} times.`);
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
