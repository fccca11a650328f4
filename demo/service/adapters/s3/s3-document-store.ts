import type { DocumentStore } from '../../ports/document-store.ts';
import { checkDocument, documentPath, hashOf } from '../stored-names.ts';
import type { S3Bucket } from './s3-bucket.ts';

/**
 * Documents as objects, named by their hash. They are written whether or not they are there: the same bytes in the place
 * of the same change nothing, and what was damaged is whole again.
 */
export function createS3DocumentStore(bucket: S3Bucket): DocumentStore {
  const keyOf = (sha256: string) => `documents/${documentPath(sha256)}`;
  return {
    async put(bytes) {
      const sha256 = hashOf(bytes);
      await bucket.put(keyOf(sha256), bytes);
      return { sha256 };
    },
    async get(sha256) {
      const bytes = await bucket.get(keyOf(sha256));
      checkDocument(sha256, bytes);
      return bytes;
    },
    stream: async (sha256, range) => bucket.stream(keyOf(sha256), range),
  };
}
