/** Loads, checks and opens a document of a task. What is drawn is what was checked. */
import type { DocumentEngine, OpenDocument } from '../document/document-engine.ts';
import { DocumentRequestError } from '../document/document-error.ts';
import { loadDocument } from '../document/load-document.ts';
import type { Failure } from '../session/failure.ts';
import type { TaskClient } from '../task/client.ts';
import type { Action } from '../task/contract.ts';
import { failureFrom, failureOf } from '../task/problem.ts';
import { TaskError } from '../task/task-error.ts';
import type { TaskAccess } from './task-access.ts';

export interface DocumentSource {
  readonly access: TaskAccess;
  readonly client: TaskClient;
  /** A host's own engine; without one pdf.js is loaded. */
  readonly engine: DocumentEngine | undefined;
  readonly assets: URL;
  readonly signal: AbortSignal;
}

type OnProgress = (loadedBytes: number, totalBytes: number) => void;

/** @throws {TaskError}, or the signal's reason when aborted */
export async function openDocument(
  action: Action,
  source: DocumentSource,
  onProgress: OnProgress,
): Promise<OpenDocument> {
  const { signal } = source;
  const [bytes, engine] = await Promise.all([bytesOf(action, source, onProgress), engineOf(source)]).catch(
    (error) => {
      throw asTaskError(error, signal);
    },
  );
  const opened = await engine.open(bytes, signal).catch((error) => {
    throw asTaskError(error, signal);
  });
  if (signal.aborted) {
    void opened.close();
    throw signal.reason;
  }
  if (opened.pageCount !== action.document.pages) {
    void opened.close();
    throw new TaskError({ code: 'document-changed', retryable: false, reason: 'page-count' });
  }
  return opened;
}

async function bytesOf(
  { document }: Action,
  { access, client, signal }: DocumentSource,
  onProgress: OnProgress,
): Promise<Uint8Array> {
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
        onProgress,
      });
    } catch (error) {
      if (!(error instanceof DocumentRequestError)) throw error;
      throw new TaskError(await failureFrom(error.response), { cause: error });
    }
  });
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
