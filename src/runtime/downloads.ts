/** Gives a document to the signer, on their device or on paper. It needs the token, so that a plain link would not do. */
import { digestOf } from '../document/bytes/digest.ts';
import type { DownloadState, DownloadWish } from '../steps/step-context.ts';
import type { DocumentAction } from '../task/contract.ts';
import type { TaskClient } from '../task/client.ts';
import { failureFrom, failureOf } from '../task/problem.ts';
import { TaskError } from '../task/task-error.ts';
import { timeLimit } from '../task/time-limit.ts';
import { printBlob } from './print-blob.ts';
import type { TaskAccess } from './task-access.ts';

/** For the next bytes to come. A file takes as long as it does; a line on which nothing comes is broken. */
const SILENCE_MILLISECONDS = 20_000;

/** Long enough for the browser to have begun to read the blob. */
const KEEP_MILLISECONDS = 60_000;

/**
 * @returns `kept` where a document that was to be printed has been downloaded instead
 * @throws {TaskError}, or the signal's reason when aborted
 */
export async function download(
  { document: described }: DocumentAction,
  wish: DownloadWish,
  access: TaskAccess,
  client: TaskClient,
  signal: AbortSignal,
): Promise<DownloadState | undefined> {
  const url = new URL(described.url);
  const version = wish === 'sealed' ? 'sealed' : 'original';
  url.searchParams.set('version', version);
  const bytes = await access.call(signal, ({ token }) =>
    fetchWhole((during) => client.fetchDocument(url, { ...authorised(token), signal: during }), signal),
  );
  // What is taken away as the document that was asked to be signed, is that one.
  if (version === 'original' && (await digestOf(bytes)) !== described.sha256)
    throw new TaskError({ code: 'document-changed', retryable: false });
  // Whatever the service calls it: as a page of the host's origin it would be able to do what that can.
  const blob = new Blob([bytes], { type: 'application/pdf' });
  if (wish === 'print' && (await printBlob(blob, signal))) return undefined;
  save(blob, described.title);
  return wish === 'print' ? 'kept' : undefined;
}

const authorised = (token: string) => ({ headers: { Authorization: `Bearer ${token}` } });

async function fetchWhole(
  send: (signal: AbortSignal) => Promise<Response>,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const limit = timeLimit(signal, SILENCE_MILLISECONDS);
  const goesOn = new TransformStream<Uint8Array, Uint8Array>({
    transform(bytes, next) {
      limit.again();
      next.enqueue(bytes);
    },
  });
  try {
    const response = await send(limit.signal);
    if (!response.ok) throw new TaskError(await failureFrom(response));
    return new Uint8Array(await new Response(response.body?.pipeThrough(goesOn)).arrayBuffer());
  } catch (error) {
    signal.throwIfAborted();
    throw new TaskError(failureOf(limit.signal.aborted ? limit.signal.reason : error), { cause: error });
  } finally {
    limit.done();
  }
}

function save(blob: Blob, title: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = `${fileName(title)}.pdf`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEEP_MILLISECONDS);
}

/** A title as a file name that every system takes, and that reads as it is: none is turned round. */
function fileName(title: string): string {
  const plain = title.replace(/[\s\p{Cc}\p{Bidi_Control}\\/:*?"<>|]+/gu, ' ').trim();
  return [...plain].slice(0, 100).join('') || 'document';
}
