/** One artifact, many hands: whoever comes first is in, nobody else is, and after 30 seconds nobody at all. */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Database } from '../../../demo/service/ports/database.ts';
import { insertArtifact, redeemArtifact } from '../../../demo/service/storage/artifacts.ts';
import { insertOrder } from '../../../demo/service/storage/insert-order.ts';
import { eachDatabase } from '../../harness/each-database.ts';
import { insertSampleDocuments, sampleOrder } from './database-sample.ts';

/** `REDEMPTION_ROUNDS=1000` for the figure of the scale goals: some minutes. */
const ROUNDS = Number(process.env.REDEMPTION_ROUNDS ?? 100);
const HANDS = 20;
const LIFE_MILLISECONDS = 30_000;

eachDatabase('redeeming an artifact', (open) => {
  let instances: readonly [Database, Database];
  let taskId: string;

  before(async () => {
    instances = [await open(), await open()];
    const order = sampleOrder('rounds');
    await insertSampleDocuments(instances[0], order);
    await insertOrder(instances[0], order, 'open');
    taskId = order.tasks[0]?.id ?? '';
  });

  async function holdClock(at: Date): Promise<void> {
    await instances[0].transaction(async (sql) => {
      await sql.query('delete from held_clock');
      await sql.query('insert into held_clock (held_at) values ($1)', [at]);
    });
  }
  const issue = (hash: string) => insertArtifact(instances[0], hash, { taskId, loginId: undefined });
  /** At once, from both instances. */
  async function winners(hash: string): Promise<number> {
    const hands = Array.from({ length: HANDS }, (_, hand) => {
      const database = hand % 2 === 0 ? instances[0] : instances[1];
      return redeemArtifact(database, hash, `session-${hash}-${hand}`);
    });
    return (await Promise.all(hands)).filter((redeemed) => redeemed?.taskId === taskId).length;
  }

  describe(`${ROUNDS} rounds of ${HANDS} hands`, () => {
    test('have one winner each, the last at 29.999 seconds; none at 30 seconds', async () => {
      const wrong: string[] = [];
      let at = Date.parse('2027-01-01T00:00:00.000Z');
      for (let round = 0; round < ROUNDS; round += 1) {
        await holdClock(new Date(at));
        const expiresAt = await issue(`living-${round}`);
        await issue(`dead-${round}`);
        assert.equal(expiresAt.getTime(), at + LIFE_MILLISECONDS);
        // From the first millisecond of its life to the last.
        const after = Math.round((round / (ROUNDS - 1)) * (LIFE_MILLISECONDS - 1));
        await holdClock(new Date(at + after));
        const won = await winners(`living-${round}`);
        if (won !== 1) wrong.push(`round ${round}: ${won} winners`);
        at += LIFE_MILLISECONDS;
        await holdClock(new Date(at));
        const late = await winners(`dead-${round}`);
        if (late !== 0) wrong.push(`round ${round}: ${late} winners after 30 s`);
      }
      assert.deepEqual(wrong, []);
    });

    test('leave the artifact to the session that won, and to nobody else', async () => {
      await holdClock(new Date('2028-01-01T00:00:00.000Z'));
      await issue('again');
      assert.ok(await redeemArtifact(instances[0], 'again', 'the-winner'));
      assert.ok(await redeemArtifact(instances[1], 'again', 'the-winner'));
      assert.equal(await redeemArtifact(instances[1], 'again', 'another'), undefined);
      assert.equal(await winners('again'), 0);
    });
  });
});
