import { orderStatus } from '../domain/order.ts';
import type { Customer } from '../ports/customers.ts';
import type { Receipt, ReceiptProof, ReceiptSigner } from '../ports/receipt-maker.ts';
import type {
  AuthenticationEvidence,
  OrderRecord,
  SignatureEvidence,
  TaskRecord,
} from '../storage/order-record.ts';
import { senderName } from './present-task.ts';
import { orderLanguage } from './order-language.ts';
import { readStandingOrder, withTimeStamp, type StandingOrder } from './order-as-it-stands.ts';
import { looksOf, waysOf } from './sealed-looks.ts';
import { type ServiceContext } from './service-context.ts';
import { signedUploads } from './signed-uploads.ts';

/**
 * As things stand now: of an order that is not over, too.
 *
 * @throws service-unavailable while there is no time stamp to be had
 */
export async function readReceipt(
  context: ServiceContext,
  customer: Customer,
  orderId: string,
): Promise<Uint8Array> {
  const standing = await readStandingOrder(context, customer, orderId);
  return withTimeStamp(() => context.receipts.make(receiptOf(context, standing)));
}

function receiptOf(context: ServiceContext, { order, history, now }: StandingOrder): Receipt {
  const names = new Map(order.tasks.map(({ id, subject }) => [id, subject.name]));
  const { externalReference } = order;
  return {
    order: {
      id: order.id,
      title: order.title,
      sender: senderName(context, order),
      language: orderLanguage(order),
      status: orderStatus(order),
      ...(externalReference !== undefined && { externalReference }),
      createdAt: order.createdAt,
    },
    writtenAt: now,
    documents: order.documents.map(({ title, pages, sizeBytes, sha256, sealedSha256 }) => ({
      title,
      pages,
      sizeBytes,
      sha256,
      ...(sealedSha256 !== undefined && { sealedSha256 }),
    })),
    signers: order.tasks.map((task) => signerOf(order, task)),
    history: history.map(({ sequence, at, type, taskId }) => {
      const signer = taskId === undefined ? undefined : names.get(taskId);
      return { sequence, at, type, ...(signer !== undefined && { signer }) };
    }),
    historyHash: order.headHash,
  };
}

function signerOf(order: OrderRecord, task: TaskRecord): ReceiptSigner {
  const { completion, completedAt, completionSha256, rejectionReason } = task;
  const signer = { name: task.subject.name, status: task.status };
  if (!completion || !completedAt || completionSha256 === undefined)
    return { ...signer, ...(rejectionReason !== undefined && { reason: rejectionReason }) };
  const { look } = looksOf(completion.signature);
  const titles = new Map(order.documents.map(({ documentId, title }) => [documentId, title]));
  return {
    ...signer,
    signed: {
      at: completedAt,
      ways: waysOf(completion.signature),
      ...(look && { look }),
      proofs: [
        ...(completion.authentication ? [openedBy(completion.authentication)] : []),
        ...completion.signature.flatMap(signedWith),
      ],
      documents: completion.documents.flatMap(({ documentId }) =>
        documentId === undefined ? [] : [titles.get(documentId) ?? documentId],
      ),
      uploads: signedUploads(task, completion),
      consent: { version: completion.consent.version, sha256: completion.consent.sha256 },
      evidenceSha256: completionSha256,
    },
  };
}

function openedBy(authentication: AuthenticationEvidence): ReceiptProof {
  if (authentication.by !== 'eid') return { by: authentication.by };
  return { by: 'eid', use: 'login', acr: authentication.acr, at: authentication.verifiedAt };
}

function signedWith(signature: SignatureEvidence): ReceiptProof[] {
  switch (signature.method) {
    case 'eid':
      return [{ by: 'eid', use: 'signature', acr: signature.acr, at: signature.verifiedAt }];
    case 'passkey':
      return [{ by: 'passkey', credentialId: signature.credentialId, registeredAt: signature.registeredAt }];
    case 'consent':
    case 'handwritten':
      return [];
  }
}
