import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  isFinal,
  orderStatus,
  type OrderStatus,
  type PackagingStatus,
  type TaskStatus,
} from '../../../demo/service/domain/order.ts';

const TASK_STATUSES: readonly TaskStatus[] = [
  'blocked',
  'ready',
  'completed',
  'rejected',
  'expired',
  'deleted',
];
const PACKAGINGS: readonly PackagingStatus[] = ['waiting', 'pending', 'failed', 'done'];
const FINAL: readonly TaskStatus[] = ['completed', 'rejected', 'expired', 'deleted'];

interface Case {
  readonly tasks: readonly TaskStatus[];
  readonly withdrawn: boolean;
  readonly packaging: PackagingStatus;
}

/** Every order of one, two or three tasks, withdrawn or not, at every point of its packaging. */
function* everyOrder(): Generator<Case> {
  const combinations: TaskStatus[][] = [];
  for (const a of TASK_STATUSES) {
    combinations.push([a]);
    for (const b of TASK_STATUSES) {
      combinations.push([a, b]);
      for (const c of TASK_STATUSES) combinations.push([a, b, c]);
    }
  }
  for (const tasks of combinations)
    for (const withdrawn of [true, false])
      for (const packaging of PACKAGINGS) yield { tasks, withdrawn, packaging };
}

function statusOf({ tasks, withdrawn, packaging }: Case): OrderStatus {
  return orderStatus({
    onReject: 'continue',
    withdrawn,
    packaging,
    tasks: tasks.map((status, index) => ({
      id: `task-${index}`,
      status,
      dependsOn: [],
      deadlineAt: undefined,
    })),
  });
}

/** The protocol's rules, each with its condition written out, and no order among them. */
const RULES: readonly {
  readonly rule: string;
  readonly status: (c: Case) => OrderStatus;
  readonly holds: (c: Case) => boolean;
}[] = [
  {
    rule: 'an order that its owner withdrew is deleted, whatever its tasks are',
    holds: ({ withdrawn }) => withdrawn,
    status: () => 'deleted',
  },
  {
    rule: 'an order with a task that is not final is open',
    holds: ({ withdrawn, tasks }) => !withdrawn && tasks.some((task) => !FINAL.includes(task)),
    status: () => 'open',
  },
  {
    rule: 'an ended order with a rejected task is rejected',
    holds: ({ withdrawn, tasks }) => !withdrawn && ended(tasks) && tasks.includes('rejected'),
    status: () => 'rejected',
  },
  {
    rule: 'an ended order with an expired task, and none rejected, is expired',
    holds: ({ withdrawn, tasks }) =>
      !withdrawn && ended(tasks) && tasks.includes('expired') && !tasks.includes('rejected'),
    status: () => 'expired',
  },
  {
    rule: 'an ended order whose tasks are completed or deleted, one at least deleted, is deleted',
    holds: ({ withdrawn, tasks }) =>
      !withdrawn &&
      tasks.includes('deleted') &&
      tasks.every((task) => task === 'completed' || task === 'deleted'),
    status: () => 'deleted',
  },
  {
    rule: 'an order whose tasks are all completed is as its packaging is',
    holds: ({ withdrawn, tasks }) => !withdrawn && tasks.every((task) => task === 'completed'),
    status: ({ packaging }) =>
      (({ waiting: 'packaging', pending: 'packaging', failed: 'failed', done: 'completed' }) as const)[
        packaging
      ],
  },
];

function ended(tasks: readonly TaskStatus[]): boolean {
  return tasks.every((task) => FINAL.includes(task));
}

describe('the status of an order', () => {
  for (const { rule, holds, status } of RULES) {
    test(rule, () => {
      const cases = [...everyOrder()].filter(holds);
      assert.ok(cases.length > 0);
      for (const order of cases) assert.equal(statusOf(order), status(order), JSON.stringify(order));
    });
  }

  test('exactly one rule says it, for every order that there can be', () => {
    for (const order of everyOrder()) {
      const rules = RULES.filter(({ holds }) => holds(order));
      assert.equal(rules.length, 1, `${JSON.stringify(order)}: ${rules.length} rules`);
    }
  });

  test('it is never completed while anyone has not signed', () => {
    for (const order of everyOrder()) {
      if (statusOf(order) !== 'completed') continue;
      assert.ok(
        order.tasks.every((task) => task === 'completed'),
        JSON.stringify(order),
      );
    }
  });
});

test('completed, rejected, expired and deleted tasks are final, blocked and ready ones are not', () => {
  assert.deepEqual(TASK_STATUSES.filter(isFinal), FINAL);
});
