/**
 * The documents of an open task: asks for the bytes of the one on show, has it opened, and keeps the last few open so
 * that going back to one is at once. Each is proven to its end, on show or not.
 */
import type { RemoteBytes } from '../document/bytes/remote-bytes.ts';
import { systemClock, type Clock } from '../document/clock.ts';
import type { OpenDocument } from '../document/document-engine.ts';
import type { DocumentAction } from '../task/contract.ts';
import { asTaskError, fetchDocument, openDocument, type DocumentSource } from './open-document.ts';

/** Open at the same time; each holds its file in memory. */
const MOST_OPEN = 3;

/**
 * The rest of a document comes when its first page has been painted. Where that does not happen, as in a tab that
 * nobody looks at, it comes after this time.
 */
const UNPAINTED_MILLISECONDS = 5_000;

export interface Progress {
  readonly loadedBytes: number;
  readonly totalBytes: number;
}

interface Shelved {
  readonly sha256: string;
  readonly bytes: RemoteBytes;
  /** Resolves when it is open and proven. */
  readonly proven: Promise<void>;
  opened: OpenDocument | undefined;
  /** Until all of it is proven. */
  progress: Progress | undefined;
  /** Closed again, while its bytes went on coming. */
  letGo: boolean;
  /** The line has gone, and more will come only when it is asked for. */
  lost: boolean;
  /** Those who are told so. */
  readonly waiting: Set<(error: unknown) => void>;
}

export class DocumentShelf {
  readonly #changed: (arriving?: string) => void;
  readonly #clock: Clock;
  /** By action, the last one shown last. */
  readonly #shelved = new Map<string, Shelved>();

  /** @param changed with the action's id when more of its document has come */
  constructor(changed: (arriving?: string) => void, clock = systemClock) {
    this.#changed = changed;
    this.#clock = clock;
  }

  get(actionId: string): OpenDocument | undefined {
    return this.#shelved.get(actionId)?.opened;
  }

  progressOf(actionId: string): Progress | undefined {
    return this.#shelved.get(actionId)?.progress;
  }

  /**
   * @param onOpen it is there to be read
   * @returns when it is proven
   * @throws {TaskError}, or the signal's reason when aborted. One of the line leaves the document as it is: shown
   *   again, it goes on where it was
   */
  show(action: DocumentAction, source: DocumentSource, onOpen: () => void): Promise<void> {
    const before = this.#shelved.get(action.id);
    const isIt = before && !before.letGo && before.sha256 === action.document.sha256;
    const shelved = isIt ? before : this.#fetch(action, source, onOpen);
    this.#shelved.delete(action.id);
    this.#shelved.set(action.id, shelved);
    if (before && !isIt) end(before);
    if (shelved.lost) shelved.bytes.goOn();
    this.#changed();
    return new Promise((resolve, reject) => {
      shelved.waiting.add(reject);
      shelved.proven.then(resolve, reject).finally(() => shelved.waiting.delete(reject));
    });
  }

  close(): void {
    const shelved = [...this.#shelved.values()];
    this.#shelved.clear();
    this.#changed();
    shelved.forEach(end);
  }

  #fetch(action: DocumentAction, source: DocumentSource, onOpen: () => void): Shelved {
    const bytes = fetchDocument(action, source, {
      onProgress: (loadedBytes) => this.#came(action, shelved, loadedBytes),
      onLost: (error) => void tellLost(shelved, error, source.signal),
    });
    const shelved: Shelved = {
      sha256: action.document.sha256,
      bytes,
      proven: this.#open(action, bytes, source, onOpen),
      opened: undefined,
      progress: undefined,
      letGo: false,
      lost: false,
      waiting: new Set(),
    };
    return shelved;
  }

  async #open(
    action: DocumentAction,
    bytes: RemoteBytes,
    source: DocumentSource,
    onOpen: () => void,
  ): Promise<void> {
    const { signal } = source;
    try {
      const opened = await openDocument(action, bytes, source);
      const shelved = this.#shelved.get(action.id);
      if (shelved?.bytes !== bytes) {
        void opened.close();
        throw new DOMException('The document is not wanted any more.', 'AbortError');
      }
      shelved.opened = opened;
      this.#letGoOfOldest();
      onOpen();
      this.#changed();
      const takeBack = this.#clock.after(UNPAINTED_MILLISECONDS, () => bytes.fetchRest());
      await bytes.proven.finally(takeBack);
      shelved.progress = undefined;
      if (shelved.letGo) this.#shelved.delete(action.id);
      this.#changed();
    } catch (error) {
      const shelved = this.#shelved.get(action.id);
      // Another one has taken its place, and its end is the end of both.
      if (shelved && shelved.bytes !== bytes) return shelved.proven;
      bytes.close();
      this.#shelved.delete(action.id);
      void shelved?.opened?.close();
      this.#changed();
      throw await asTaskError(error, signal);
    }
  }

  /** Told at each hundredth: that is all that a screen shows of it. */
  #came({ id, document }: DocumentAction, shelved: Shelved, loadedBytes: number): void {
    const totalBytes = document.size;
    const hundredths = (loaded: number) => Math.floor((loaded / totalBytes) * 100);
    const { progress, lost } = shelved;
    if (!lost && progress && hundredths(progress.loadedBytes) === hundredths(loadedBytes)) return;
    shelved.lost = false;
    shelved.progress = { loadedBytes, totalBytes };
    this.#changed(id);
  }

  /** What has not been proven yet goes on loading: it will be signed as well. */
  #letGoOfOldest(): void {
    const open = [...this.#shelved].filter(([, { opened }]) => opened !== undefined);
    const [oldest] = open;
    if (!oldest || open.length <= MOST_OPEN) return;
    const [actionId, shelved] = oldest;
    void shelved.opened?.close();
    shelved.opened = undefined;
    shelved.letGo = true;
    shelved.bytes.fetchRest();
    if (!shelved.progress) this.#shelved.delete(actionId);
  }
}

function end({ bytes, opened }: Shelved): void {
  bytes.close();
  void opened?.close();
}

async function tellLost(shelved: Shelved, error: Error, signal: AbortSignal): Promise<void> {
  shelved.lost = true;
  const told = await asTaskError(error, signal);
  for (const tell of shelved.waiting) tell(told);
}
