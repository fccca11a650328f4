/**
 * Makes the sealed PDFs of an order whose last task has completed. Sealing takes seconds and may wait
 * for others (time stamps, the status of certificates), so it happens outside any transaction: what it made is written only if the
 * order still waits for it, and twice the same is the same.
 */
import { orderStatus } from '../domain/order.ts';
import { retryAt } from '../domain/retry-at.ts';
import { ServiceProblem } from '../domain/problem.ts';
import type { Customer } from '../ports/customers.ts';
import type { SealRequest } from '../ports/pdf-sealer.ts';
import { RevocationError } from '../ports/revocation-source.ts';
import { StoreError } from '../ports/store-error.ts';
import { TimeStampError } from '../ports/time-stamp-authority.ts';
import { renewPackaging, takeOrderToPackage } from '../storage/leases.ts';
import { loadOrder } from '../storage/load-orders.ts';
import { setPackaging, setSealedDocument } from '../storage/order-changes.ts';
import type { DocumentActionRecord, OrderDocumentRecord, OrderRecord } from '../storage/order-record.ts';
import { orderLanguage } from './order-language.ts';
import { changeOrder } from './order-transaction.ts';
import { senderName } from './present-task.ts';
import { readOrderRecord } from './read-orders.ts';
import { looksOf, sealedPlaces, waysOf } from './sealed-looks.ts';
import type { ServiceContext } from './service-context.ts';
import { signedUploads } from './signed-uploads.ts';
import { stampCompletionsOf } from './stamp-completions.ts';
import { underLease } from './under-lease.ts';

/** Takes the order that has waited longest, for itself alone, and packages it. */
export async function packageNextOrder(context: ServiceContext): Promise<'packaged' | 'nothing-due'> {
  const orderId = await takeOrderToPackage(context.database);
  if (orderId === undefined) return 'nothing-due';
  await packageOrder(context, orderId);
  return 'packaged';
}

async function packageOrder(context: ServiceContext, orderId: string): Promise<void> {
  const order = await loadOrder(context.database, orderId);
  if (!order || orderStatus(order) === 'completed') return;
  try {
    const sealed = await underLease(
      context.log,
      () => renewPackaging(context.database, orderId),
      () => sealOrder(context, order),
    );
    await finishPackaging(context, orderId, sealed);
  } catch (error) {
    await postponePackaging(context, orderId, error);
  }
}

interface SealedDocument {
  readonly documentId: string;
  readonly sha256: string;
  readonly sizeBytes: number;
}

async function sealOrder(context: ServiceContext, order: OrderRecord): Promise<SealedDocument[]> {
  const stamping = stampCompletionsOf(context, order);
  // Should sealing fail as well, that is what is told.
  stamping.catch(() => undefined);
  const sealed: SealedDocument[] = [];
  for (const document of order.documents) {
    const request = sealRequestFor(context, order, document);
    if (request.signatures.length === 0) continue;
    const original = await context.documents.get(document.sha256);
    const bytes = await context.sealer.seal({ ...request, original });
    const { sha256 } = await context.documents.put(bytes);
    sealed.push({ documentId: document.documentId, sha256, sizeBytes: bytes.length });
  }
  await stamping;
  return sealed;
}

async function finishPackaging(
  context: ServiceContext,
  orderId: string,
  sealed: readonly SealedDocument[],
): Promise<void> {
  await changeOrder(context, orderId, async (transaction) => {
    if (transaction.order.packaging === 'done') return;
    for (const { documentId, ...file } of sealed)
      await setSealedDocument(transaction.sql, orderId, documentId, file);
    await setPackaging(transaction.sql, orderId, {
      packaging: 'done',
      attempts: transaction.order.packagingAttempts + 1,
      failure: undefined,
      dueAt: undefined,
    });
    transaction.record({
      type: 'order.sealed',
      data: { documents: sealed.map(({ documentId, sha256 }) => ({ documentId, sha256 })) },
    });
    transaction.update((order) => ({ ...order, packaging: 'done', packagingFailure: undefined }));
  });
}

