/** A signer who has opened a task, as tests speak of one. */
import type { Completion, Task, TaskSession, UploadAction } from '../../src/task/contract.ts';
import { signedHashes } from './signed-hashes.ts';
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
      actions: signedHashes(this.task),
      consent: { version, sha256, locale },
      signature: { method: 'consent' },
      ...change,
    };
  }

  /** What the task asks the signer to upload, in its order. */
  get uploadActions(): UploadAction[] {
    return this.task.actions.filter((action) => action.type === 'upload');
  }

  /** For the first action that asks for it, unless another one is named. */
  async upload<Body = Task>(
    bytes: Uint8Array,
    options: { actionId?: string; name?: string; headers?: Record<string, string> } = {},
  ): Promise<Answer<Body>> {
    const { name, headers } = options;
    return this.service.call<Body>('putUpload', this.#uploadPath(options.actionId), {
      method: 'PUT',
      headers: {
        ...this.headers,
        'content-type': 'application/octet-stream',
        ...(name !== undefined && {
          'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
        }),
        ...headers,
      },
      body: bytes,
    });
  }

  async readUpload<Body = Uint8Array>(actionId?: string, headers = {}): Promise<Answer<Body>> {
    const call = { headers: { ...this.headers, ...headers } };
    return this.service.call<Body>('readUpload', this.#uploadPath(actionId), call);
  }

  async removeUpload<Body = Task>(actionId?: string): Promise<Answer<Body>> {
    const call = { method: 'DELETE', headers: this.headers };
    return this.service.call<Body>('removeUpload', this.#uploadPath(actionId), call);
  }

  #uploadPath(actionId = this.uploadActions[0]?.id ?? ''): string {
    return `/tasks/${this.task.id}/actions/${actionId}/upload`;
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
        'content-type': 'application/json',
        'idempotency-key': options.key ?? 'attempt-of-this-signer',
        ...(etag !== null && { 'if-match': etag }),
      },
      body: options.body ?? this.completion(),
    });
  }
}
