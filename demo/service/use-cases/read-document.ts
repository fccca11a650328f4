import { parseByteRange, type ByteRange } from '../domain/byte-range.ts';
import { ServiceProblem } from '../domain/problem.ts';
import type { OrderDocumentRecord, OrderRecord } from '../storage/order-record.ts';
import type { Customer } from '../ports/customers.ts';
import { readOrderRecord } from './read-orders.ts';
import { loadTask } from './read-task.ts';
import type { ServiceContext } from './service-context.ts';
import type { AuthorisedTask } from './task-sessions.ts';

export type DocumentVersion = 'original' | 'sealed';

/** Bytes on their way: all of them, or the range that was asked for. */
export interface DocumentBytes {
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly title: string;
  readonly version: DocumentVersion;
  readonly range: ByteRange | 'whole';
  readonly body: AsyncIterable<Uint8Array>;
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
  rangeHeader: string | undefined,
): Promise<DocumentBytes> {
  const { order, task } = await loadTask(context, taskId);
  const action = task.actions.find((candidate) => candidate.documentId === documentId);
  const document = action && order.documents.find((candidate) => candidate.documentId === documentId);
  if (!document) throw new ServiceProblem('not-found');
  // The original has to be read before it is signed; a copy to keep is the sender's to allow.
  if (version === 'sealed' && !task.allow.download) throw new ServiceProblem('forbidden');
  return openBytes(context, order, document, version, rangeHeader);
}

/** For the customer: sealed once the order has completed, unless the original is asked for. */
export async function readOrderDocument(
  context: ServiceContext,
  customer: Customer,
  orderId: string,
  documentId: string,
  version: DocumentVersion,
  rangeHeader: string | undefined,
): Promise<DocumentBytes> {
  const order = await readOrderRecord(context, customer, orderId);
  const document = order.documents.find((candidate) => candidate.documentId === documentId);
  if (!document) throw new ServiceProblem('not-found');
  return openBytes(context, order, document, version, rangeHeader);
}

async function openBytes(
  context: ServiceContext,
  order: OrderRecord,
  document: OrderDocumentRecord,
  version: DocumentVersion,
  rangeHeader: string | undefined,
): Promise<DocumentBytes> {
  const { sha256, sizeBytes } = version === 'sealed' ? sealedOf(order, document) : document;
  const range = parseByteRange(rangeHeader, sizeBytes);
  if (range === 'unsatisfiable') throw new RangeNotSatisfiable(sizeBytes);
  const body = await context.documents.stream(
    sha256,
    range === 'whole' ? { first: 0, last: sizeBytes - 1 } : range,
  );
  return { sha256, sizeBytes, title: document.title, version, range, body };
}

/** A document that nobody has signed has no sealed version, and the original is never called one. */
function sealedOf(order: OrderRecord, document: OrderDocumentRecord): { sha256: string; sizeBytes: number } {
  if (order.packaging !== 'done') throw new ServiceProblem('not-sealed-yet');
  const { sealedSha256, sealedSizeBytes } = document;
  if (sealedSha256 === undefined || sealedSizeBytes === undefined) {
    throw new ServiceProblem('not-found', { detail: 'Nobody has signed this document: it has no seal.' });
  }
  return { sha256: sealedSha256, sizeBytes: sealedSizeBytes };
}