/**
 * Without a time stamp, proof that a certificate holds, or a store, the order waits; for anything else it has failed. Both
 * are tried again.
 */
async function postponePackaging(context: ServiceContext, orderId: string, error: unknown): Promise<void> {
  const waitsFor = whatIsWaitedFor(error);
  const waits = waitsFor !== undefined;
  const failure = waitsFor ?? 'sealing-failed';
  await changeOrder(context, orderId, async (transaction) => {
    if (transaction.order.packaging === 'done') return;
    const attempts = transaction.order.packagingAttempts + 1;
    const packaging = waits ? 'pending' : 'failed';
    const dueAt = retryAt(transaction.now, attempts);
    await setPackaging(transaction.sql, orderId, { packaging, attempts, failure, dueAt });
    if (packaging === 'failed' && transaction.order.packaging !== 'failed') {
      transaction.record({ type: 'packaging.failed', data: { failure } });
    }
    transaction.update((order) => ({ ...order, packaging, packagingFailure: failure }));
  });
  if (!waits) throw error;
  context.log.error({ err: error, orderId }, 'an order waits to be packaged');
}

function whatIsWaitedFor(error: unknown): string | undefined {
  if (error instanceof TimeStampError) return `time-stamp-${error.reason}`;
  if (error instanceof RevocationError) return `revocation-${error.reason}`;
  if (error instanceof StoreError) return `store-${error.reason}`;
  return undefined;
}

/** The customer starts failed packaging again, now. */
export async function restartPackaging(
  context: ServiceContext,
  customer: Customer,
  orderId: string,
): Promise<OrderRecord> {
  await readOrderRecord(context, customer, orderId);
  return changeOrder(context, orderId, async (transaction) => {
    const status = orderStatus(transaction.order);
    if (status !== 'failed' && status !== 'packaging') {
      throw new ServiceProblem(status === 'open' ? 'not-sealed-yet' : 'task-final', {
        detail: 'Only an order whose packaging has failed or waits can be packaged again.',
      });
    }
    await setPackaging(transaction.sql, orderId, {
      packaging: 'pending',
      attempts: transaction.order.packagingAttempts,
      failure: transaction.order.packagingFailure,
      dueAt: transaction.now,
    });
    transaction.record({ type: 'packaging.restarted' });
    transaction.update((order) => ({ ...order, packaging: 'pending' }));
    return transaction.order;
  });
}

/** One field for each signer of the document, in the order in which they signed. */
function sealRequestFor(
  context: ServiceContext,
  order: OrderRecord,
  document: OrderDocumentRecord,
): Omit<SealRequest, 'original'> {
  const signed = order.tasks
    .filter((task) => task.completedAt !== undefined && task.completionSha256 !== undefined)
    .sort((a, b) => Number(a.completedAt) - Number(b.completedAt) || a.position - b.position);
  const signatures = signed.flatMap((task) => {
    const action = task.actions.find(
      (candidate): candidate is DocumentActionRecord =>
        candidate.type === 'sign' &&
        candidate.documentId === document.documentId &&
        candidate.status === 'done',
    );
    const { completion } = task;
    const signatures = completion?.signature ?? [];
    if (!action || !completion || signatures.length === 0 || !task.completedAt || !task.completionSha256)
      return [];
    const { look, initials } = looksOf(signatures);
    const { place, marks } = sealedPlaces(action.places);
    return {
      taskId: task.id,
      fieldName: `signature.${task.id}`,
      signerName: task.subject.name,
      ways: waysOf(signatures),
      locale: task.locale,
      ...(look && { look }),
      signedAt: task.completedAt,
      evidenceSha256: task.completionSha256,
      ...(place && { place }),
      marks,
      ...(initials && { initials }),
      uploads: signedUploads(task, completion),
    };
  });
  return {
    originalSha256: document.sha256,
    order: {
      id: order.id,
      title: order.title,
      sender: senderName(context, order),
      language: orderLanguage(order),
    },
    signatures,
  };
}
