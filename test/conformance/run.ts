/** Runs the checks: those that touch nothing of each other at once, those that lock something up at the end. */
import { ALL_CHECKS } from './all-checks.ts';
import type { Check } from './check.ts';
import { Contract } from './contract.ts';
import { coverageOf, type Coverage } from './coverage.ts';
import { Departure, NotChecked } from './expect.ts';
import { Ledger } from './ledger.ts';
import { UsageError } from './options.ts';
import { Service } from './service.ts';
import type { Target } from './target.ts';
import { WebhookInbox } from './webhook-inbox.ts';
import { World } from './world.ts';

export interface Result {
  readonly heading: string;
  readonly says: string;
  readonly section: string;
  readonly outcome: 'passed' | 'failed' | 'not checked';
  /** Why it was not checked. */
  readonly reason?: string;
  readonly expected?: string;
  readonly came?: string;
  readonly milliseconds: number;
}

export interface Report {
  readonly results: readonly Result[];
  readonly coverage: Coverage;
}

export interface RunOptions {
  /** Only checks whose heading or sentence holds one of these, in any case. Left out or empty, all. */
  readonly only?: readonly string[];
  /** Told as they end. */
  readonly onResult?: (result: Result) => void;
}

export const EVERY_ANSWER = 'Every answer';
const AT_ONCE = 6;

/** @throws Error where the service cannot be reached at all */
export async function runConformance(
  target: Target,
  { only = [], onResult = () => undefined }: RunOptions = {},
): Promise<Report> {
  const contract = new Contract();
  const ledger = new Ledger(contract, target);
  const service = new Service(target, contract, ledger);
  const inbox = target.webhooks && (await WebhookInbox.start(target.webhooks));
  const world = new World(service, inbox);
  const results: Result[] = [];
  const keep = (result: Result) => {
    results.push(result);
    onResult(result);
  };
  try {
    await reach(service);
    const wanted = ALL_CHECKS.filter(({ heading, says }) => {
      const words = `${heading} ${says}`.toLowerCase();
      return only.length === 0 || only.some((text) => words.includes(text.toLowerCase()));
    });
    if (wanted.length === 0) throw new UsageError(`No check has “${only.join('”, “')}” in its words.`);
    // The longest first, so that nobody waits for them alone.
    const atOnce = wanted.filter(({ when }) => when === 'at once');
    const waiting = atOnce.filter(({ waitsSeconds }) => waitsSeconds > 0);
    const busy = atOnce.filter(({ waitsSeconds }) => waitsSeconds === 0);
    // So does to seal, which many look at.
    if (only.length === 0) world.sealed().catch(() => undefined);
    // To wait takes no strength: those that do keep no other from being run.
    await Promise.all([
      ...waiting.map(async (check) => keep(await runOne(check, world))),
      ...Array.from({ length: AT_ONCE }, async () => {
        for (let check = busy.shift(); check; check = busy.shift()) keep(await runOne(check, world));
      }),
    ]);
    for (const check of wanted.filter(({ when }) => when === 'last')) keep(await runOne(check, world));
    for (const result of everyAnswer(ledger)) keep(result);
    return { results: inOrder(results), coverage: coverageOf(contract, ledger) };
  } finally {
    await inbox?.stop();
  }
}

async function reach(service: Service): Promise<void> {
  const { serviceUrl } = service.target;
  await service.plain('/').catch((cause: unknown) => {
    throw new Error(`Nobody answers at ${serviceUrl}.`, { cause });
  });
  const { status } = await service.call('listOrders', { query: { limit: '1' } });
  if (status === 401) throw new Error(`${serviceUrl} does not take the API key.`);
}

async function runOne({ run, heading, says, section }: Check, world: World): Promise<Result> {
  const startedAt = performance.now();
  const common = () => ({ heading, says, section, milliseconds: Math.round(performance.now() - startedAt) });
  try {
    await run(world);
    return { ...common(), outcome: 'passed' };
  } catch (error) {
    if (error instanceof NotChecked) return { ...common(), outcome: 'not checked', reason: error.reason };
    const { expected, came } =
      error instanceof Departure ? error : { expected: 'an answer that can be read', came: String(error) };
    return { ...common(), outcome: 'failed', expected, came };
  }
}

/** As the checks stand in their list; those of every answer come last. */
function inOrder(results: readonly Result[]): readonly Result[] {
  const places = new Map(ALL_CHECKS.map(({ heading, says }, place) => [`${heading} ${says}`, place]));
  const placeOf = ({ heading, says }: Result) => places.get(`${heading} ${says}`) ?? ALL_CHECKS.length;
  return [...results].sort((a, b) => placeOf(a) - placeOf(b));
}

function everyAnswer(ledger: Ledger): readonly Result[] {
  return ledger.rules.map(({ rule, looked, faults }) => {
    const common = { heading: EVERY_ANSWER, says: rule.says, section: rule.section, milliseconds: 0 };
    if (looked === 0) return { ...common, outcome: 'not checked', reason: 'no answer came that it is for' };
    if (faults.length === 0) return { ...common, outcome: 'passed' };
    const more = faults.length > 3 ? `; and ${faults.length - 3} more` : '';
    return {
      ...common,
      outcome: 'failed',
      expected: `it of all ${looked} answers`,
      came: `${faults.slice(0, 3).join('; ')}${more}`,
    };
  });
}
