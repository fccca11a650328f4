/** Saves a document to the signer's device. It needs the token, so that a plain link would not do. */
import type { Action } from '../task/contract.ts';
import type { TaskClient } from '../task/client.ts';
import { failureFrom } from '../task/problem.ts';
import { TaskError } from '../task/task-error.ts';
import type { TaskAccess } from './task-access.ts';

export type DocumentVersion = 'original' | 'sealed';

/** Long enough for the browser to have begun to read the blob. */
const KEEP_MILLISECONDS = 60_000;

/** @throws {TaskError}, or the signal's reason when aborted */
export async function download(
  { document: described }: Action,
  version: DocumentVersion,
  access: TaskAccess,
  client: TaskClient,
  signal: AbortSignal,
): Promise<void> {
  const url = new URL(described.url);
  url.searchParams.set('version', version);
  const blob = await access.call(signal, async ({ token }) => {
    const response = await client.fetchDocument(url, {
      headers: { Authorization: `Bearer ${token}` },
      signal,
    });
    if (!response.ok) throw new TaskError(await failureFrom(response));
    return response.blob();
  });
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = `${fileName(described.title)}.pdf`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEEP_MILLISECONDS);
}

/** A title as a file name that every system takes. */
function fileName(title: string): string {
  const plain = title.replace(/[\p{Cc}\\/:*?"<>|]+/gu, ' ').trim();
  return plain.slice(0, 100) || 'document';
}
