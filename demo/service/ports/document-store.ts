/** Keeps documents by the SHA-256 of their bytes (lowercase hex), so that what is there cannot change. */
export interface DocumentStore {
  /** Safe on disk when it resolves. The same bytes twice are one document. */
  put(bytes: Uint8Array): Promise<{ readonly sha256: string }>;
  /** @throws when there is no such document, or its bytes are not those of the hash any more */
  get(sha256: string): Promise<Uint8Array>;
  /** A part of the bytes, both ends included, as they come from the store. */
  stream(
    sha256: string,
    range: { readonly first: number; readonly last: number },
  ): Promise<AsyncIterable<Uint8Array>>;
}
