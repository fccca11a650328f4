/**
 * Carries out what becomes of the signer's own files: sends them, takes them away, and has the ones that the service
 * holds shown back. Comes with the signing.
 */
import { digestOf } from '../document/bytes/digest.ts';
import type { OpenDocument } from '../document/document-engine.ts';
import type { Effect } from '../session/effect.ts';
import type { SessionEvent } from '../session/session-event.ts';
import type { UploadPreview } from '../steps/step-context.ts';
import type { Answer } from '../task/client.ts';
import type { Task, UploadAction, UploadedFile } from '../task/contract.ts';
import { failureFrom, failureOf } from '../task/problem.ts';
import { TaskError } from '../task/task-error.ts';
import { fetchDocument, openDocument } from './open-document.ts';
import type { SessionSettings } from './session-settings.ts';
import type { TaskAccess } from './task-access.ts';

export type UploadEffect = Effect & { readonly type: 'upload' | 'remove-upload' | 'stop-upload' };

export interface UploadingSession {
  readonly access: TaskAccess | undefined;
  /** Aborted at the end of the run. */
  readonly signal: AbortSignal;
  settings(): SessionSettings;
  send(event: SessionEvent<Task>): void;
  /** A preview has come, or will not come. */
  changed(): void;
}

interface Previewed {
  readonly sha256: string;
  preview: UploadPreview;
  readonly end: () => void;
}

export class Uploads {
  readonly #session: UploadingSession;
  /** What the signer chose last, by action, to be sent again where it did not get through. */
  readonly #files = new Map<string, File>();
  readonly #sending = new Map<string, AbortController>();
  readonly #previews = new Map<string, Previewed>();

  constructor(session: UploadingSession) {
    this.#session = session;
  }

  /** @param file without one, that of the last time is tried again */
  choose(actionId: string, file = this.#files.get(actionId)): void {
    if (!file) return;
    this.#files.set(actionId, file);
    const { name, type: mediaType, size: sizeBytes } = file;
    this.#session.send({ type: 'upload-asked', actionId, file: { name, mediaType, sizeBytes } });
  }

  run({ type, actionId }: UploadEffect, run: number): void {
    this.#sending.get(actionId)?.abort(new DOMException('It is not wanted any more.', 'AbortError'));
    this.#sending.delete(actionId);
    const file = this.#files.get(actionId);
    switch (type) {
      case 'stop-upload':
        return;
      case 'remove-upload':
        this.#files.delete(actionId);
        return this.#ask(actionId, run, (access, signal) =>
          access.call(signal, (granted) => access.client.removeUpload(granted, actionId)),
        );
      case 'upload':
        if (!file) return;
        return this.#ask(actionId, run, (access, signal) =>
          access.call(signal, (granted) =>
            access.client.upload(granted, actionId, file, (share) => {
              if (!signal.aborted) this.#session.send({ type: 'upload-progressed', run, actionId, share });
            }),
          ),
        );
    }
  }

  /** What is shown of a file that the service holds; it is fetched when it is first asked for. */
  preview({ id, upload: { file } }: UploadAction): UploadPreview {
    const before = this.#previews.get(id);
    if (before && before.sha256 === file?.sha256) return before.preview;
    before?.end();
    this.#previews.delete(id);
    return file ? this.#fetch(id, file) : 'coming';
  }

  /** Lets go of everything. */
  close(): void {
    for (const controller of this.#sending.values()) controller.abort();
    for (const { end } of this.#previews.values()) end();
    this.#files.clear();
    this.#sending.clear();
    this.#previews.clear();
  }

  #ask(
    actionId: string,
    run: number,
    request: (access: TaskAccess, signal: AbortSignal) => Promise<Answer>,
  ): void {
    const { access } = this.#session;
    if (!access) return;
    const controller = new AbortController();
    this.#sending.set(actionId, controller);
    const signal = AbortSignal.any([controller.signal, this.#session.signal]);
    const over = (event: SessionEvent<Task>) => {
      if (signal.aborted) return;
      this.#sending.delete(actionId);
      this.#session.send(event);
    };
    request(access, signal).then(
      (answer) => over({ type: 'upload-done', run, actionId, ...answer }),
      (error: unknown) => over({ type: 'upload-failed', run, actionId, failure: failureOf(error) }),
    );
  }

  #fetch(actionId: string, file: UploadedFile): UploadPreview {
    const controller = new AbortController();
    const signal = AbortSignal.any([controller.signal, this.#session.signal]);
    const shown: Previewed = {
      sha256: file.sha256,
      preview: 'coming',
      end: () => {
        controller.abort();
        letGo(shown.preview);
      },
    };
    this.#previews.set(actionId, shown);
    const over = (preview: UploadPreview) => {
      if (signal.aborted) return letGo(preview);
      shown.preview = preview;
      this.#session.changed();
    };
    const opening =
      file.mediaType === 'application/pdf' ? this.#open(file, signal) : this.#picture(file, signal);
    opening.then(over, () => over('failed'));
    return shown.preview;
  }

  async #picture({ url, sha256, mediaType }: UploadedFile, signal: AbortSignal): Promise<UploadPreview> {
    const { access } = this.#session;
    if (!access) return 'failed';
    const bytes = await access.call(signal, async ({ token }) => {
      const headers = { Authorization: `Bearer ${token}` };
      const response = await access.client.fetchDocument(url, { headers, signal });
      if (!response.ok) throw new TaskError(await failureFrom(response));
      return new Uint8Array(await response.arrayBuffer());
    });
    if ((await digestOf(bytes)) !== sha256) return 'failed';
    // Whatever the service calls it: as a page of the host's origin it would be able to do what that can.
    return { picture: URL.createObjectURL(new Blob([bytes], { type: mediaType })) };
  }

  async #open({ url, sha256, size, pages }: UploadedFile, signal: AbortSignal): Promise<UploadPreview> {
    const { access } = this.#session;
    if (!access || pages === undefined) return 'failed';
    const { engine, assets } = this.#session.settings();
    const source = { access, client: access.client, engine, assets, signal };
    const shown = { document: { url, sha256, size, pages } };
    const bytes = fetchDocument(shown, source, {});
    bytes.proven.catch(() => undefined);
    const document: OpenDocument = await openDocument(shown, bytes, source);
    bytes.fetchRest();
    await bytes.proven;
    return { document };
  }
}

function letGo(preview: UploadPreview): void {
  if (typeof preview === 'string') return;
  if ('picture' in preview) URL.revokeObjectURL(preview.picture);
  else void preview.document.close();
}
