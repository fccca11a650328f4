import assert from 'node:assert/strict';
import { test } from 'node:test';
import { retryAt } from '../../../demo/service/domain/retry-at.ts';

const NOW = new Date('2026-03-01T12:00:00Z');
const waitSeconds = (attempts: number) => (retryAt(NOW, attempts).getTime() - NOW.getTime()) / 1000;

test('work is tried again after 5 s, then each time after three times as long', () => {
  assert.deepEqual([1, 2, 3, 4, 5, 6].map(waitSeconds), [5, 15, 45, 135, 405, 1215]);
});

test('it is tried at least once an hour, however often it has failed', () => {
  for (const attempts of [7, 8, 50, 10_000]) assert.equal(waitSeconds(attempts), 3600);
});

test('a count that cannot be still gives a time ahead', () => {
  assert.equal(waitSeconds(0), 5);
});
