/** A signer who has opened a task, as tests speak of one. */
import type { Completion, Task, TaskSession } from '../../src/task/contract.ts';
import type { Answer, TestService } from './test-service.ts';

export class Signer {
  constructor(
    readonly service: TestService,
    readonly session: TaskSession,
  ) {}

  get task(): Task {
    return this.session.task;
  }

  get headers(): Record<string, string> {
    return { authorization: `Bearer ${this.session.token}` };
  }

  async read(): Promise<Answer<Task>> {
    return this.service.call<Task>('readTask', `/tasks/${this.task.id}`, { headers: this.headers });
  }

  /** The completion that the task asks for, all of it. */
  completion(change: Partial<Completion> = {}): Completion {
    const { version, sha256, locale } = this.task.consent;
    return {
      actions: this.task.actions.map(({ id, document }) => ({ id, documentSha256: document.sha256 })),
      consent: { version, sha256, locale },
      signature: { method: 'consent' },
      ...change,
    };
  }

  async decline<Body = Task>(
    what: 'rejection' | 'postponement' | 'cancellation',
    body: unknown = {},
  ): Promise<Answer<Body>> {
    const operation = {
      rejection: 'rejectTask',
      postponement: 'postponeTask',
      cancellation: 'cancelTask',
    } as const;
    const call = { method: 'POST', headers: this.headers, body };
    return this.service.call<Body>(operation[what], `/tasks/${this.task.id}/${what}`, call);
  }

  /** Signs with what the task shows now, unless the test says otherwise. */
  async complete<Body = Task>(
    options: { key?: string; etag?: string | null; body?: unknown } = {},
  ): Promise<Answer<Body>> {
    const etag = options.etag === undefined ? (await this.read()).headers.get('etag') : options.etag;
    return this.service.call<Body>('completeTask', `/tasks/${this.task.id}/completion`, {
      method: 'POST',
      headers: {
        ...this.headers,
        'idempotency-key': options.key ?? 'attempt-of-this-signer',
        ...(etag !== null && { 'if-match': etag }),
      },
      body: options.body ?? this.completion(),
    });
  }
}
