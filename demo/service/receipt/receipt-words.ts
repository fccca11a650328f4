/** What a receipt says besides what seals say, in each language that there is. */
import type { MarkLanguage } from '../../../src/task/mark-words.ts';
import type { HistoryType } from '../domain/history.ts';
import type { OrderStatus, TaskStatus } from '../domain/order.ts';
import type { ReceiptProof } from '../ports/receipt-maker.ts';
import { receiptWords as en } from './receipt-words-en.ts';
import { receiptWords as nb } from './receipt-words-nb.ts';

export interface ReceiptWords {
  readonly receipt: string;
  readonly receiptOf: (title: string) => string;
  readonly documents: (count: number) => string;
  readonly signers: (count: number) => string;
  readonly history: string;
  readonly historyHash: string;
  readonly writtenOn: (order: string, time: string) => string;
  readonly status: string;
  readonly reference: string;
  readonly made: string;
  readonly thisReceipt: string;
  readonly size: string;
  readonly original: string;
  readonly sealed: string;
  readonly reason: string;
  readonly noReason: string;
  readonly time: string;
  readonly knownBy: string;
  readonly consent: string;
  readonly order: Readonly<Record<OrderStatus, string>>;
  readonly task: Readonly<Record<TaskStatus, string>>;
  readonly proof: (proof: ReceiptProof) => string;
  readonly event: Readonly<Record<HistoryType, string>>;
}

export const RECEIPT_WORDS: Readonly<Record<MarkLanguage, ReceiptWords>> = { en, nb };
