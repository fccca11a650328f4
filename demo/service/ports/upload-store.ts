/**
 * Keeps what signers upload, each under an id of its own that is never used again. Not by their hash, as documents are:
 * what is deleted for one signer must not be what another one has uploaded too.
 */
export interface UploadStore {
  /** Safe on disk when it resolves. */
  put(id: string, bytes: Uint8Array): Promise<void>;
  /** A part of the bytes, both ends included, as they come from the store. */
  stream(
    id: string,
    range: { readonly first: number; readonly last: number },
  ): Promise<AsyncIterable<Uint8Array>>;
  /** What is not there is gone already. */
  remove(id: string): Promise<void>;
}
