/** A service in a few lines, without a network: it answers as it is told to, or never. */
import type { FailureCode } from '../src/session/failure.ts';
import type { LoginOffer } from '../src/session/login-offer.ts';
import type { Answer, TaskClient } from '../src/task/client.ts';
import type { Task } from '../src/task/contract.ts';
import { TaskError } from '../src/task/task-error.ts';
import { sampleBytes, sampleTask, signed } from './sample-task.ts';
import { withoutUpload, withUpload } from './sample-upload.ts';

/** A code to refuse with, `never` for no answer. */
export type Outcome = FailureCode | 'never';

export interface SampleService {
  readonly task?: Partial<Task> | (() => Promise<Partial<Task>>);
  readonly open?: Outcome;
  readonly complete?: Outcome;
  readonly read?: Outcome;
  readonly challenge?: Outcome;
  readonly reject?: Outcome;
  readonly leave?: Outcome;
  readonly upload?: Outcome;
  /** The bytes of a file that was uploaded before. */
  readonly uploaded?: Uint8Array<ArrayBuffer>;
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
  const uploads = new Map<string, Uint8Array<ArrayBuffer>>();
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
    // Its tasks take no passkeys.
    registerPasskey: () => Promise.reject(new TaskError({ code: 'signature-invalid', retryable: false })),
    readChallenge: () => Promise.reject(new TaskError({ code: 'not-found', retryable: false })),
    postpone: leave,
    cancel: leave,
    events: () => new Promise(() => undefined),
    async challenge({ address }, { method }) {
      await unless(service.challenge);
      const login = { id: 'login_sample', startUrl: `${address.service}/logins/login_sample/start` };
      return { id: login.id, method, random: 'sample', expiresAt: '2026-01-02T03:04:05.000Z', login };
    },
    async reportPages() {},
    async upload(_access, actionId, file, onProgress) {
      if (service.upload === 'never') onProgress(0.4);
      await unless(service.upload);
      const bytes = new Uint8Array(await file.arrayBuffer());
      uploads.set(actionId, bytes);
      task = await withUpload(await current(), actionId, file, bytes);
      return answer();
    },
    async removeUpload(_access, actionId) {
      task = withoutUpload(await current(), actionId);
      return answer();
    },
    async fetchDocument(url) {
      if (service.documents === 'tampered') return new Response(new Uint8Array(8));
      await unless(service.documents);
      const [, actionId] = /\/actions\/([^/]+)\/upload$/.exec(String(url)) ?? [];
      if (actionId !== undefined) return new Response(uploads.get(actionId) ?? service.uploaded ?? null);
      return new Response(sampleBytes(new URL(url).pathname.split('/').at(-1) ?? ''));
    },
    async close() {},
  };
}
