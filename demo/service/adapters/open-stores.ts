/** Where documents and uploads are kept: in the data folder, or in a bucket that every instance reaches. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { DocumentStore } from '../ports/document-store.ts';
import { StoreError } from '../ports/store-error.ts';
import type { UploadStore } from '../ports/upload-store.ts';
import { createFolderDocumentStore } from './folder-document-store.ts';
import { createFolderUploadStore } from './folder-upload-store.ts';
import type { S3Bucket, S3Configuration, S3Limits } from './s3/s3-bucket.ts';

export interface Stores {
  readonly documents: DocumentStore;
  readonly uploads: UploadStore;
  /** Why it cannot be used yet. */
  readonly trouble?: StoreError;
  close(): void;
}

/** @throws Error where the bucket does not let the service write, read and delete: a signer would be the first to notice */
export async function openStores(
  dataFolder: string,
  s3: S3Configuration | undefined,
  limits?: S3Limits,
): Promise<Stores> {
  if (s3 === undefined) {
    return {
      documents: createFolderDocumentStore(join(dataFolder, 'documents')),
      uploads: createFolderUploadStore(join(dataFolder, 'uploads')),
      close: () => undefined,
    };
  }
  // Loaded only where it is wanted: it is large.
  const [{ openBucket }, { createS3DocumentStore }, { createS3UploadStore }] = await Promise.all([
    import('./s3/s3-bucket.ts'),
    import('./s3/s3-document-store.ts'),
    import('./s3/s3-upload-store.ts'),
  ]);
  const bucket = openBucket(s3, limits);
  const trouble = await tryOut(bucket).catch((error: unknown) => {
    bucket.close();
    throw error;
  });
  return {
    ...(trouble && { trouble }),
    documents: createS3DocumentStore(bucket),
    uploads: createS3UploadStore(bucket),
    close: () => bucket.close(),
  };
}

/**
 * By an object of its own, since to look at the bucket itself needs another permission than the service has use for. A
 * store that is only down does not keep the service from starting: signers can sign without it.
 */
async function tryOut(bucket: S3Bucket): Promise<StoreError | undefined> {
  const key = `checks/${randomUUID()}`;
  try {
    await bucket.put(key, Buffer.from('written, read and deleted when the service starts\n'));
    await bucket.get(key);
    await bucket.remove(key);
    return undefined;
  } catch (error) {
    if (!(error instanceof StoreError) || error.reason === 'refused') throw error;
    return error;
  }
}
