/** Downloads that the signer has asked for: under way, failed, or over and forgotten. */
import type { ReactiveControllerHost } from 'lit';
import { downloadKey, type DownloadState } from '../steps/step-context.ts';
import type { DocumentVersion } from './downloads.ts';

export class DownloadController {
  readonly states = new Map<string, DownloadState>();
  readonly #element: ReactiveControllerHost;
  readonly #download: (actionId: string, version: DocumentVersion) => Promise<void>;

  constructor(
    element: ReactiveControllerHost,
    download: (actionId: string, version: DocumentVersion) => Promise<void>,
  ) {
    this.#element = element;
    this.#download = download;
  }

  start(actionId: string, version: DocumentVersion): void {
    const key = downloadKey(actionId, version);
    this.#mark(key, 'busy');
    this.#download(actionId, version).then(
      () => this.#mark(key, undefined),
      // The screen says so, beside the button that tries again.
      () => this.#mark(key, 'failed'),
    );
  }

  #mark(key: string, state: DownloadState | undefined): void {
    if (state) this.states.set(key, state);
    else this.states.delete(key);
    this.#element.requestUpdate();
  }
}
