import { randomInt } from 'node:crypto';
import { heading, type Check } from '../check.ts';
import { Departure, given, holds, NotChecked, refused, same } from '../expect.ts';
import type { Answer } from '../service.ts';
import { taskOf, World } from '../world.ts';
import { luhnSum } from './codes.ts';
import { loginTask } from './logins.ts';
import { sayings } from './artifacts.ts';

const CODE_FAILURES = 5;
const ADDRESS_FAILURES = 20;
const TASK_LIMIT = 30;

const perTask = heading('Limits', {
  'logins that are asked for: thirty for a task, then too-many-attempts': async (world) => {
    const order = await world.order([loginTask(world)]);
    const open = () => world.tryToOpen({ taskId: taskOf(order).id });
    for (let count = 0; count < TASK_LIMIT; count += 1) refused(await open(), 'login-required', 401);
    heldOff(await open());
  },
  'uploads: thirty for a task, then too-many-attempts': async (world) => {
    const signer = await world.signer({
      actions: [
        { document: 'contract', type: 'sign' },
        { type: 'upload', title: 'Identity card' },
      ],
    });
    for (let count = 0; count < TASK_LIMIT; count += 1)
      refused(await signer.upload(Buffer.from('neither picture nor PDF')), 'unsupported-media-type', 415);
    heldOff(await signer.upload(Buffer.from(world.picture, 'base64')));
  },
});

const perCaller = heading(
  'Limits',
  {
    'codes: what is wrong is not found, and does not tell what is wrong with it': async (world) => {
      const caller = somebody(world);
      const wrong = await guessFreely(caller, unknownCode());
      refused(wrong, 'task-not-found', 404);
      for (const malformed of ['', 'ABCDE-ABCDEF', 'x'.repeat(500)]) {
        const answer = await guessFreely(caller, malformed);
        same(sayings(answer), sayings(wrong), `the answer to "${malformed.slice(0, 12)}"`);
      }
    },
    'codes: five wrong ones for a client, then too-many-attempts before any look-up': async (world) => {
      const caller = somebody(world);
      const { referenceCode = '' } = taskOf(await world.order([{ referenceCode: true }]));
      given(await guessFreely(caller, referenceCode), 201);
      for (let wrong = 0; wrong < CODE_FAILURES; wrong += 1)
        refused(await guessFreely(caller, unknownCode()), 'task-not-found', 404);
      heldOff(await guess(caller, unknownCode()));
      heldOff(await guess(caller, referenceCode));
    },
    'codes: twenty wrong ones in an hour for an address': async (world) => {
      if (world.target.callerHeader === undefined) throw new NotChecked('no --caller-header');
      const address = anAddress();
      for (let count = 0; count < ADDRESS_FAILURES; count += 1)
        refused(await guess(somebody(world, address), unknownCode()), 'task-not-found', 404);
      heldOff(await guess(somebody(world, address), unknownCode()));
      refused(await guess(somebody(world), unknownCode()), 'task-not-found', 404);
    },
  },
  { section: 'Opening a task; Reference codes', when: 'last' },
);

export const limits: readonly Check[] = [...perTask, ...perCaller];

function heldOff(answer: Answer): void {
  refused(answer, 'too-many-attempts', 429);
  const seconds = Number(answer.headers.get('retry-after'));
  holds(
    Number.isInteger(seconds) && seconds > 0,
    'Retry-After in seconds',
    answer.headers.get('retry-after'),
  );
}

/** A client of its own, at an address of its own where the service can be told of one. */
function somebody(world: World, address = anAddress()): World {
  const { callerHeader } = world.target;
  return new World(
    world.service.comingFrom({
      'user-agent': `conformance ${crypto.randomUUID()}`,
      ...(callerHeader !== undefined && { [callerHeader]: address }),
    }),
    world.inbox,
  );
}

/** RFC 5737 and RFC 2544: of nobody. */
function anAddress(): string {
  return `198.${18 + randomInt(2)}.${randomInt(256)}.${1 + randomInt(254)}`;
}

/** @throws NotChecked where callers cannot be told apart, and too much was guessed from here before */
async function guessFreely(world: World, referenceCode: string) {
  const answer = await guess(world, referenceCode);
  if (answer.status === 429 && world.target.callerHeader === undefined)
    throw new NotChecked('codes were guessed from this address before: --caller-header, or in an hour');
  return answer;
}

function guess(world: World, referenceCode: string) {
  return world.tryToOpen({ referenceCode });
}

/** Well formed, and never given out but by a chance of one in 2^50. */
function unknownCode(): string {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  const ten = Array.from({ length: 10 }, () => alphabet[randomInt(32)]).join('');
  const check = [...alphabet].find((character) => luhnSum(ten + character) % 32 === 0);
  if (check === undefined) throw new Departure('a check character', 'none');
  return `${ten.slice(0, 5)}-${ten.slice(5)}${check}`;
}
