/** A history that was edited, shortened or put in another order: the line is named. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  canonicalEntry,
  chainHistory,
  EMPTY_HISTORY,
  type HistoryType,
} from '../../demo/service/domain/history.ts';
import { sha256 } from '../../demo/service/use-cases/service-context.ts';
import type { Evidence } from '../../src/task/contract.ts';
import { changed, found, verified, type Entry, type GetSample } from './checked.ts';

export function changedHistories(sample: GetSample): void {
  describe('a history that somebody has been at', () => {
    const namesLine = (evidence: Evidence, line: number) => {
      const verification = verified(sample(), evidence);
      assert.equal(verification.valid, false);
      const lines = found(verification, 'history-line');
      assert.ok(
        lines[0]?.startsWith(`line ${line} of the history`),
        `line ${line} is named first: ${lines.join('; ')}`,
      );
    };
    const lines = (evidence: Evidence) => evidence.history.entries;

    for (const [what, edit] of [
      ['another kind of event', (entry) => (entry.type = 'task.viewed')],
      ['another time', (entry) => (entry.at = '2026-01-01T00:00:00.000Z')],
      ['another task', (entry) => (entry.taskId = 'task_another')],
      ['more to it', (entry) => (entry.data = { ...entry.data, reason: 'none' })],
      ['another hash', (entry) => (entry.hash = sha256(entry.hash))],
      ['another place', (entry) => (entry.sequence += 1)],
      ['a member that nothing covers', (entry) => Object.assign(entry, { note: 'added' })],
    ] as readonly (readonly [string, (entry: Entry) => unknown])[]) {
      test(`is told where a line has got ${what}`, () => {
        lines(sample().evidence).forEach((_, index) =>
          namesLine(
            changed(sample().evidence, (copy) => edit(lines(copy)[index] ?? assert.fail())),
            index + 1,
          ),
        );
      });
    }

    test('is told where the hash of a line was made anew: the next one does not follow', () => {
      for (let index = 0; index < lines(sample().evidence).length - 1; index++)
        namesLine(
          changed(sample().evidence, (copy) => {
            const line = lines(copy)[index] ?? assert.fail();
            const { hash: _, at, ...fact } = { ...line, data: { note: 'nothing happened' } };
            const text = canonicalEntry(copy.order.id, { ...fact, type: 'task.viewed', at: new Date(at) });
            lines(copy)[index] = { ...fact, type: 'task.viewed', at, hash: sha256(text) };
          }),
          index + 2,
        );
    });

    test('is told where a line has gone', () => {
      for (let index = 0; index < lines(sample().evidence).length - 1; index++)
        namesLine(
          changed(sample().evidence, (copy) => lines(copy).splice(index, 1)),
          index + 1,
        );
    });

    test('is told where two lines have changed places', () => {
      for (let index = 0; index < lines(sample().evidence).length - 1; index++)
        namesLine(
          changed(sample().evidence, (copy) =>
            lines(copy).splice(
              index,
              2,
              ...lines(copy)
                .slice(index, index + 2)
                .reverse(),
            ),
          ),
          index + 1,
        );
    });

    test('is told where a line stands twice', () => {
      lines(sample().evidence).forEach((line, index) =>
        namesLine(
          changed(sample().evidence, (copy) => lines(copy).splice(index, 0, line)),
          index + 2,
        ),
      );
    });

    test('is told to have lost its end', () => {
      for (let length = 0; length < lines(sample().evidence).length; length++) {
        const verification = verified(
          sample(),
          changed(sample().evidence, (copy) => lines(copy).splice(length)),
        );
        const [message = ''] = found(verification, 'history-head');
        assert.ok(message.startsWith(`line ${length} of the history is the last one here`), message);
      }
    });

    test('is told to be written anew, since the signature is over its head', () => {
      const rewritten = changed(sample().evidence, (copy) => {
        const facts = lines(copy)
          .slice(0, -1)
          .map(({ type, taskId, data }) => ({ type: type as HistoryType, ...(taskId && { taskId }), data }));
        const chain = chainHistory(copy.order.id, EMPTY_HISTORY, facts as never, new Date(), sha256);
        copy.history.entries = chain.map(({ at, ...entry }) => ({
          ...entry,
          at: at.toISOString(),
        })) as Entry[];
        const { sequence, hash } = copy.history.entries.at(-1) ?? assert.fail();
        copy.history.head = { sequence, hash };
      });
      assert.deepEqual(found(verified(sample(), rewritten), 'history-line'), []);
      assert.ok(found(verified(sample(), rewritten), 'evidence-signature').length > 0);
    });
  });
}
