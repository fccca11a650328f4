/** Has what sends the signer's own files loaded when there is one, and at hand from then on. */
import type { UploadPreview } from '../steps/step-context.ts';
import type { UploadAction } from '../task/contract.ts';
import type { UploadEffect, UploadingSession, Uploads } from './uploads.ts';

export class LateUploads {
  readonly #session: UploadingSession;
  #uploads: Uploads | undefined;

  constructor(session: UploadingSession) {
    this.#session = session;
  }

  run(effect: UploadEffect, run: number): void {
    this.#uploads?.run(effect, run);
  }

  /** Where it does not come nothing happens, and the same file can be chosen again. */
  choose(actionId: string, file: File | undefined): void {
    this.#then((uploads) => uploads.choose(actionId, file));
  }

  preview(action: UploadAction): UploadPreview {
    if (!this.#uploads) this.#then(() => this.#session.changed());
    return this.#uploads?.preview(action) ?? 'coming';
  }

  close(): void {
    this.#uploads?.close();
  }

  #then(go: (uploads: Uploads) => void): void {
    import('./signing-chunk.ts').then(
      ({ Uploads }) => go((this.#uploads ??= new Uploads(this.#session))),
      () => undefined,
    );
  }
}
