/**
 * Sends a file, and tells how far it has come. `fetch` does not tell that; `XMLHttpRequest` does. It has no `credentials:
 * 'omit'`: to a service on the page's own origin its cookies go along, which the service does not look at.
 */
import { checkedTask } from './checked-task.ts';
import type { Access, Answer } from './client.ts';
import { failureFrom, failureOf } from './problem.ts';
import { TaskError } from './task-error.ts';

export interface UploadRequest {
  readonly access: Access;
  readonly actionId: string;
  readonly file: File;
  readonly onProgress: (share: number) => void;
  /** A host's own: it sends the file without a word of how far it has come. */
  readonly fetch?: typeof fetch | undefined;
}

/** On a slow line a file takes as long as it takes; a line on which nothing moves is broken. */
const STALLED_MILLISECONDS = 30_000;

/** @throws {TaskError}, or the signal's reason when aborted */
export async function sendUpload({
  access,
  actionId,
  file,
  onProgress,
  fetch,
}: UploadRequest): Promise<Answer> {
  const { address, token, signal } = access;
  signal.throwIfAborted();
  const url = `${address.service}/tasks/${address.taskId}/actions/${encodeURIComponent(actionId)}/upload`;
  const headers = {
    Accept: 'application/json',
    Authorization: `Bearer ${token}`,
    'Content-Type': file.type || 'application/octet-stream',
    'Content-Disposition': `attachment; filename*=UTF-8''${encoded(file.name)}`,
  };
  try {
    const response = await (fetch
      ? fetch(url, { ...ALONE, method: 'PUT', headers, body: file, signal })
      : sendWithProgress(url, headers, { file, signal, onProgress }));
    if (!response.ok) throw new TaskError(await failureFrom(response, address.service));
    const task = checkedTask(await response.json(), address);
    return { task, etag: response.headers.get('ETag') ?? undefined };
  } catch (error) {
    signal.throwIfAborted();
    throw new TaskError(failureOf(error), { cause: error });
  }
}

const ALONE = {
  credentials: 'omit',
  referrerPolicy: 'no-referrer',
  cache: 'no-store',
  redirect: 'error',
} as const;

interface Sending {
  readonly file: File;
  readonly signal: AbortSignal;
  readonly onProgress: (share: number) => void;
}

function sendWithProgress(
  url: string,
  headers: Readonly<Record<string, string>>,
  { file, signal, onProgress }: Sending,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const abort = () => request.abort();
    const moved = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        reject(new DOMException('Nothing moves.', 'TimeoutError'));
        request.abort();
      }, STALLED_MILLISECONDS);
    };
    request.upload.onprogress = ({ loaded, total }) => {
      moved();
      if (total > 0) onProgress(loaded / total);
    };
    request.onprogress = moved;
    request.onload = () => resolve(responseOf(request, url));
    request.onerror = () => reject(new TypeError('The request failed.'));
    request.onabort = () => reject(signal.reason);
    request.onloadend = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    };
    signal.addEventListener('abort', abort, { once: true });
    moved();
    request.send(file);
  });
}

/** An answer from elsewhere is none of the service's: it has been redirected. */
function responseOf(request: XMLHttpRequest, url: string): Response {
  const { status, responseText, responseURL } = request;
  if (responseURL !== new URL(url, location.href).href) return Response.error();
  const headers = new Headers();
  for (const name of ['Content-Type', 'ETag', 'Retry-After', 'X-Request-Id']) {
    const value = request.getResponseHeader(name);
    if (value !== null) headers.set(name, value);
  }
  return new Response(responseText, { status, headers });
}

/** RFC 8187 section 3.2.1. Half of a character, as a cut name may have, is none. */
function encoded(name: string): string {
  return encodeURIComponent(name.replace(/\p{Surrogate}/gu, '_')).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
