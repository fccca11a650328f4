/** A service in a few lines, without a network: it answers as it is told to, or never. */
import type { FailureCode } from '../src/session/failure.ts';
import type { LoginOffer } from '../src/session/login-offer.ts';
import type { Answer, TaskClient } from '../src/task/client.ts';
import type { Task } from '../src/task/contract.ts';
import { TaskError } from '../src/task/task-error.ts';
import { sampleBytes, sampleTask, signed } from './sample-task.ts';

/** A code to refuse with, `never` for no answer. */
export type Outcome = FailureCode | 'never';

export interface SampleService {
  readonly task?: Partial<Task> | (() => Promise<Partial<Task>>);
  readonly open?: Outcome;
  readonly complete?: Outcome;
  readonly read?: Outcome;
  readonly reject?: Outcome;
  readonly leave?: Outcome;
  readonly documents?: Outcome | 'tampered';
  /** How to log in, with an outcome that asks for it. */
  readonly login?: LoginOffer;
  readonly requestId?: string;
  readonly reason?: string;
  readonly retryAfterSeconds?: number;
}

const RETRYABLE: readonly FailureCode[] = [
  'service-unavailable',
  'offline',
  'timeout',
  'too-many-attempts',
  'precondition-failed',
  'session-expired',
  'outcome-unknown',
  'login-cancelled',
  'login-blocked',
  'login-failed',
];

export function sampleClient(service: SampleService = {}): TaskClient {
  let task: Task | undefined;
  const current = async (): Promise<Task> => {
    const part = typeof service.task === 'function' ? await service.task() : service.task;
    return (task ??= await sampleTask(part));
  };
  const answer = async (): Promise<Answer> => ({ task: await current(), etag: '"1"' });

  async function unless(outcome: Outcome | undefined): Promise<void> {
    if (outcome === undefined) return;
    if (outcome === 'never') return new Promise(() => undefined);
    const { login, requestId, reason, retryAfterSeconds } = service;
    throw new TaskError({
      code: outcome,
      retryable: RETRYABLE.includes(outcome),
      ...(requestId !== undefined && { requestId }),
      ...(reason !== undefined && { reason }),
      ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
      ...(login && { login }),
    });
  }

  async function leave(): Promise<Answer> {
    await unless(service.leave);
    return answer();
  }

  return {
    async open() {
      await unless(service.open);
      return { ...(await answer()), token: 'sample' };
    },
    async read() {
      await unless(service.read);
      return answer();
    },
    async complete() {
      await unless(service.complete);
      task = signed(await current());
      return answer();
    },
    async reject() {
      await unless(service.reject);
      task = { ...(await current()), status: 'rejected', final: true };
      return answer();
    },
    postpone: leave,
    cancel: leave,
    events: () => new Promise(() => undefined),
    async reportPages() {},
    async fetchDocument(url) {
      if (service.documents === 'tampered') return new Response(new Uint8Array(8));
      await unless(service.documents);
      return new Response(sampleBytes(new URL(url).pathname.split('/').at(-1) ?? ''));
    },
    async close() {},
  };
}
