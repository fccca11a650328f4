/** A signer who has opened a task. */
import type { Completion, DocumentAction, Task, TaskSession, UploadAction } from '../../src/task/contract.ts';
import { signedHashes } from '../harness/signed-hashes.ts';
import type { OperationId } from './contract.ts';
import { Departure, given } from './expect.ts';
import type { Answer, Asked } from './service.ts';
import type { World } from './world.ts';

export class Signer {
  constructor(
    readonly world: World,
    readonly session: TaskSession,
    /** Of the task as it was opened. */
    readonly etag: string,
  ) {}

  get task(): Task {
    return this.session.task;
  }

  get taskId(): string {
    return this.task.id;
  }

  /** An operation on the signer's own task. */
  call<Json = Task>(id: OperationId, asked: Asked = {}): Promise<Answer<Json>> {
    return this.world.service.call<Json>(id, {
      as: this.session.token,
      ...asked,
      params: { taskId: this.taskId, ...asked.params },
    });
  }

  async read(): Promise<Task> {
    return given(await this.call('readTask'), 200);
  }

  async tag(): Promise<string> {
    return (await this.call('readTask')).headers.get('etag') ?? '';
  }

  document(index = 0): DocumentAction {
    const action = this.task.actions.filter((candidate) => candidate.type !== 'upload')[index];
    if (!action) throw new Departure('the task to have a document', JSON.stringify(this.task.actions));
    return action;
  }

  uploadAction(task = this.task): UploadAction {
    const action = task.actions.find((candidate) => candidate.type === 'upload');
    if (!action) throw new Departure('the task to have an upload', JSON.stringify(task.actions));
    return action;
  }

  /** All that the task asks for. */
  completion(change: Partial<Completion> = {}, task = this.task): Completion {
    const { version, sha256, locale } = task.consent;
    return {
      actions: signedHashes(task),
      consent: { version, sha256, locale },
      signature: { method: 'consent' },
      ...change,
    };
  }

  /** Signs what was shown when the task was opened, unless told otherwise. */
  complete({
    key = crypto.randomUUID(),
    etag = this.etag,
    body = this.completion(),
  }: { key?: string | null; etag?: string | null; body?: unknown } = {}): Promise<Answer<Task>> {
    return this.call('completeTask', {
      headers: {
        ...(key !== null && { 'idempotency-key': key }),
        ...(etag !== null && { 'if-match': etag }),
      },
      body,
    });
  }

  decline(what: 'rejectTask' | 'postponeTask' | 'cancelTask', body: unknown = {}): Promise<Answer<Task>> {
    return this.call(what, { body });
  }

  /** For the first action that asks for it. */
  upload(bytes: Uint8Array, name?: string): Promise<Answer<Task>> {
    return this.call('putUpload', {
      params: { actionId: this.uploadAction().id },
      headers: {
        'content-type': 'application/octet-stream',
        ...(name !== undefined && {
          'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
        }),
      },
      body: bytes,
    });
  }

  bytesOf(asked: Asked = {}): Promise<Answer> {
    return this.call('readTaskDocument', {
      ...asked,
      params: { documentId: this.document().document.id, ...asked.params },
    });
  }
}
