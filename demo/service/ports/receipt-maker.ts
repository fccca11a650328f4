/** Makes the receipt of an order: a PDF that says what was asked, who did what and when, and by which proof. */
import type { HistoryType } from '../domain/history.ts';
import type { OrderStatus, TaskStatus } from '../domain/order.ts';
import type { SealedSignature, SealedUpload, SealRequest, SignatureLook } from './pdf-sealer.ts';

export interface ReceiptMaker {
  /**
   * @throws TimeStampError while there is no trustworthy time stamp; try again later.
   * @returns a PDF that the service has certified: nothing in it can be changed without telling
   */
  make(receipt: Receipt): Promise<Uint8Array>;
}

export interface Receipt {
  readonly order: {
    readonly id: string;
    readonly title: string;
    readonly sender: string;
    readonly language: SealRequest['order']['language'];
    readonly status: OrderStatus;
    readonly externalReference?: string;
    readonly createdAt: Date;
  };
  /** The receipt says how things stood then. */
  readonly writtenAt: Date;
  readonly documents: readonly ReceiptDocument[];
  /** In the order's own order. */
  readonly signers: readonly ReceiptSigner[];
  /** The oldest first. */
  readonly history: readonly ReceiptEntry[];
  /** SHA-256 of the last entry: it holds all of them, in their order. Lowercase hex. */
  readonly historyHash: string;
}

export interface ReceiptDocument {
  readonly title: string;
  readonly pages: number;
  readonly sizeBytes: number;
  readonly sha256: string;
  /** Of the sealed file, once there is one. */
  readonly sealedSha256?: string;
}

export interface ReceiptSigner {
  readonly name: string;
  readonly status: TaskStatus;
  /** Why they said no. */
  readonly reason?: string;
  readonly signed?: {
    readonly at: Date;
    readonly ways: SealedSignature['ways'];
    /** As the signer saw it. */
    readonly look?: SignatureLook;
    /** What was proven, each on a line of its own: how it was known who signs, and what they signed with. */
    readonly proofs: readonly ReceiptProof[];
    readonly documents: readonly string[];
    /** Of their own, by what was asked for. */
    readonly uploads: readonly SealedUpload[];
    readonly consent: { readonly version: string; readonly sha256: string };
    readonly evidenceSha256: string;
  };
}

export type ReceiptProof =
  | { readonly by: 'link' | 'code' | 'artifact' }
  | { readonly by: 'eid'; readonly use: 'login' | 'signature'; readonly acr: string; readonly at: string }
  | { readonly by: 'passkey'; readonly credentialId: string; readonly registeredAt: string };

export interface ReceiptEntry {
  readonly sequence: number;
  readonly at: Date;
  readonly type: HistoryType;
  /** Of whose task it speaks. */
  readonly signer?: string;
}
