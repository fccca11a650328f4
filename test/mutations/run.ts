/**
 * `npm run test:mutations`: sealed orders of one to five signers over every kind of original, more than two thousand
 * changes to their PDFs and their evidence in ten families, and what must be accepted beside them. It ends with 1
 * when anything is accepted that should not be, or refused that should not be, or refused for no reason that it has.
 *
 *   --most N     so many of each family and order (12); `--most all` takes hours
 *   --seed N     other choices where they are random
 *   --family F   only families with this in their name
 */
import { parseArgs } from 'node:util';
import { startEvidenceService } from '../harness/evidence-service.ts';
import { SEED } from '../verifier/samples/mutation.ts';
import { askProgram } from './at-the-prompt.ts';
import { controlsOf } from './controls.ts';
import { MAKERS, spread } from './families.ts';
import { judge } from './judge.ts';
import { FAMILIES, type Stage } from './mutant.ts';
import { KINDS } from './originals.ts';
import { askOutsideTools } from './outside-tools.ts';
import type { SealedOrder } from './sealed-orders.ts';
import { sealOrders, stageOf } from './stage.ts';
import { Tally } from './tally.ts';

const FEWEST_OF_FAMILY = 60;
const FEWEST = 1000;
const FEWEST_CONTROLS = 100;
/** Of those that are judged, so many are shown to the program as well: one in so many. */
const SHOWN_EVERY = 100;

const { values } = parseArgs({
  options: {
    most: { type: 'string', default: '12' },
    seed: { type: 'string', default: String(SEED) },
    family: { type: 'string', default: '' },
  },
});
const most = values.most === 'all' ? Infinity : Number(values.most);
const seed = Number(values.seed);
if (!(most > 0) || !Number.isInteger(seed)) throw new RangeError('--most and --seed are numbers');

const families = FAMILIES.filter((name) => name.includes(values.family));
if (families.length === 0) throw new RangeError(`no family has “${values.family}” in its name`);

const say = (line: string): void => console.log(line);
const faults: string[] = [];

async function judgeControls(orders: readonly SealedOrder[], stage: Stage): Promise<void> {
  let accepted = 0;
  const controls = orders.flatMap((order) => controlsOf(order, stage));
  for (const { title, check } of controls) {
    const { valid, problems } = await check();
    if (valid) accepted += 1;
    else faults.push(`control refused: ${title}: ${JSON.stringify(problems.slice(0, 3))}`);
  }
  say(`\ncontrols: ${accepted} of ${controls.length} accepted`);
  if (controls.length < FEWEST_CONTROLS) faults.push(`only ${controls.length} controls`);
}

async function judgeFamilies(orders: readonly SealedOrder[], stage: Stage): Promise<void> {
  const tally = new Tally();
  let shown = 0;
  for (const family of families) {
    for (const [turn, order] of orders.entries()) {
      for (const mutant of spread(MAKERS[family](order, stage, seed + turn), most, turn)) {
        const judged = await judge(mutant, order, stage);
        tally.add(family, judged);
        if (tally.total % SHOWN_EVERY !== 0) continue;
        const { exitCode, last } = await askProgram(judged.shown.text, judged.shown.files, stage.anchorsPem);
        shown += 1;
        if (exitCode !== 1 || last !== 'refused')
          faults.push(`the program ends with ${exitCode}, “${last}”: ${mutant.title}`);
      }
    }
    say(`${family}: ${tally.made(family)} judged, ${tally.faults.length} faults so far`);
    if (tally.made(family) < FEWEST_OF_FAMILY) faults.push(`${family}: only ${tally.made(family)} made`);
  }
  tally.print(say);
  say(`\n${tally.total} mutations; ${shown} of them, shown to npm run verify-evidence, end with 1`);
  faults.push(...tally.faults);
  if (values.family === '' && tally.total < FEWEST) faults.push(`only ${tally.total} mutations`);
}

const started = await startEvidenceService();
const wanted = KINDS.flatMap((kind, at) =>
  [1, 2, 3, 4, 5].map((signers) => ({ kind, signers, turn: at + signers })),
);
let orders: SealedOrder[];
try {
  orders = await sealOrders(started, wanted, say);
} finally {
  await started.stop();
}
const stage = stageOf(started, orders);
say(`seed ${seed}, ${orders.length} sealed orders`);
faults.push(...(await askOutsideTools(orders, stage.anchorsPem, say)));
await judgeControls(orders, stage);
for (const { evidence, files } of orders.slice(0, 3)) {
  const sealed = files.map((file) => file.sealed);
  const { exitCode, last } = await askProgram(JSON.stringify(evidence), sealed, stage.anchorsPem);
  if (exitCode !== 0 || last !== 'valid') faults.push(`the program refuses a control: ${last}`);
}
await judgeFamilies(orders, stage);
for (const fault of faults) say(`FAULT ${fault}`);
say(faults.length === 0 ? '\nall refused, all controls accepted' : `\n${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
