import { heading, type Check } from '../check.ts';
import type { Operation } from '../contract.ts';
import { given, holds, refused, same } from '../expect.ts';
import { taskOf, type World } from '../world.ts';

const IDLE_MINUTES = 15;
const LONGEST_MINUTES = 60;
const SPARE_SECONDS = 10;

const openingAtOnce = heading('Opening a task', {
  'by its link gives a token, when it ends, and the whole task': async (world) => {
    const before = Date.now();
    const { session } = await world.signer();
    const minutes = (Date.parse(session.expiresAt) - before) / 60_000;
    holds(
      minutes > IDLE_MINUTES - 1 && minutes < IDLE_MINUTES + 1,
      'a session of 15 minutes',
      session.expiresAt,
    );
    holds(session.token.length >= 22, 'a token that cannot be guessed', `${session.token.length} characters`);
  },
  'wants exactly one way in': async (world) => {
    const taskId = taskOf(await world.order()).id;
    for (const body of [
      {},
      { taskId, artifact: 'x' },
      { taskId, referenceCode: 'x' },
      { taskId, more: 1 },
      [],
    ])
      refused(await world.tryToOpen(body as object), 'invalid-request', 400);
  },
  'refuses what is no JSON, is something else, or is too large': async ({ service }) => {
    const json = { 'content-type': 'application/json' };
    refused(await service.call('openTask', { body: '{"taskId"', headers: json }), 'invalid-request', 400);
    const text = { 'content-type': 'text/plain' };
    refused(await service.call('openTask', { body: 'x', headers: text }), 'unsupported-media-type', 415);
    const large = JSON.stringify({ taskId: 'x'.repeat(8 * 1024 * 1024) });
    refused(await service.call('openTask', { body: large, headers: json }), 'too-large', 413);
  },
  'works for a task that waits for others, which is read and not signed': async (world) => {
    const order = await world.order([{ name: 'first' }, { dependsOn: ['first'] }]);
    const signer = await world.open(taskOf(order, 1).id);
    same([signer.task.status, signer.task.final], ['blocked', false], 'status and final');
    same(signer.task.dependsOn, [taskOf(order).id], 'dependsOn');
    given(await signer.bytesOf(), 200);
    refused(await signer.complete(), 'task-blocked', 409);
  },
  'works for a task that has ended, to be read': async (world) => {
    const { order } = await world.sealed();
    const { task } = await world.open(taskOf(order).id);
    same([task.status, task.final], ['completed', true], 'status and final');
  },
  'by the link asks for an artifact where only that opens it': async (world) => {
    const order = await world.order([{ authentication: { artifact: true } }]);
    refused(await world.tryToOpen({ taskId: taskOf(order).id }), 'artifact-required', 401);
  },
  'of no task is not found, whatever is sent for an id': async (world) => {
    for (const taskId of ['', 'unknown', '../orders', '\u0000', 'x'.repeat(1000)])
      refused(await world.tryToOpen({ taskId }), 'task-not-found', 404);
  },
  'needs a token for all that comes after': async (world) => {
    const signer = await world.signer();
    for (const operation of ofSigners(world)) {
      for (const as of ['unknown-token-of-nobody-1234567890', null])
        refused(await signer.call(operation.id, { ...somethingFor(operation), as }), 'session-expired', 401);
    }
  },
  'gives a token for this task and no other': async (world) => {
    const [signer, other] = [await world.signer(), await world.signer()];
    for (const operation of ofSigners(world)) {
      const params = { taskId: other.taskId };
      refused(await signer.call(operation.id, { ...somethingFor(operation), params }), 'forbidden', 403);
    }
  },
  'ends with DELETE, which may be said again': async (world) => {
    const signer = await world.signer();
    given(await signer.call('closeTask'), 204);
    refused(await signer.call('readTask'), 'session-expired', 401);
    refused(await signer.complete(), 'session-expired', 401);
    given(await signer.call('closeTask'), 204);
    refused(await signer.call('closeTask', { as: null }), 'session-expired', 401);
  },
  'again leaves the sessions before as they are': async (world) => {
    const signer = await world.signer();
    const again = await world.open(signer.taskId);
    holds(signer.session.token !== again.session.token, 'a token of its own', 'the same');
    given(await again.call('closeTask'), 204);
    given(await signer.call('readTask'), 200);
  },
});

const openingWithTime = heading(
  'Opening a task',
  {
    'ends by itself after 15 minutes without use': async (world) => {
      const signer = await world.signer();
      await world.wait(IDLE_MINUTES * 60 + SPARE_SECONDS);
      refused(await signer.call('readTask'), 'session-expired', 401);
    },
    'lasts while it is used': async (world) => {
      const signer = await world.signer();
      for (let count = 0; count < 2; count += 1) {
        await world.wait((IDLE_MINUTES - 5) * 60, 2 * (IDLE_MINUTES - 5) * 60);
        given(await signer.call('readTask'), 200);
      }
    },
    'ends after 60 minutes however it is used': async (world) => {
      const signer = await world.signer();
      for (let minute = 0; minute < LONGEST_MINUTES; minute += 1) {
        given(await signer.call('readTask'), 200);
        await world.wait(60, LONGEST_MINUTES * 60);
      }
      await world.wait(SPARE_SECONDS);
      refused(await signer.call('readTask'), 'session-expired', 401);
    },
  },
  { waitsSeconds: IDLE_MINUTES * 60 },
);

export const openingTasks: readonly Check[] = [...openingAtOnce, ...openingWithTime];

/** Of tasks, with a task session. Ending one is said of the session itself. */
function ofSigners(world: World): readonly Operation[] {
  return [...world.contract.operations.values()].filter(
    ({ id, bearer, path }) => bearer === 'taskSession' && path.startsWith('/tasks/') && id !== 'readTask',
  );
}

/** What each takes: the token comes first. */
function somethingFor({ id, takesJson }: Operation) {
  if (id === 'putUpload') return { body: 'x', headers: { 'content-type': 'application/octet-stream' } };
  return takesJson ? { body: {} } : {};
}
