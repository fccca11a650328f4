/**
 * `npm run test:instances`: several instances on one PostgreSQL behind a load balancer, while customers order and signers
 * sign. One is killed as it seals, one is stopped as an operator stops it, one is killed at any moment; each comes back.
 * In the end nothing that was acknowledged is lost, nothing is sealed twice, every notice has come under one id, every
 * signer was told everything once, and no error was seen that a retry with the same key did not mend.
 * `-- ORDERS INSTANCES bucket|folder` (60, 3, bucket); a PostgreSQL of its own, or `TEST_DATABASE_URL`.
 */
import assert from 'node:assert/strict';
import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { STATUS_CHANGES } from '../../demo/service/domain/history.ts';
import type { Evidence } from '../../src/task/contract.ts';
import { plainPdf } from '../harness/pdf-samples.ts';
import { startPostgres, whyNoPostgres } from '../harness/postgres-server.ts';
import { checkOrder } from './check-order.ts';
import { Customer, Unanswered, Unavailable, WantedOrder } from './customer.ts';
import { Fleet, type Sharing } from './fleet.ts';
import { followToItsEnd, type Followed } from './follower.ts';
import { ToldFacts } from './told-facts.ts';

interface UnderLease {
  readonly id: string;
  readonly secondsLeft: number;
}

const [orders = '60', instances = '3', sharing = 'bucket'] = process.argv.slice(2);
const ORDERS = Number(orders);
const INSTANCES = Number(instances);
if (!(ORDERS > 0 && INSTANCES > 1 && ['bucket', 'folder'].includes(sharing))) {
  throw new RangeError('Say ORDERS INSTANCES bucket|folder, with two instances or more.');
}
const TASKS = 2;
/** Who order and sign at the same time. */
const PEOPLE = 8;
const LONGEST_RUN_MILLISECONDS = 900_000;
const API_KEY = 'crash-api-key';

const postgres = (await startPostgres()) ?? assert.fail(whyNoPostgres());
const databaseUrl = await postgres.freshDatabase();
const told = await ToldFacts.listen();
const fleet = await Fleet.start(INSTANCES, sharing as Sharing, { databaseUrl, apiKey: API_KEY });
const database = new pg.Pool({ connectionString: databaseUrl, max: 1 });
const address = () => fleet.balancer.next();
const customer = new Customer(address, API_KEY);
const signal = AbortSignal.timeout(LONGEST_RUN_MILLISECONDS);
// Every signer who follows an order listens to it.
setMaxListeners(0, signal);

const wanted: WantedOrder[] = [];
const followers = new Map<WantedOrder, Promise<Followed>>();
const mended = { cut: 0, unavailable: 0 };
const deaths: { readonly at: Date; readonly underLease: readonly UnderLease[] }[] = [];

/** What happens to the instances, by the part of all completions that have been acknowledged. */
const [first, second, third] = [0, 1 % INSTANCES, 2 % INSTANCES];
const plan: { readonly after: number; readonly what: () => Promise<void> }[] = [
  { after: 0.1, what: () => dies('while it seals', first, () => fleet.get(first).dieAt('while-sealing')) },
  { after: 0.35, what: () => comesBack(first) },
  { after: 0.45, what: () => isStopped(second) },
  { after: 0.6, what: () => comesBack(second) },
  { after: 0.7, what: () => dies('at any moment', third, () => fleet.get(third).kill()) },
  { after: 0.85, what: () => comesBack(third) },
];
let happening: Promise<void> = Promise.resolve();
let leftToHappen = plan.length;

try {
  const begun = performance.now();
  await Promise.all(Array.from({ length: PEOPLE }, () => orderAndSign()));
  const seconds = (performance.now() - begun) / 1000;
  await happening;
  const evidence = new Map<string, Evidence>();
  for (const one of wanted) {
    const exported = await checkOrder(customer, one, told.ids);
    evidence.set(one.order?.id ?? '', exported);
    checkFollower(await (followers.get(one) ?? assert.fail('Nobody followed.')), exported);
  }
  assert.deepEqual(told.twice, [], 'Some notices have come under several ids.');
  await report(seconds, evidence);
} finally {
  await fleet.end();
  await told.stop();
  await database.end();
  await postgres.stop();
}

async function orderAndSign(): Promise<void> {
  // There is load until everything has happened.
  while (wanted.length < ORDERS || leftToHappen > 0) {
    const one = new WantedOrder();
    wanted.push(one);
    const pdf = plainPdf({ text: `Agreement ${wanted.length}` });
    const { id: documentId } = await mending(() => customer.uploadDocument(pdf));
    const request = told.order(documentId);
    await mending(async () => {
      try {
        await customer.pursue(one, request);
      } finally {
        follow(one);
        goOn();
      }
    });
  }
}

