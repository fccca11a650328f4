/** The worker's side: one document and what is looked for in it come in, where it is goes out. */
import type { FoundText, WantedText } from '../../ports/document-text.ts';
import { serveWorker } from '../workers/serve-worker.ts';
import { searchDocument, UnreadableError } from './search-document.ts';

export interface SearchOrder {
  readonly bytes: Uint8Array;
  readonly wanted: readonly WantedText[];
}

/** Errors cross between threads without their class. */
export type SearchOutcome =
  | { readonly ok: true; readonly found: readonly (readonly FoundText[])[] }
  | { readonly ok: false; readonly cause: string };

serveWorker(async (order): Promise<SearchOutcome> => {
  const { bytes, wanted } = order as SearchOrder;
  try {
    return { ok: true, found: await searchDocument(bytes, wanted) };
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return { ok: false, cause: String(error.cause) };
  }
});
