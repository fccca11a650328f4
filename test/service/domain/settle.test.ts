import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { settle, type OrderState, type TaskState } from '../../../demo/service/domain/order.ts';

const NOW = new Date('2026-03-01T12:00:00.000Z');

function task(id: string, change: Partial<TaskState> = {}): TaskState {
  return { id, status: 'ready', dependsOn: [], deadlineAt: undefined, ...change };
}

/** What settles, in words: `a ready`. */
function settled(tasks: readonly TaskState[], change: Partial<OrderState> = {}, now = NOW): string[] {
  const order: OrderState = {
    onReject: 'close',
    withdrawn: false,
    packaging: 'waiting',
    tasks,
    ...change,
  };
  return settle(order, now).map(({ taskId, status }) => `${taskId} ${status}`);
}

describe('deadlines', () => {
  test('a task expires at the very millisecond of its deadline, not before', () => {
    const tasks = [task('a', { deadlineAt: NOW })];
    assert.deepEqual(settled(tasks), ['a expired']);
    assert.deepEqual(settled(tasks, {}, new Date(NOW.getTime() - 1)), []);
  });

  test('a blocked task expires too', () => {
    const tasks = [task('a'), task('b', { status: 'blocked', dependsOn: ['a'], deadlineAt: NOW })];
    assert.deepEqual(settled(tasks), ['b expired']);
  });

  test('a task that has ended keeps its end when its deadline passes', () => {
    for (const status of ['completed', 'rejected', 'expired', 'deleted'] as const) {
      assert.deepEqual(settled([task('a', { status, deadlineAt: NOW })]), [], status);
    }
  });

  test('the others go on after one has expired', () => {
    assert.deepEqual(settled([task('a', { deadlineAt: NOW }), task('b')]), ['a expired']);
  });
});

describe('tasks that wait for others', () => {
  test('one is ready when the last that it waits for is completed', () => {
    const waiting = task('c', { status: 'blocked', dependsOn: ['a', 'b'] });
    const a = task('a', { status: 'completed' });
    assert.deepEqual(settled([a, task('b'), waiting]), []);
    assert.deepEqual(settled([a, task('b', { status: 'completed' }), waiting]), ['c ready']);
  });

  for (const status of ['rejected', 'expired', 'deleted'] as const) {
    test(`one whose dependency is ${status} is deleted, although it waits for another too`, () => {
      const tasks = [
        task('a', { status }),
        task('b'),
        task('c', { status: 'blocked', dependsOn: ['b', 'a'] }),
      ];
      assert.deepEqual(settled(tasks, { onReject: 'continue' }), ['c deleted']);
    });
  }

  test('the end of the first goes down a whole chain at once, whatever order it is written in', () => {
    const chain = [
      task('d', { status: 'blocked', dependsOn: ['c'] }),
      task('c', { status: 'blocked', dependsOn: ['b'] }),
      task('b', { status: 'blocked', dependsOn: ['a'] }),
      task('a', { deadlineAt: NOW }),
    ];
    assert.deepEqual(settled(chain), ['a expired', 'b deleted', 'c deleted', 'd deleted']);
  });

  test('completing the first makes only the next ready', () => {
    const chain = [
      task('a', { status: 'completed' }),
      task('b', { status: 'blocked', dependsOn: ['a'] }),
      task('c', { status: 'blocked', dependsOn: ['b'] }),
    ];
    assert.deepEqual(settled(chain), ['b ready']);
  });

  test('one that is ready does not become blocked or deleted by what it waited for', () => {
    const tasks = [task('a', { status: 'completed' }), task('b', { dependsOn: ['a'] })];
    assert.deepEqual(settled(tasks), []);
  });
});

describe('a rejection', () => {
  const tasks = [
    task('a', { status: 'rejected' }),
    task('b'),
    task('c', { status: 'blocked', dependsOn: ['b'] }),
    task('d', { status: 'blocked', dependsOn: ['a'] }),
    task('e', { status: 'completed' }),
  ];

  test('closes the order: every open task is deleted', () => {
    assert.deepEqual(settled(tasks, { onReject: 'close' }), ['b deleted', 'c deleted', 'd deleted']);
  });

  test('lets the rest go on where the order says so, less those that waited for it', () => {
    assert.deepEqual(settled(tasks, { onReject: 'continue' }), ['d deleted']);
  });
});

describe('an order that is withdrawn', () => {
  test('deletes its open tasks and leaves the ended ones', () => {
    const tasks = [
      task('a', { status: 'completed' }),
      task('b'),
      task('c', { status: 'blocked', dependsOn: ['b'] }),
    ];
    assert.deepEqual(settled(tasks, { withdrawn: true }), ['b deleted', 'c deleted']);
  });

  test('a deadline that passed before it was settled is told as expired, not as deleted', () => {
    assert.deepEqual(settled([task('a', { deadlineAt: NOW })], { withdrawn: true }), ['a expired']);
  });
});

test('what has been settled settles no further', () => {
  const tasks = [
    task('a', { deadlineAt: NOW }),
    task('b', { status: 'blocked', dependsOn: ['a'] }),
    task('c'),
  ];
  const order: OrderState = { onReject: 'close', withdrawn: false, packaging: 'waiting', tasks };
  const changes = new Map(settle(order, NOW).map(({ taskId, status }) => [taskId, status]));
  const after = tasks.map((one) => ({ ...one, status: changes.get(one.id) ?? one.status }));
  assert.deepEqual(settle({ ...order, tasks: after }, NOW), []);
});
