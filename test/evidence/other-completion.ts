/** A completion with another content, whose hash is right everywhere that nobody but the service vouches for. */
import assert from 'node:assert/strict';
import { chainHistory, EMPTY_HISTORY } from '../../demo/service/domain/history.ts';
import { sha256, sha256OfJson } from '../../demo/service/use-cases/service-context.ts';
import type { Evidence } from '../../src/task/contract.ts';
import type { Entry, Open } from './checked.ts';

export function tasks(evidence: Evidence): [Open, Open, Open] {
  return evidence.tasks as unknown as [Open, Open, Open];
}

export function completion(evidence: Evidence, at: number): Open {
  return tasks(evidence)[at as 0]['completion'] as Open;
}

export function signature(evidence: Evidence, at: number): Open {
  return (completion(evidence, at)['signature'] as [Open])[0];
}

export function rehashed(evidence: Evidence, at: number): void {
  const evidenceSha256 = sha256OfJson(completion(evidence, at));
  const task = tasks(evidence)[at as 0];
  task['completionSha256'] = evidenceSha256;
  rechained(evidence, ({ type, taskId, data }) =>
    type === 'task.completed' && taskId === task['id'] ? { evidenceSha256 } : data,
  );
}

/** The history with other facts in some of its lines, and every hash of it right. */
export function rechained(evidence: Evidence, dataOf: (entry: Entry) => Entry['data']): void {
  let head = EMPTY_HISTORY;
  const entries = evidence.history.entries.map((line) => {
    const { type, taskId, at } = line;
    const fact = { type, taskId, data: dataOf(line) };
    const [entry] = chainHistory(evidence.order.id, head, [fact as never], new Date(at), sha256);
    assert.ok(entry);
    head = entry;
    return JSON.parse(JSON.stringify(entry)) as Entry;
  });
  evidence.history = { entries, head: { sequence: head.sequence, hash: head.hash } };
}
