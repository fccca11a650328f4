/** The bytes of a document that are all there at once. */
import type { DocumentBytes } from '../../src/document/document-engine.js';

export function bytesThere(bytes: Uint8Array<ArrayBuffer>): DocumentBytes {
  // Whoever gets the first may leave nothing in it.
  const copy = bytes.slice();
  return {
    sizeBytes: bytes.byteLength,
    proven: Promise.resolve(),
    head: async () => bytes,
    read: async (begin, end) => bytes.slice(begin, end),
    follow: () => undefined,
    fetchRest: () => undefined,
    whole: async () => bytes,
    again: () => bytesThere(copy),
  };
}
