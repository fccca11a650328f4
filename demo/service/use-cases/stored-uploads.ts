/**
 * The bytes of what signers upload: kept from before anyone is told of them, and deleted when nothing names them any
 * more. A copy of somebody's identity card stays no longer than it is needed, whatever happens to the service meanwhile.
 */
import {
  dropUnusedUploads,
  findStrayUploads,
  forgetStoredUpload,
  rememberStoredUpload,
} from '../storage/uploads.ts';
import type { ServiceContext } from './service-context.ts';

export async function storeUpload(
  { database, uploads }: ServiceContext,
  id: string,
  bytes: Uint8Array,
): Promise<void> {
  await rememberStoredUpload(database, id);
  await uploads.put(id, bytes);
}

export async function deleteUpload({ database, uploads }: ServiceContext, id: string): Promise<void> {
  await uploads.remove(id);
  await forgetStoredUpload(database, id);
}

/** Of tasks that have ended without it, and what was left behind by whoever was interrupted. */
export async function deleteUnusedUploads(context: ServiceContext): Promise<void> {
  for (const id of await dropUnusedUploads(context.database)) await deleteUpload(context, id);
  for (const id of await findStrayUploads(context.database)) await deleteUpload(context, id);
}
