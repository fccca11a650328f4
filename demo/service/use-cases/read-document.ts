import { parseByteRange, type ByteRange } from '../domain/byte-range.ts';
import type { UploadMediaType } from '../domain/media-type.ts';
import { ServiceProblem } from '../domain/problem.ts';
import type { Customer } from '../ports/customers.ts';
import type { UploadedFileRecord } from '../storage/order-record.ts';
import { findTaskDocument, type TaskDocumentRecord } from '../storage/task-documents.ts';
import { handedIn } from './present-order.ts';
import { readOrderRecord } from './read-orders.ts';
import { loadTask } from './read-task.ts';
import type { ServiceContext } from './service-context.ts';
import type { AuthorisedTask } from './task-sessions.ts';
import { uploadActionOf } from './upload-file.ts';

export type DocumentVersion = 'original' | 'sealed';

/** Of which part a request speaks: its headers `Range` and `If-Range`. */
export interface WantedBytes {
  readonly range?: string | undefined;
  readonly ifRange?: string | undefined;
}

/** What a request for bytes is answered with: all of them, or the range that was asked for. */
export interface DocumentBytes {
  readonly sha256: string;
  /** Of the whole, whatever the range: bytes of another hash are another document. */
  readonly etag: string;
  readonly sizeBytes: number;
  readonly mediaType: UploadMediaType;
  /** Without the ending that tells its kind. */
  readonly title: string;
  readonly version: DocumentVersion;
  readonly range: ByteRange | 'whole';
  /** Begins to read them from the store, piece by piece; not called, nothing is read. */
  readonly open: () => Promise<AsyncIterable<Uint8Array>>;
}

export class RangeNotSatisfiable extends Error {
  constructor(readonly sizeBytes: number) {
    super('The range lies outside the document.');
    this.name = 'RangeNotSatisfiable';
  }
}

/** For a signer: what the task shows, and once there is one, the sealed version. */
export async function readTaskDocument(
  context: ServiceContext,
  { taskId }: AuthorisedTask,
  documentId: string,
  version: DocumentVersion,
  wanted: WantedBytes,
): Promise<DocumentBytes> {
  const found = await findTaskDocument(context.database, taskId, documentId);
  if (!found) throw new ServiceProblem('not-found');
  // The original has to be read before it is signed; a copy to keep is the sender's to allow.
  if (version === 'sealed' && !found.allowDownload) throw new ServiceProblem('forbidden');
  return bytesOf(context, found, version, wanted);
}

/** For the customer: sealed once the order has completed, unless the original is asked for. */
export async function readOrderDocument(
  context: ServiceContext,
  customer: Customer,
  orderId: string,
  documentId: string,
  version: DocumentVersion,
  wanted: WantedBytes,
): Promise<DocumentBytes> {
  const { documents, packaging } = await readOrderRecord(context, customer, orderId);
  const document = documents.find((candidate) => candidate.documentId === documentId);
  if (!document) throw new ServiceProblem('not-found');
  return bytesOf(context, { document, packaging }, version, wanted);
}

/** For the signer: their own file, shown back. */
export async function readUpload(
  context: ServiceContext,
  { taskId }: AuthorisedTask,
  actionId: string,
  wanted: WantedBytes,
): Promise<DocumentBytes> {
  const { task } = await loadTask(context, taskId);
  const { file } = uploadActionOf(task, actionId);
  if (!file) throw new ServiceProblem('not-found');
  return uploadedBytes(context, file, wanted);
}

/** For the customer: what a task has been completed with. Before that it is the signer's alone. */
export async function readOrderUpload(
  context: ServiceContext,
  customer: Customer,
  orderId: string,
  uploadId: string,
  wanted: WantedBytes,
): Promise<DocumentBytes> {
  const { tasks } = await readOrderRecord(context, customer, orderId);
  const found = tasks.flatMap(handedIn).find(({ file }) => file.id === uploadId);
  if (!found) throw new ServiceProblem('not-found');
  return uploadedBytes(context, found.file, wanted);
}

function uploadedBytes(
  context: ServiceContext,
  file: UploadedFileRecord,
  wanted: WantedBytes,
): DocumentBytes {
  const { id, name, mediaType } = file;
  const title = name.replace(/\.[A-Za-z0-9]{1,5}$/, '');
  return {
    ...partOf(file, wanted, (part) => context.uploads.stream(id, part)),
    mediaType,
    title,
    version: 'original',
  };
}

type Stored = Pick<TaskDocumentRecord, 'document' | 'packaging'>;

function bytesOf(
  context: ServiceContext,
  stored: Stored,
  version: DocumentVersion,
  wanted: WantedBytes,
): DocumentBytes {
  const file = version === 'sealed' ? sealedOf(stored) : stored.document;
  return {
    ...partOf(file, wanted, (part) => context.documents.stream(file.sha256, part)),
    mediaType: 'application/pdf',
    title: stored.document.title,
    version,
  };
}

function partOf(
  { sha256, sizeBytes }: { readonly sha256: string; readonly sizeBytes: number },
  wanted: WantedBytes,
  stream: (part: { readonly first: number; readonly last: number }) => Promise<AsyncIterable<Uint8Array>>,
): Pick<DocumentBytes, 'sha256' | 'etag' | 'sizeBytes' | 'range' | 'open'> {
  const etag = `"${sha256}"`;
  // A part of what somebody has of another document is of no use to them (RFC 9110 section 13.1.5).
  const fits = wanted.ifRange === undefined || wanted.ifRange.trim() === etag;
  const range = parseByteRange(fits ? wanted.range : undefined, sizeBytes);
  if (range === 'unsatisfiable') throw new RangeNotSatisfiable(sizeBytes);
  const part = range === 'whole' ? { first: 0, last: sizeBytes - 1 } : range;
  return { sha256, etag, sizeBytes, range, open: () => stream(part) };
}

/** A document that nobody has signed has no sealed version, and the original is never called one. */
function sealedOf({ document, packaging }: Stored): { sha256: string; sizeBytes: number } {
  if (packaging !== 'done') throw new ServiceProblem('not-sealed-yet');
  const { sealedSha256, sealedSizeBytes } = document;
  if (sealedSha256 === undefined || sealedSizeBytes === undefined) {
    throw new ServiceProblem('not-found', { detail: 'Nobody has signed this document: it has no seal.' });
  }
  return { sha256: sealedSha256, sizeBytes: sealedSizeBytes };
}
