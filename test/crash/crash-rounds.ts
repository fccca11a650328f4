/**
 * `npm run test:crash`: a service that is killed without a word, again and again, while orders are made, signed, sealed
 * and told of. In the end nothing that was acknowledged is lost, nothing is sealed twice, and every notice has come under
 * one id. `-- ROUNDS` (100); on PostgreSQL with `DATABASE_URL` of an empty database.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NewOrder } from '../../src/task/contract.ts';
import { plainPdf } from '../harness/pdf-samples.ts';
import { giveAuthority } from '../harness/shared-authority.ts';
import { checkOrder } from './check-order.ts';
import { Customer, Unanswered, Unavailable, WantedOrder } from './customer.ts';
import { Instance } from './instance.ts';
import { ToldFacts } from './told-facts.ts';

const ROUNDS = Number(process.argv[2] ?? 100);
const ORDERS_A_ROUND = 2;
const KINDS = ['after-commit', 'while-sealing', 'while-sending', 'at-random'] as const;
/** A point that is not reached within this is given up: then it dies at random. */
const LONGEST_ROUND_MILLISECONDS = 20_000;
const API_KEY = 'crash-api-key';

const dataFolder = await mkdtemp(join(tmpdir(), 'crash-'));
await giveAuthority(dataFolder);
const told = await ToldFacts.listen();
const wanted: WantedOrder[] = [];
const startMilliseconds: number[] = [];
const deaths: Record<string, number> = {};
let service: Instance | undefined;

try {
  const customer = new Customer(() => (service ?? assert.fail()).url, API_KEY);
  await start();
  const { id: documentId } = await customer.uploadDocument(plainPdf());
  const request = told.order(documentId);
  for (let round = 0; round < ROUNDS; round++) {
    const kind = KINDS[round % KINDS.length] ?? 'at-random';
    for (let count = 0; count < ORDERS_A_ROUND; count++) wanted.push(new WantedOrder());
    const dead = (service ?? assert.fail()).ended();
    const planned = planDeath(kind);
    await pursueAll(customer, request);
    await dead;
    planned.cancel();
    const how = planned.isTimeUp() ? 'at-random' : kind;
    deaths[how] = (deaths[how] ?? 0) + 1;
    await start();
    if ((round + 1) % 10 === 0) console.log(`round ${round + 1}: ${standing()}`);
  }
  await pursueAll(customer, request);
  for (const one of wanted) await checkOrder(customer, one, told.ids);
  assert.deepEqual(told.twice, [], 'Some notices have come under several ids.');
  const sorted = [...startMilliseconds].sort((a, b) => a - b);
  console.log('deaths', deaths);
  const inTime = sorted.filter((milliseconds) => milliseconds < 3000).length;
  console.log(
    `start after a death: median ${sorted[Math.floor(sorted.length / 2)]} ms, longest ${sorted.at(-1)} ms; ` +
      `under 3 s ${inTime} of ${sorted.length}`,
  );
  console.log(
    `${standing()}; nothing lost, nothing sealed twice, ${told.ids.size} notices each under one id`,
  );
} finally {
  service?.kill();
  await told.stop();
  await rm(dataFolder, { recursive: true, force: true });
}

async function start(): Promise<void> {
  const { DATABASE_URL: databaseUrl } = process.env;
  service = await Instance.start({
    dataFolder,
    port: 0,
    apiKey: API_KEY,
    ...(databaseUrl && { databaseUrl }),
  });
  startMilliseconds.push(service.startMilliseconds);
}

function planDeath(kind: (typeof KINDS)[number]) {
  const dying = service ?? assert.fail();
  let timeIsUp = false;
  const giveUp = setTimeout(() => {
    timeIsUp = true;
    dying.kill();
  }, LONGEST_ROUND_MILLISECONDS);
  told.answer =
    kind === 'while-sending'
      ? () => {
          dying.kill();
          return { silence: 'kept' };
        }
      : undefined;
  if (kind === 'after-commit' || kind === 'while-sealing') dying.dieAt(kind);
  const atRandom = setTimeout(
    () => dying.kill(),
    kind === 'at-random' ? Math.random() * 1500 : LONGEST_ROUND_MILLISECONDS * 2,
  );
  return {
    isTimeUp: () => timeIsUp,
    cancel() {
      clearTimeout(giveUp);
      clearTimeout(atRandom);
      told.answer = undefined;
    },
  };
}

/** Everyone at once, each as far as they get. Anything but a line that was cut is an error that nobody can mend. */
async function pursueAll(customer: Customer, request: NewOrder): Promise<void> {
  const ends = await Promise.allSettled(
    wanted.filter(({ isSigned }) => !isSigned).map((one) => customer.pursue(one, request)),
  );
  for (const end of ends) {
    if (end.status !== 'rejected') continue;
    if (!(end.reason instanceof Unanswered) || end.reason instanceof Unavailable) throw end.reason;
  }
}

function standing(): string {
  const acknowledged = wanted.reduce((sum, one) => sum + one.acknowledged.size, 0);
  return `${wanted.length} orders, ${acknowledged} completions acknowledged`;
}
