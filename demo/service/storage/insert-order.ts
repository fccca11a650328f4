import type { Sql } from '../ports/database.ts';
import type { ActionRecord, OrderRecord } from './order-record.ts';

/** Writes a new order with all that it holds. `status` is what its state derives to. */
export async function insertOrder(sql: Sql, order: OrderRecord, status: string): Promise<void> {
  await sql.query(
    `insert into orders (id, customer_id, title, external_reference, on_reject, status, notifications, created_at,
       sequence, head_hash, packaging) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      order.id,
      order.customerId,
      order.title,
      order.externalReference ?? null,
      order.onReject,
      status,
      JSON.stringify(order.notifications),
      order.createdAt,
      order.sequence,
      order.headHash,
      order.packaging,
    ],
  );
  await insertRows(sql, 'order_documents', order.documents, (document, position) => ({
    order_id: order.id,
    document_id: document.documentId,
    name: document.name,
    title: document.title,
    position,
  }));
  await insertRows(sql, 'tasks', order.tasks, (task) => ({
    id: task.id,
    order_id: order.id,
    name: task.name,
    position: task.position,
    status: task.status,
    depends_on: JSON.stringify(task.dependsOn),
    subject: JSON.stringify(task.subject),
    authentication: task.authentication ? JSON.stringify(task.authentication) : null,
    locale: task.locale,
    message: task.message ?? null,
    signature_methods: JSON.stringify(task.signatureMethods),
    signature_requires: task.signatureRequires,
    consent: JSON.stringify(task.consent),
    redirects: JSON.stringify(task.redirects),
    allow_reject: task.allow.reject,
    allow_postpone: task.allow.postpone,
    allow_download: task.allow.download,
    reference_code_hash: task.referenceCodeHash ?? null,
    notifications: JSON.stringify(task.notifications),
    deadline_at: task.deadlineAt ?? null,
  }));
  await insertRows(
    sql,
    'actions',
    order.tasks.flatMap((task) => task.actions),
    (action) => ({
      id: action.id,
      task_id: action.taskId,
      type: action.type,
      position: action.position,
      optional: action.optional,
      status: action.status,
      ...askedIn(action),
    }),
  );
}

/** What the two kinds of actions do not have in common. */
function askedIn(action: ActionRecord): Record<string, unknown> {
  const isUpload = action.type === 'upload';
  return {
    document_id: isUpload ? null : action.documentId,
    read_all: isUpload ? false : action.readAll,
    places: JSON.stringify(isUpload ? [] : action.places),
    pages_viewed: JSON.stringify(isUpload ? [] : action.pagesViewed),
    upload_request: isUpload ? JSON.stringify(action.request) : null,
  };
}

/** One statement for all rows. Table and column names are this file's own words, values are parameters. */
async function insertRows<Item>(
  sql: Sql,
  table: string,
  items: readonly Item[],
  toRow: (item: Item, index: number) => Record<string, unknown>,
): Promise<void> {
  const rows = items.map(toRow);
  const columns = Object.keys(rows[0] ?? {});
  if (columns.length === 0) return;
  const values: unknown[] = [];
  const tuples = rows.map((row) => `(${columns.map((column) => `$${values.push(row[column])}`).join(', ')})`);
  await sql.query(`insert into ${table} (${columns.join(', ')}) values ${tuples.join(', ')}`, values);
}
