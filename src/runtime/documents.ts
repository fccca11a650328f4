/**
 * The documents of an open task: loads, checks and opens the one on show, and keeps the last few open
 * so that going back to one is at once. What is drawn is what was checked.
 */
import type { DocumentEngine, OpenDocument } from '../document/document-engine.ts';
import type { Failure } from '../session/failure.ts';
import type { Action } from '../task/contract.ts';
import type { TaskClient } from '../task/client.ts';
import { failureFrom, failureOf } from '../task/problem.ts';
import { TaskError } from '../task/task-error.ts';
import type { TaskAccess } from './task-access.ts';

/** Open at the same time; each holds its file in memory. */
const MOST_OPEN = 3;

export interface DocumentSource {
  readonly access: TaskAccess;
  readonly client: TaskClient;
  /** A host's own engine; without one pdf.js is loaded. */
  readonly engine: DocumentEngine | undefined;
  readonly assets: URL;
  readonly signal: AbortSignal;
}

export interface Progress {
  readonly loadedBytes: number;
  readonly totalBytes: number;
}

export class Documents {
  readonly #changed: () => void;
  readonly #open = new Map<string, OpenDocument>();
  readonly #progress = new Map<string, Progress>();
  #preloaded: (() => void) | undefined;
  /** Whether `<signing-document-view>` is there to be put on the page. */
  viewReady = false;

  constructor(changed: () => void) {
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
    const [bytes, engine] = await Promise.all([this.#bytes(action, source), engineOf(source)]).catch(
      (error) => {
        throw asTaskError(error, source.signal);
      },
    );
    const opened = await engine.open(bytes, source.signal).catch((error) => {
      throw asTaskError(error, source.signal);
    });
    if (source.signal.aborted) {
      void opened.close();
      throw source.signal.reason;
    }
    if (opened.pageCount !== action.document.pages) {
      void opened.close();
      throw new TaskError({ code: 'document-changed', retryable: false, reason: 'page-count' });
    }
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

  async #room() {
    const room = await import('./document-room.ts');
    if (!this.viewReady) {
      this.viewReady = true;
      this.#changed();
    }
    return room;
  }

  async #bytes({ id, document }: Action, { access, client, signal }: DocumentSource): Promise<Uint8Array> {
    const { loadDocument, DocumentRequestError } = await this.#room();
    return access.call(signal, async ({ token }) => {
      try {
        return await loadDocument({
          url: document.url,
          sha256: document.sha256,
          size: document.size,
          headers: () => ({ Authorization: `Bearer ${token}` }),
          fetch: (input, init) =>
            client.fetchDocument(input instanceof Request ? input.url : input, init ?? {}),
          signal,
          onProgress: (loadedBytes, totalBytes) => {
            this.#progress.set(id, { loadedBytes, totalBytes });
            this.#changed();
          },
        });
      } catch (error) {
        if (!(error instanceof DocumentRequestError)) throw error;
        throw new TaskError(await failureFrom(error.response), { cause: error });
      }
    });
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

async function engineOf({ engine, assets }: DocumentSource): Promise<DocumentEngine> {
  if (engine) return engine;
  const { createPdfjsEngine } = await import('../document/pdfjs/pdfjs-engine.ts');
  return createPdfjsEngine({ assets });
}

/** The document room has codes of the protocol, but knows nothing of tasks. */
function asTaskError(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  if (error instanceof TaskError) return error;
  const code = (error as { code?: unknown } | undefined)?.code;
  const known = DOCUMENT_FAILURES.find((failure) => failure.code === code);
  return new TaskError(known ?? failureOf(error), { cause: error });
}

const DOCUMENT_FAILURES: readonly Failure[] = [
  { code: 'document-unreadable', retryable: false },
  { code: 'document-unsupported', retryable: false },
  { code: 'document-changed', retryable: false },
  { code: 'too-large', retryable: false },
  { code: 'offline', retryable: true },
  { code: 'service-unavailable', retryable: true },
];
