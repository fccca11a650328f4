/** The changes of a task and its order from the service's stream. Loaded when a task is open, and not before. */
import type { ChangeFacts, OrderStatus, TaskStatus } from '../session/task-facts.ts';
import type { Access, ChangeListener } from './client.ts';
import type { StatusChange } from './contract.ts';
import { EventStreamParser, type ServerEvent } from './event-stream.ts';
import { failureFrom, failureOf } from './problem.ts';
import { TaskError } from './task-error.ts';
import { timeLimit, type TimeLimit } from './time-limit.ts';

/**
 * For the stream to begin, and then for the next sign of life, of which the service sends four in that time. A line
 * that was cut without a word would be waited on for ever.
 */
const SILENCE_MILLISECONDS = 60_000;

/** @throws {TaskError}, or the signal's reason when aborted */
export async function streamChanges(
  send: typeof fetch,
  { address, token, signal }: Access,
  lastEventId: number,
  listener: ChangeListener,
): Promise<void> {
  const limit = timeLimit(signal, SILENCE_MILLISECONDS);
  try {
    const response = await send(`${address.url}/events`, {
      headers: {
        Accept: 'text/event-stream',
        Authorization: `Bearer ${token}`,
        'Last-Event-ID': String(lastEventId),
      },
      redirect: 'error',
      signal: limit.signal,
    });
    if (!response.ok) throw new TaskError(await failureFrom(response));
    if (!response.body || !/^text\/event-stream\b/i.test(response.headers.get('Content-Type') ?? '')) {
      // Something else has answered, which would never tell anything.
      await response.body?.cancel();
      throw new TaskError({ code: 'service-unavailable', retryable: true, reason: 'not-a-stream' });
    }
    await read(response.body, listener, limit);
  } catch (error) {
    signal.throwIfAborted();
    throw new TaskError(failureOf(limit.signal.aborted ? limit.signal.reason : error), { cause: error });
  } finally {
    limit.done();
  }
}

async function read(
  body: ReadableStream<Uint8Array>,
  listener: ChangeListener,
  limit: TimeLimit,
): Promise<void> {
  const parser = new EventStreamParser(
    (event) => {
      const change = changeFrom(event);
      if (change) listener.change(change);
    },
    (milliseconds) => listener.retry?.(milliseconds),
  );
  const reader = body.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      limit.again();
      parser.push(next.value);
    }
  } catch (error) {
    await reader.cancel().catch(() => undefined);
    throw error;
  }
}

const TASK_STATUSES: readonly string[] = [
  'blocked',
  'ready',
  'completed',
  'rejected',
  'expired',
  'deleted',
] satisfies TaskStatus[];
const ORDER_STATUSES: readonly string[] = [
  'open',
  'packaging',
  'completed',
  'rejected',
  'expired',
  'deleted',
  'failed',
] satisfies OrderStatus[];

/** What is no change of this protocol is passed over: the task itself is read for everything that counts. */
function changeFrom({ type, data }: ServerEvent): ChangeFacts | undefined {
  if (type !== 'change') return undefined;
  const { sequence, type: what, own, task, order } = (parsed(data) ?? {}) as Partial<StatusChange>;
  const isChange =
    Number.isSafeInteger(sequence) &&
    typeof what === 'string' &&
    /^[a-z][a-z.-]{0,40}$/.test(what) &&
    typeof own === 'boolean' &&
    TASK_STATUSES.includes(task?.status ?? '') &&
    ORDER_STATUSES.includes(order?.status ?? '');
  if (!isChange || sequence === undefined || !task || !order) return undefined;
  return { sequence, type: what, own, taskStatus: task.status, orderStatus: order.status };
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
