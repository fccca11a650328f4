/**
 * The ten families of `npm run test:mutations`, a few of each: real sealed orders and their evidence, changed. What
 * is tried is the same each time.
 */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { startEvidenceService } from '../harness/evidence-service.ts';
import { controlsOf } from './controls.ts';
import { MAKERS, spread } from './families.ts';
import { judge } from './judge.ts';
import { FAMILIES, type Stage } from './mutant.ts';
import type { SealedOrder } from './sealed-orders.ts';
import { sealOrders, stageOf } from './stage.ts';

const SEED = 20_260_115;
const OF_EACH = 3;

let orders: readonly SealedOrder[];
let stage: Stage;
before(async () => {
  const started = await startEvidenceService();
  try {
    orders = await sealOrders(
      started,
      [
        { kind: 'prepared', signers: 3, turn: 3 },
        { kind: 'streams', signers: 1, turn: 2 },
      ],
      assert.fail,
    );
    stage = stageOf(started, orders);
  } finally {
    await started.stop();
  }
});

describe('Sealed orders', () => {
  test('are accepted as they are, however their export is written, and made again with the keys', async () => {
    for (const order of orders) {
      for (const { title, check } of controlsOf(order, stage)) {
        const { valid, problems } = await check();
        assert.deepEqual(problems, [], title);
        assert.equal(valid, true, title);
      }
    }
  });

  for (const family of FAMILIES) {
    test(`are refused, for the reason that there is, with mutations of the family “${family}”`, async () => {
      for (const [turn, order] of orders.entries()) {
        const mutants = spread(MAKERS[family](order, stage, SEED + turn), OF_EACH, turn);
        assert.equal(mutants.length, OF_EACH);
        for (const mutant of mutants) {
          const { judgements, faults } = await judge(mutant, order, stage);
          assert.deepEqual(faults, []);
          assert.ok(judgements.every(({ refused }) => refused));
        }
      }
    });
  }
});
