/** Asks for a document of a task and opens it. What is drawn is what is checked. */
import { type BytesRequest, RemoteBytes, WHOLE_UP_TO_BYTES } from '../document/bytes/remote-bytes.ts';
import { LineBroken } from '../document/bytes/resumption.ts';
import type { DocumentBytes, DocumentEngine, OpenDocument } from '../document/document-engine.ts';
import { DocumentRequestError } from '../document/document-error.ts';
import { ofTheLine, type Failure } from '../session/failure.ts';
import type { TaskClient } from '../task/client.ts';
import type { DocumentAction } from '../task/contract.ts';
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

/** What is known of a file before it is there. */
export interface Shown {
  readonly document: Pick<DocumentAction['document'], 'url' | 'sha256' | 'size' | 'pages'>;
}

/** Asks for the first bytes at once. */
export function fetchDocument(
  { document }: Shown,
  { access, client, signal }: DocumentSource,
  reports: Pick<BytesRequest, 'onProgress' | 'onLost'>,
): RemoteBytes {
  const send = (init: RequestInit): Promise<Response> =>
    access.call(signal, async ({ token }) => {
      const headers = new Headers(init.headers);
      headers.set('Authorization', `Bearer ${token}`);
      const response = await client.fetchDocument(document.url, { ...init, headers });
      // A session that has run out is renewed; any other problem is the caller's.
      if (response.status === 401) throw new TaskError(await failureFrom(response));
      return response;
    });
  return new RemoteBytes({
    sha256: document.sha256,
    sizeBytes: document.size,
    send: (init) =>
      send(init).catch((cause: unknown) => {
        if (!(cause instanceof TaskError) || !ofTheLine(cause.failure)) throw cause;
        throw new LineBroken('No answer.', { cause });
      }),
    signal,
    ...reports,
  });
}

/** @throws {TaskError}, or the signal's reason when aborted */
export async function openDocument(
  action: Shown,
  bytes: RemoteBytes,
  source: DocumentSource,
): Promise<OpenDocument> {
  const { signal } = source;
  const { pages } = action.document;
  try {
    const engine = await engineOf(source);
    const opened = await openWith(engine, bytes, signal);
    if (opened.pageCount === pages) return opened;
    void opened.close();
    if (bytes.sizeBytes > WHOLE_UP_TO_BYTES) {
      bytes.fetchRest();
      const counted = await openWith(engine, await allOf(bytes), signal);
      if (counted.pageCount === pages) return counted;
      void counted.close();
    }
  } catch (error) {
    throw await asTaskError(error, signal);
  }
  throw new TaskError({ code: 'document-changed', retryable: false, reason: 'page-count' });
}

async function openWith(
  engine: DocumentEngine,
  bytes: DocumentBytes,
  signal: AbortSignal,
): Promise<OpenDocument> {
  const opened = await engine.open(bytes, signal);
  if (!signal.aborted) return opened;
  void opened.close();
  throw signal.reason;
}

/** What a document says of its length may be wrong: an engine counts when it has all. */
async function allOf(bytes: RemoteBytes): Promise<DocumentBytes> {
  const again = bytes.again();
  const all = await again.whole();
  return {
    sizeBytes: all.byteLength,
    proven: again.proven,
    head: async () => all,
    read: async () => undefined,
    follow: () => undefined,
    fetchRest: () => undefined,
    whole: async () => all,
    again: () => bytes.again(),
  };
}

async function engineOf({ engine, assets }: DocumentSource): Promise<DocumentEngine> {
  if (engine) return engine;
  const { createPdfjsEngine } = await import('../document/pdfjs/pdfjs-engine.ts');
  return createPdfjsEngine({ assets });
}

/** The document room has codes of the protocol, but knows nothing of tasks. */
export async function asTaskError(error: unknown, signal: AbortSignal): Promise<unknown> {
  if (signal.aborted) return signal.reason;
  if (error instanceof TaskError) return error;
  if (error instanceof DocumentRequestError) {
    return new TaskError(await failureFrom(error.response), { cause: error });
  }
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
