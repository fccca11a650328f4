/**
 * The documents of an open task: has the one on show opened, and keeps the last few open so that going back to one
 * is at once. What they are opened with is loaded while the task is.
 */
import type { DocumentEngine, OpenDocument } from '../document/document-engine.ts';
import type { Action } from '../task/contract.ts';
import type { DocumentSource } from './open-document.ts';

/** Open at the same time; each holds its file in memory. */
const MOST_OPEN = 3;

export interface Progress {
  readonly loadedBytes: number;
  readonly totalBytes: number;
}

export class Documents {
  readonly #changed: (arriving?: string) => void;
  readonly #open = new Map<string, OpenDocument>();
  readonly #progress = new Map<string, Progress>();
  #preloaded: (() => void) | undefined;

  /** @param changed with the action's id when more of its document has come */
  constructor(changed: (arriving?: string) => void) {
    this.#changed = changed;
  }

  get(actionId: string | undefined): OpenDocument | undefined {
    return actionId === undefined ? undefined : this.#open.get(actionId);
  }

  progressOf(actionId: string | undefined): Progress | undefined {
    return actionId === undefined ? undefined : this.#progress.get(actionId);
  }

  /** Starts the code and the worker while the task is being opened. A failure shows when they are used. */
  preload(engine: DocumentEngine | undefined, assets: URL): void {
    this.#room().catch(() => undefined);
    if (engine || this.#preloaded) return;
    this.#preloaded = () => undefined;
    import('../document/pdfjs/pdfjs-engine.ts')
      .then(({ preloadPdfjs }) => {
        if (this.#preloaded) this.#preloaded = preloadPdfjs({ assets });
      })
      .catch(() => undefined);
  }

  /** @throws {TaskError}, or the signal's reason when aborted */
  async show(action: Action, source: DocumentSource): Promise<void> {
    const held = this.#open.get(action.id);
    if (held) {
      // The last one shown is the last to be let go.
      this.#open.delete(action.id);
      this.#open.set(action.id, held);
      this.#changed();
      return;
    }
    const room = await this.#room();
    const opened = await room.openDocument(action, source, (loadedBytes, totalBytes) => {
      this.#progress.set(action.id, { loadedBytes, totalBytes });
      this.#changed(action.id);
    });
    this.#letGoOfOldest();
    this.#open.set(action.id, opened);
    this.#progress.delete(action.id);
    this.#release();
    this.#changed();
  }

  close(): void {
    const open = [...this.#open.values()];
    this.#open.clear();
    this.#progress.clear();
    this.#release();
    this.#changed();
    for (const document of open) void document.close();
  }

  #room() {
    return import('./document-room.ts');
  }

  #letGoOfOldest(): void {
    const [oldest] = this.#open.keys();
    if (oldest === undefined || this.#open.size < MOST_OPEN) return;
    void this.#open.get(oldest)?.close();
    this.#open.delete(oldest);
  }

  #release(): void {
    this.#preloaded?.();
    this.#preloaded = undefined;
  }
}
