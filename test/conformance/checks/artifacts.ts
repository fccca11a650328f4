import type { ProblemCode, TaskSession } from '../../../src/task/contract.ts';
import { heading, type Check } from '../check.ts';
import { given, holds, refused, same } from '../expect.ts';
import type { Answer } from '../service.ts';
import { taskOf, type World } from '../world.ts';

const LIFE_SECONDS = 30;
const AT_ONCE = 20;
const BY_ARTIFACT = { authentication: { artifact: true } };

const artifactsAtOnce = heading('Artifacts', {
  'come with the order that asks for them, and are not told again': async (world) => {
    const request = await world.newOrder([BY_ARTIFACT, {}]);
    const order = given(await world.tryToOrder(request, { query: { artifact: 'true' } }), 201);
    const { artifact, artifactExpiresAt } = taskOf(order);
    holds(
      artifact !== undefined && artifactExpiresAt !== undefined,
      'an artifact and its end',
      taskOf(order),
    );
    same(taskOf(order, 1).artifact, undefined, 'an artifact of a task that does not open by one');
    same(taskOf(await world.readOrder(order.id)).artifact, undefined, 'the artifact when the order is read');
    given(await world.tryToOpen({ artifact }), 201);
    const without = given(await world.tryToOrder(request), 201);
    same(taskOf(without).artifact, undefined, 'an artifact that nobody asked for');
  },
  'are given at any time, for 30 seconds, in the fragment of the task URL': async (world) => {
    const order = await world.order([BY_ARTIFACT]);
    // By the clock of the service, which need not be ours, to the second.
    const now = Date.parse((await world.service.plain('/')).headers.get('date') ?? '') || Date.now();
    const { artifact, expiresAt, url } = await world.artifactFor(order);
    const seconds = (Date.parse(expiresAt) - now) / 1000;
    holds(seconds > LIFE_SECONDS - 2 && seconds < LIFE_SECONDS + 5, 'a life of 30 s', `${seconds} s`);
    same(url, `${taskOf(order).taskUrl}#artifact=${artifact}`, 'url');
  },
  'open the task once': async (world) => {
    const { artifact } = await world.artifactFor(await world.order([BY_ARTIFACT]));
    given(await world.tryToOpen({ artifact }), 201);
    refused(await world.tryToOpen({ artifact }), 'task-not-found', 404);
    const headers = { 'idempotency-key': crypto.randomUUID() };
    refused(await world.tryToOpen({ artifact }, { headers }), 'task-not-found', 404);
  },
  'give the same session again under the same key, and to no other key': async (world) => {
    const { artifact } = await world.artifactFor(await world.order([BY_ARTIFACT]));
    const headers = { 'idempotency-key': crypto.randomUUID() };
    const first = given(await world.tryToOpen({ artifact }, { headers }), 201);
    const again = given(await world.tryToOpen({ artifact }, { headers }), 201);
    same(again.token, first.token, 'the token');
    const other = { 'idempotency-key': crypto.randomUUID() };
    refused(await world.tryToOpen({ artifact }, { headers: other }), 'task-not-found', 404);
  },
  'of which 20 are redeemed at once have one winner': async (world) => {
    const { artifact } = await world.artifactFor(await world.order([BY_ARTIFACT]));
    const answers = await redeemAtOnce(world, artifact, () => crypto.randomUUID());
    same(answers.filter(({ status }) => status === 201).length, 1, 'how many of 20 opened the task');
    for (const answer of answers) if (answer.status !== 201) refused(answer, 'task-not-found', 404);
  },
  'redeemed 20 times at once under one key give one session': async (world) => {
    const { artifact } = await world.artifactFor(await world.order([BY_ARTIFACT]));
    const key = crypto.randomUUID();
    const answers = await redeemAtOnce(world, artifact, () => key);
    const tokens = new Set(answers.map((answer) => given(answer, 201).token));
    same(tokens.size, 1, 'how many tokens there are');
  },
  'do not tell what is wrong with them': async (world) => {
    const { artifact } = await world.artifactFor(await world.order([BY_ARTIFACT]));
    given(await world.tryToOpen({ artifact }), 201);
    const used = await world.tryToOpen({ artifact });
    const turned = `${artifact.startsWith('A') ? 'B' : 'A'}${artifact.slice(1)}`;
    for (const wrong of [turned, 'unknown', '', '\u0000', 'x'.repeat(10_000)])
      same(sayings(await world.tryToOpen({ artifact: wrong })), sayings(used), 'the answer to a used one');
  },
  'lead to the receipt of a task that has ended': async (world) => {
    const order = await world.order([BY_ARTIFACT, {}]);
    const signer = await world.open({ artifact: (await world.artifactFor(order)).artifact });
    given(await signer.complete(), 200);
    const { artifact } = await world.artifactFor(order);
    same((await world.open({ artifact })).task.status, 'completed', 'the status');
  },
  'are for tasks of the order': async (world) => {
    const [order, other] = [await world.order([BY_ARTIFACT]), await world.order([BY_ARTIFACT])];
    const params = { orderId: order.id, taskId: taskOf(other).id };
    const answer = await world.service.call('createArtifact', { params });
    holds(answer.status === 404, '404', answer.status);
    refused(answer, codeOf(answer));
  },
});

const artifactsThatWait = heading(
  'Artifacts',
  {
    'open the task for most of their life': async (world) => {
      const { artifact } = await world.artifactFor(await world.order([BY_ARTIFACT]));
      await world.wait(LIFE_SECONDS - 10);
      given(await world.tryToOpen({ artifact }), 201);
    },
    'are dead after 30 seconds, with the answer of one that never was': async (world) => {
      const order = await world.order([BY_ARTIFACT]);
      const { artifact } = await world.artifactFor(order);
      await world.wait(LIFE_SECONDS + 1);
      const expired = await world.tryToOpen({ artifact });
      refused(expired, 'task-not-found', 404);
      same(sayings(expired), sayings(await world.tryToOpen({ artifact: 'unknown' })), 'the answer');
    },
    'give the same session again for 30 seconds only': async (world) => {
      const { artifact } = await world.artifactFor(await world.order([BY_ARTIFACT]));
      const headers = { 'idempotency-key': crypto.randomUUID() };
      given(await world.tryToOpen({ artifact }, { headers }), 201);
      await world.wait(LIFE_SECONDS + 1);
      refused(await world.tryToOpen({ artifact }, { headers }), 'task-not-found', 404);
    },
  },
  { waitsSeconds: LIFE_SECONDS + 1 },
);

export const artifacts: readonly Check[] = [...artifactsAtOnce, ...artifactsThatWait];

function redeemAtOnce(
  world: World,
  artifact: string,
  key: () => string,
): Promise<readonly Answer<TaskSession>[]> {
  return Promise.all(
    Array.from({ length: AT_ONCE }, () =>
      world.tryToOpen({ artifact }, { headers: { 'idempotency-key': key() } }),
    ),
  );
}

/** All that an answer says but what tells it from every other. */
export function sayings({ status, json }: Answer): unknown {
  const { requestId: _own, ...rest } = json as { requestId?: string };
  return [status, rest];
}

function codeOf({ json }: Answer): ProblemCode {
  return (json as { code: ProblemCode }).code;
}
