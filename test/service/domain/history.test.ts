import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import {
  canonicalEntry,
  chainHistory,
  EMPTY_HISTORY,
  type HistoryEntry,
  type HistoryFact,
} from '../../../demo/service/domain/history.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const AT = new Date('2026-03-01T12:00:00.000Z');
const FACTS: readonly HistoryFact[] = [
  { type: 'order.created', data: { documents: ['aa', 'bb'] } },
  { type: 'task.ready', taskId: 'task_1' },
  { type: 'task.opened', taskId: 'task_1' },
  { type: 'task.completed', taskId: 'task_1', data: { evidenceSha256: 'cc' } },
  { type: 'order.packaging' },
];
const CHAIN = chainHistory('ord_1', EMPTY_HISTORY, FACTS, AT, sha256);

/** The place of the first entry that does not follow from the one before it; -1 where all do. */
function firstBreak(orderId: string, entries: readonly HistoryEntry[]): number {
  let head = EMPTY_HISTORY;
  for (const [index, entry] of entries.entries()) {
    const { sequence, previousHash, hash } = entry;
    if (sequence !== head.sequence + 1 || previousHash !== head.hash) return index;
    if (hash !== sha256(canonicalEntry(orderId, entry))) return index;
    head = { sequence, hash };
  }
  return -1;
}

function edited(index: number, change: Partial<HistoryEntry>): HistoryEntry[] {
  return CHAIN.map((entry, at) => (at === index ? { ...entry, ...change } : entry));
}

describe('the history of an order', () => {
  test('every entry follows from the one before it', () => {
    assert.equal(firstBreak('ord_1', CHAIN), -1);
    assert.deepEqual(
      CHAIN.map((entry) => entry.sequence),
      [1, 2, 3, 4, 5],
    );
    assert.equal(CHAIN[0]?.previousHash, '0'.repeat(64));
  });

  test('written in two parts it is the same chain', () => {
    const first = chainHistory('ord_1', EMPTY_HISTORY, FACTS.slice(0, 2), AT, sha256);
    const head = first.at(-1) ?? EMPTY_HISTORY;
    assert.deepEqual([...first, ...chainHistory('ord_1', head, FACTS.slice(2), AT, sha256)], CHAIN);
  });

  const edits: readonly [string, Partial<HistoryEntry>][] = [
    ['type', { type: 'task.expired' }],
    ['time', { at: new Date(AT.getTime() + 1) }],
    ['task', { taskId: 'task_2' }],
    ['data', { data: { evidenceSha256: 'cd' } }],
    ['place', { sequence: 7 }],
    ['previous hash', { previousHash: '1'.repeat(64) }],
    ['hash', { hash: '1'.repeat(64) }],
  ];
  for (const [what, change] of edits) {
    test(`an entry whose ${what} was edited breaks it`, () => {
      for (let index = 0; index < CHAIN.length; index += 1)
        assert.equal(firstBreak('ord_1', edited(index, change)), index);
    });
  }

  test('an edited entry with a fresh hash breaks it at the next one, and the head never fits again', () => {
    for (let index = 0; index < CHAIN.length - 1; index += 1) {
      const forged = edited(index, { at: new Date(0) });
      const entry = forged[index] as HistoryEntry;
      forged[index] = { ...entry, hash: sha256(canonicalEntry('ord_1', entry)) };
      assert.equal(firstBreak('ord_1', forged), index + 1);
    }
    const changed = FACTS.map((fact, at) => (at === 0 ? { ...fact, data: {} } : fact));
    const rebuilt = chainHistory('ord_1', EMPTY_HISTORY, changed, AT, sha256);
    for (const [index, entry] of rebuilt.entries()) assert.notEqual(entry.hash, CHAIN[index]?.hash);
  });

  test('an entry that was taken out breaks it', () => {
    for (let index = 0; index < CHAIN.length - 1; index += 1)
      assert.equal(
        firstBreak(
          'ord_1',
          CHAIN.filter((_, at) => at !== index),
        ),
        index,
      );
  });

  test('two entries that changed places break it', () => {
    for (let index = 0; index < CHAIN.length - 1; index += 1) {
      const moved = [...CHAIN];
      [moved[index], moved[index + 1]] = [CHAIN[index + 1] as HistoryEntry, CHAIN[index] as HistoryEntry];
      assert.equal(firstBreak('ord_1', moved), index);
    }
  });

  test("an order's history is not another order's", () => {
    assert.equal(firstBreak('ord_2', CHAIN), 0);
  });

  test('a hash is over the canonical form of the entry, so that anyone can check it', () => {
    assert.equal(
      canonicalEntry('ord_1', CHAIN[1] as HistoryEntry),
      `{"at":"2026-03-01T12:00:00.000Z","orderId":"ord_1","previousHash":"${CHAIN[0]?.hash}","sequence":2,"taskId":"task_1","type":"task.ready"}`,
    );
  });
});