/** From the first moment that there is an order. */
function follow(one: WantedOrder): void {
  const taskId = one.order?.tasks[0]?.id;
  if (taskId === undefined || followers.has(one)) return;
  const session = mending(() => customer.open(taskId));
  followers.set(
    one,
    session.then((opened) => followToItsEnd(opened, address, signal)),
  );
}

/** Anything but a line that was cut, or a service that cannot answer now, is an error that nobody can mend. */
async function mending<Result>(work: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof Unanswered)) throw error;
      mended[error instanceof Unavailable ? 'unavailable' : 'cut'] += 1;
      await pause(50 + Math.random() * 100);
    }
  }
}

function goOn(): void {
  const acknowledged = wanted.reduce((sum, one) => sum + one.acknowledged.size, 0);
  while (plan[0] && acknowledged >= plan[0].after * ORDERS * TASKS) {
    const { what } = plan.shift() ?? assert.fail();
    happening = happening.then(what).finally(() => (leftToHappen -= 1));
    // It is waited for at the end, and told then.
    happening.catch(() => undefined);
  }
}

async function dies(how: string, index: number, kill: () => void): Promise<void> {
  const ended = fleet.get(index).ended();
  kill();
  await ended;
  const { rows } = await database.query<UnderLease>(
    `select id, extract(epoch from packaging_due_at - service_now())::float as "secondsLeft" from orders where packaging in ('pending', 'failed') and packaging_due_at > service_now()`,
  );
  fleet.forget(index);
  deaths.push({ at: new Date(), underLease: rows });
  console.log(`an instance dies ${how}; orders that somebody has taken to seal: ${rows.length}`);
}

async function isStopped(index: number): Promise<void> {
  const before = { ...mended };
  const begun = performance.now();
  const code = await fleet.get(index).stop();
  assert.equal(code, 0, 'It did not stop well.');
  fleet.forget(index);
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(
    `an instance is stopped, in ${seconds} s; meanwhile lines that were cut: ${mended.cut - before.cut}, ` +
      `answers with 503: ${mended.unavailable - before.unavailable}`,
  );
}

async function comesBack(index: number): Promise<void> {
  const { startMilliseconds } = await fleet.bring(index);
  console.log(`it is back after ${startMilliseconds} ms`);
}

/** Everything that is in the history and is for signers, once, and in its order. */
function checkFollower({ sequences }: Followed, { history }: Evidence): void {
  const forSigners: readonly string[] = STATUS_CHANGES;
  const entries = history.entries.filter(({ type }) => forSigners.includes(type));
  assert.deepEqual(
    sequences,
    entries.map(({ sequence }) => sequence),
  );
}

async function report(seconds: number, evidence: ReadonlyMap<string, Evidence>): Promise<void> {
  const momentOf = (id: string, type: string) =>
    Math.max(
      ...(evidence.get(id)?.history.entries ?? [])
        .filter((entry) => entry.type === type)
        .map(({ at }) => Date.parse(at)),
    );
  const waits = [...evidence.keys()].map(
    (id) => momentOf(id, 'order.sealed') - momentOf(id, 'task.completed'),
  );
  // What somebody else had taken was sealed before its lease ended.
  const orphans = deaths.flatMap(({ at, underLease }) =>
    underLease
      .map(({ id, secondsLeft }) => ({
        secondsLeft,
        sealedAfter: momentOf(id, 'order.sealed') - at.getTime(),
      }))
      .filter(({ secondsLeft, sealedAfter }) => sealedAfter > secondsLeft * 1000),
  );
  const breaks = (await Promise.all(followers.values())).reduce((sum, followed) => sum + followed.breaks, 0);
  const completions = wanted.reduce((sum, one) => sum + one.acknowledged.size, 0);
  const inSeconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
  console.log(
    `${INSTANCES} instances, ${sharing}: ${wanted.length} orders, ${completions} completions in ${seconds.toFixed(1)} s; ` +
      `${deaths.length} killed, 1 stopped; errors mended by a retry: ${mended.cut} lines cut, ${mended.unavailable} × 503; ` +
      `streams taken up again: ${breaks}`,
  );
  console.log(
    `from the last signature to the sealed file: longest ${inSeconds(Math.max(...waits))}; ` +
      `orders of the dead: ${orphans.length}, kept by their lease for at most ` +
      `${Math.max(0, ...orphans.map(({ secondsLeft }) => secondsLeft)).toFixed(1)} s, ` +
      `sealed by others at most ${inSeconds(Math.max(0, ...orphans.map(({ sealedAfter }) => sealedAfter)))} after the death`,
  );
  console.log(`nothing lost, nothing sealed twice, ${told.ids.size} notices each under one id`);
}
