/**
 * The history of an order: a chain in which every entry holds the hash of the one before it, so that an
 * entry can be neither changed, nor removed, nor moved without every later hash telling.
 */
import { canonicalJson, type JsonValue } from './canonical-json.ts';

export const HISTORY_TYPES = [
  'order.created',
  'task.opened',
  'task.artifact-issued',
  'task.authenticated',
  'task.login-cancelled',
  'task.login-failed',
  'task.subject-mismatch',
  'task.passkey-registered',
  'task.viewed',
  'task.uploaded',
  'task.upload-removed',
  'task.postponed',
  'task.cancelled',
  'task.ready',
  'task.completed',
  'task.rejected',
  'task.expired',
  'task.deleted',
  'order.packaging',
  'order.sealed',
  'order.completed',
  'order.rejected',
  'order.expired',
  'order.deleted',
  'packaging.failed',
  'packaging.restarted',
] as const;

/** Those after which a task or an order stands elsewhere: what whoever follows a task is told. */
export const STATUS_CHANGES = [
  'task.ready',
  'task.completed',
  'task.rejected',
  'task.expired',
  'task.deleted',
  'order.packaging',
  'order.completed',
  'order.rejected',
  'order.expired',
  'order.deleted',
  'packaging.failed',
] as const satisfies readonly HistoryType[];

export type HistoryType = (typeof HISTORY_TYPES)[number];

/** What happened, before it has its place in the chain. */
export interface HistoryFact {
  readonly type: HistoryType;
  readonly taskId?: string;
  readonly data?: { readonly [key: string]: JsonValue };
}

export interface HistoryEntry extends HistoryFact {
  readonly sequence: number;
  readonly at: Date;
  readonly previousHash: string;
  readonly hash: string;
}

export interface HistoryHead {
  readonly sequence: number;
  readonly hash: string;
}

/** What stands before the first entry. */
export const EMPTY_HISTORY: HistoryHead = { sequence: 0, hash: '0'.repeat(64) };

/** Puts facts at the end of a chain. `sha256` gives lowercase hex over UTF-8. */
export function chainHistory(
  orderId: string,
  head: HistoryHead,
  facts: readonly HistoryFact[],
  at: Date,
  sha256: (text: string) => string,
): HistoryEntry[] {
  let { sequence, hash: previousHash } = head;
  return facts.map((fact) => {
    sequence += 1;
    const entry = { ...fact, sequence, at, previousHash };
    const hash = sha256(canonicalEntry(orderId, entry));
    previousHash = hash;
    return { ...entry, hash };
  });
}

/** The text that an entry's hash is over. */
export function canonicalEntry(orderId: string, entry: Omit<HistoryEntry, 'hash'>): string {
  return canonicalJson({
    orderId,
    sequence: entry.sequence,
    type: entry.type,
    at: entry.at.toISOString(),
    taskId: entry.taskId,
    data: entry.data,
    previousHash: entry.previousHash,
  });
}
