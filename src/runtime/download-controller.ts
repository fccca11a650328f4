/** Documents that the signer has asked to keep or to print: under way, failed, or over and forgotten. */
import type { ReactiveControllerHost } from 'lit';
import { downloadKey, type DownloadState, type DownloadWish } from '../steps/step-context.ts';

type Download = (actionId: string, wish: DownloadWish) => Promise<DownloadState | undefined>;

export class DownloadController {
  readonly states = new Map<string, DownloadState>();
  readonly #element: ReactiveControllerHost;
  readonly #download: Download;

  constructor(element: ReactiveControllerHost, download: Download) {
    this.#element = element;
    this.#download = download;
  }

  start(actionId: string, wish: DownloadWish): void {
    const key = downloadKey(actionId, wish);
    if (this.states.get(key) === 'busy') return;
    this.#mark(key, 'busy');
    this.#download(actionId, wish).then(
      (state) => this.#mark(key, state),
      // The screen says so, beside the button that tries again.
      () => this.#mark(key, 'failed'),
    );
  }

  seen(actionId: string, wish: DownloadWish): void {
    this.#mark(downloadKey(actionId, wish), undefined);
  }

  #mark(key: string, state: DownloadState | undefined): void {
    if (state) this.states.set(key, state);
    else this.states.delete(key);
    this.#element.requestUpdate();
  }
}
