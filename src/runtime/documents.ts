/**
 * The documents of an open task, as far as they are needed before there is one: what shows them is loaded while the
 * task is being opened.
 */
import type { DocumentEngine, OpenDocument } from '../document/document-engine.ts';
import { pdfjsAssetsIn, workerIn } from '../document/pdfjs/pdfjs-assets.ts';
import { startWorkerAhead } from '../document/pdfjs/start-worker.ts';
import type { DocumentAction } from '../task/contract.ts';
import type { DocumentShelf, Progress } from './document-shelf.ts';
import type { DocumentSource } from './open-document.ts';

export class Documents {
  readonly #changed: (arriving?: string) => void;
  #shelf: DocumentShelf | undefined;
  #preloaded: (() => void) | undefined;

  /** @param changed with the action's id when more of its document has come */
  constructor(changed: (arriving?: string) => void) {
    this.#changed = changed;
  }

  get(actionId = ''): OpenDocument | undefined {
    return this.#shelf?.get(actionId);
  }

  progressOf(actionId = ''): Progress | undefined {
    return this.#shelf?.progressOf(actionId);
  }

  /** Starts the code and the worker while the task is being opened. A failure shows when they are used. */
  preload(engine: DocumentEngine | undefined, assets: URL): void {
    if (!engine && !this.#preloaded) this.#preloadEngine(assets);
    for (const part of [import('./document-shelf.ts'), import('./document-room.ts')]) {
      part.catch(() => undefined);
    }
  }

  /**
   * Puts a document on show as soon as it can be read.
   * @returns when all of it has come and been checked
   * @throws {TaskError}, or the signal's reason when aborted
   */
  async show(action: DocumentAction, source: DocumentSource): Promise<void> {
    // The viewer may still be on its way: the bytes do not wait for it.
    const room = import('./document-room.ts');
    room.catch(() => undefined);
    const { DocumentShelf } = await import('./document-shelf.ts');
    source.signal.throwIfAborted();
    this.#shelf ??= new DocumentShelf(this.#changed);
    await Promise.all([this.#shelf.show(action, source, () => this.#release()), room]);
  }

  close(): void {
    this.#shelf?.close();
    this.#release();
  }

  #preloadEngine(assets: URL): void {
    const files = pdfjsAssetsIn(assets);
    // The longest of all that is waited for: not after the code that speaks to it.
    const endWorker = startWorkerAhead(workerIn(files));
    this.#preloaded = endWorker;
    import('../document/pdfjs/pdfjs-engine.ts')
      .then(({ preloadPdfjs }) => {
        if (this.#preloaded === endWorker) this.#preloaded = preloadPdfjs({ assets: files });
      })
      .catch(endWorker);
  }

  #release(): void {
    this.#preloaded?.();
    this.#preloaded = undefined;
  }
}
