import type { UploadStore } from '../../ports/upload-store.ts';
import { uploadPath } from '../stored-names.ts';
import type { S3Bucket } from './s3-bucket.ts';

/** Uploads as objects, named by their id. In a bucket that keeps versions a deleted one is still there: see DEPLOYING.md. */
export function createS3UploadStore(bucket: S3Bucket): UploadStore {
  const keyOf = (id: string) => `uploads/${uploadPath(id)}`;
  return {
    put: async (id, bytes) => bucket.put(keyOf(id), bytes),
    stream: async (id, range) => bucket.stream(keyOf(id), range),
    remove: async (id) => bucket.remove(keyOf(id)),
  };
}
