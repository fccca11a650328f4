/**
 * `npm run test:crash`: a service that is killed without a word, again and again, while orders are made, signed, sealed
 * and told of. In the end nothing that was acknowledged is lost, nothing is sealed twice, and every notice has come under
 * one id. `-- ROUNDS` (100); on PostgreSQL with `DATABASE_URL` of an empty database.
 */
import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NewOrder, WebhookEvent } from '../../src/task/contract.ts';
import { HttpReceiver } from '../harness/http-receiver.ts';
import { plainPdf } from '../harness/pdf-samples.ts';
import { giveAuthority } from '../harness/shared-authority.ts';
import { Customer, Unanswered, WantedOrder } from './customer.ts';
import { checkOrder } from './check-order.ts';
import type { DeathPoint, ServiceProcessOptions } from './service-process.ts';

const ROUNDS = Number(process.argv[2] ?? 100);
const ORDERS_A_ROUND = 2;
const KINDS = ['after-commit', 'while-sealing', 'while-sending', 'at-random'] as const;
/** A point that is not reached within this is given up: then it dies at random. */
const LONGEST_ROUND_MILLISECONDS = 20_000;
const API_KEY = 'crash-api-key';

const dataFolder = await mkdtemp(join(tmpdir(), 'crash-'));
await giveAuthority(dataFolder);
const hooks = await HttpReceiver.start();
/** The ids under which each fact was told. */
const told = new Map<string, Set<string>>();
let dieWhileSending: (() => void) | undefined;
hooks.answers = (_nth, { headers, body }) => {
  const { type, data } = JSON.parse(body) as WebhookEvent;
  const fact = [type, data.orderId, data.taskId ?? ''].join(' ');
  told.set(fact, (told.get(fact) ?? new Set()).add(headers['webhook-id'] ?? ''));
  if (!dieWhileSending) return {};
  dieWhileSending();
  return { silence: 'kept' };
};
const wanted: WantedOrder[] = [];
const startMilliseconds: number[] = [];
const deaths: Record<string, number> = {};
let service: ChildProcess | undefined;

try {
  let customer = await start();
  const { id: documentId } = await customer.uploadDocument(plainPdf());
  const request = requestFor(documentId);
  for (let round = 0; round < ROUNDS; round++) {
    const kind = KINDS[round % KINDS.length] ?? 'at-random';
    for (let count = 0; count < ORDERS_A_ROUND; count++) wanted.push(new WantedOrder());
    const dead = once(service ?? assert.fail(), 'exit');
    const planned = planDeath(kind);
    await pursueAll(customer, request);
    await dead;
    planned.cancel();
    const how = planned.isTimeUp() ? 'at-random' : kind;
    deaths[how] = (deaths[how] ?? 0) + 1;
    customer = await start();
    if ((round + 1) % 10 === 0) console.log(`round ${round + 1}: ${standing()}`);
  }
  await pursueAll(customer, request);
  for (const { order } of wanted)
    await checkOrder(customer, order ?? assert.fail('An order was lost.'), told);
  const twice = [...told].filter(([, ids]) => ids.size > 1);
  assert.deepEqual(twice, [], 'Some notices have come under several ids.');
  const sorted = [...startMilliseconds].sort((a, b) => a - b);
  console.log('deaths', deaths);
  console.log(
    `start after a death: median ${sorted[Math.floor(sorted.length / 2)]} ms, longest ${sorted.at(-1)} ms (${sorted.length})`,
  );
  console.log(`${standing()}; nothing lost, nothing sealed twice, ${told.size} notices each under one id`);
} finally {
  service?.kill('SIGKILL');
  await hooks.stop();
  await rm(dataFolder, { recursive: true, force: true });
}

function requestFor(documentId: string): NewOrder {
  const task = (name: string) => ({
    name,
    subject: { name },
    actions: [{ document: 'contract', type: 'sign' as const }],
  });
  return {
    title: 'Tenancy agreement',
    documents: [{ name: 'contract', documentId, title: 'Agreement' }],
    tasks: [task('tenant'), task('landlord')],
    notifications: [
      {
        channel: 'webhook',
        url: hooks.url,
        secret: `whsec_${createHash('sha256').update(dataFolder).digest('base64')}`,
        on: ['task.completed', 'order.completed'],
      },
    ],
  };
}

/** @returns who talks to it, as soon as it is ready */
async function start(): Promise<Customer> {
  const begun = performance.now();
  const { DATABASE_URL: databaseUrl } = process.env;
  const options: ServiceProcessOptions = {
    dataFolder,
    port: 0,
    apiKey: API_KEY,
    ...(databaseUrl && { databaseUrl }),
  };
  service = fork(fileURLToPath(new URL('service-process.ts', import.meta.url)), [JSON.stringify(options)], {
    execArgv: ['--import', 'tsx'],
  });
  const [{ url }] = (await Promise.race([
    once(service, 'message'),
    once(service, 'exit').then(() => assert.fail('The service does not start.')),
  ])) as [{ url: string }];
  startMilliseconds.push(Math.round(performance.now() - begun));
  return new Customer(url, API_KEY);
}

function planDeath(kind: (typeof KINDS)[number]) {
  const dying = service ?? assert.fail();
  const kill = () => void dying.kill('SIGKILL');
  let timeIsUp = false;
  const giveUp = setTimeout(() => {
    timeIsUp = true;
    kill();
  }, LONGEST_ROUND_MILLISECONDS);
  dieWhileSending = kind === 'while-sending' ? kill : undefined;
  if (kind === 'after-commit' || kind === 'while-sealing') dying.send(kind satisfies DeathPoint);
  const atRandom = setTimeout(
    kill,
    kind === 'at-random' ? Math.random() * 1500 : LONGEST_ROUND_MILLISECONDS * 2,
  );
  return {
    isTimeUp: () => timeIsUp,
    cancel() {
      clearTimeout(giveUp);
      clearTimeout(atRandom);
      dieWhileSending = undefined;
    },
  };
}

/** Everyone at once, each as far as they get. Anything but a line that was cut is an error that nobody can mend. */
async function pursueAll(customer: Customer, request: NewOrder): Promise<void> {
  const ends = await Promise.allSettled(
    wanted.filter(({ isSigned }) => !isSigned).map((one) => customer.pursue(one, request)),
  );
  for (const end of ends) {
    if (end.status === 'rejected' && !(end.reason instanceof Unanswered)) throw end.reason;
  }
}

function standing(): string {
  const acknowledged = wanted.reduce((sum, one) => sum + one.acknowledged.size, 0);
  return `${wanted.length} orders, ${acknowledged} completions acknowledged`;
}
