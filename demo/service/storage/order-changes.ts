/** The few ways in which a stored order changes. Each is called inside a transaction that holds its lock. */
import type { HistoryEntry, HistoryHead } from '../domain/history.ts';
import type { OrderStatus, PackagingStatus, TaskStatus } from '../domain/order.ts';
import type { PageRanges } from '../domain/page-ranges.ts';
import type { Sql } from '../ports/database.ts';
import type { ActionRecord, CompletionEvidence } from './order-record.ts';

/** Notices on it hold an order's id. */
export const ORDER_CHANNEL = 'order_changed';

/** Heard by whoever follows the order, on every instance, once this transaction has committed. */
export async function announceOrderChange(sql: Sql, orderId: string): Promise<void> {
  await sql.query('select pg_notify($1, $2)', [ORDER_CHANNEL, orderId]);
}

export async function setTaskStatus(sql: Sql, taskId: string, status: TaskStatus): Promise<void> {
  await sql.query('update tasks set status = $2 where id = $1', [taskId, status]);
}

export async function setTaskCompletion(
  sql: Sql,
  taskId: string,
  completedAt: Date,
  evidence: CompletionEvidence,
  evidenceSha256: string,
): Promise<void> {
  await sql.query(
    `update tasks set status = $2, completed_at = $3, completion = $4, completion_sha256 = $5,
       completion_stamp_due_at = $3 where id = $1`,
    [taskId, 'completed', completedAt, JSON.stringify(evidence), evidenceSha256],
  );
}

export async function setTaskRejected(sql: Sql, taskId: string, reason: string | undefined): Promise<void> {
  await sql.query(`update tasks set status = 'rejected', rejection_reason = $2 where id = $1`, [
    taskId,
    reason ?? null,
  ]);
}

export async function setOrderWithdrawn(sql: Sql, orderId: string): Promise<void> {
  await sql.query('update orders set withdrawn = true where id = $1', [orderId]);
}

export async function setActionStatus(
  sql: Sql,
  actionId: string,
  status: ActionRecord['status'],
  pagesViewed?: PageRanges,
): Promise<void> {
  await sql.query(
    'update actions set status = $2, pages_viewed = coalesce($3::jsonb, pages_viewed) where id = $1',
    [actionId, status, pagesViewed ? JSON.stringify(pagesViewed) : null],
  );
}

export interface PackagingChange {
  readonly packaging: PackagingStatus;
  readonly attempts: number;
  readonly failure: string | undefined;
  /** When it is to be tried; undefined where there is nothing to try. */
  readonly dueAt: Date | undefined;
}

export async function setPackaging(sql: Sql, orderId: string, change: PackagingChange): Promise<void> {
  await sql.query(
    `update orders set packaging = $2, packaging_attempts = $3, packaging_failure = $4, packaging_due_at = $5
     where id = $1`,
    [orderId, change.packaging, change.attempts, change.failure ?? null, change.dueAt ?? null],
  );
}

export async function setSealedDocument(
  sql: Sql,
  orderId: string,
  documentId: string,
  sealed: { readonly sha256: string; readonly sizeBytes: number },
): Promise<void> {
  await sql.query(
    'update order_documents set sealed_sha256 = $3, sealed_size_bytes = $4 where order_id = $1 and document_id = $2',
    [orderId, documentId, sealed.sha256, sealed.sizeBytes],
  );
}

export interface HistoryStep {
  readonly entries: readonly HistoryEntry[];
  readonly head: HistoryHead;
  /** Derived from the order's state. */
  readonly status: OrderStatus;
}

/** Puts entries at the end of the history, with the head and the status that come of them. */
export async function appendHistory(
  sql: Sql,
  orderId: string,
  { entries, head, status }: HistoryStep,
): Promise<void> {
  await sql.query(
    `with appended as (
       insert into history (order_id, sequence, type, at, task_id, data, previous_hash, hash)
       select $1, sequence, type, at, "taskId", data, "previousHash", hash
       from jsonb_to_recordset($2::jsonb) as entry(sequence integer, type text, at timestamptz, "taskId" text,
         data jsonb, "previousHash" text, hash text))
     update orders set sequence = $3, head_hash = $4, status = $5 where id = $1`,
    [orderId, JSON.stringify(entries), head.sequence, head.hash, status],
  );
}
