/** A signer who leaves the page open, and is told what becomes of the order: by the widget's own stream. */
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { streamChanges } from '../../src/task/change-stream.ts';
import type { TaskSession } from '../../src/task/contract.ts';
import { taskAddressIn } from '../../src/task/task-address.ts';

export interface Followed {
  /** The places in the order's history of what the signer was told, as it came. */
  readonly sequences: readonly number[];
  /** How often the line broke, and was taken up again. */
  readonly breaks: number;
}

/**
 * @param service where the stream goes on after a break
 * @returns when the signer has been told that the order is completed
 */
export async function followToItsEnd(
  { token, task }: TaskSession,
  service: () => string,
  signal: AbortSignal,
): Promise<Followed> {
  const sequences: number[] = [];
  let isTold = false;
  let tell = () => {};
  // Node's `fetch` can lose the signal of a stream that is open for long: the end of it is not waited for.
  const end = new Promise<void>((resolve) => (tell = resolve));
  for (let breaks = 0; ; breaks += 1) {
    const address = taskAddressIn(service(), task.id) ?? assert.fail(task.id);
    const stream = streamChanges(fetch, { address, token, signal }, sequences.at(-1) ?? 0, {
      change({ sequence, type }) {
        sequences.push(sequence);
        isTold ||= type === 'order.completed';
        if (isTold) tell();
      },
    });
    await Promise.race([end, stream.catch(() => undefined)]);
    signal.throwIfAborted();
    if (isTold) return { sequences, breaks };
    await pause(50 + Math.random() * 100);
  }
}
