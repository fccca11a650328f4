import type { Sql } from '../ports/database.ts';
import type {
  ActionRecord,
  DocumentActionRecord,
  OrderRecord,
  TaskRecord,
  UploadActionRecord,
} from './order-record.ts';

/** The columns of a row under the names that the record has; what SQL calls null is undefined here. */
const ORDER_COLUMNS = `id, customer_id as "customerId", title, external_reference as "externalReference",
  on_reject as "onReject", withdrawn, notifications, created_at as "createdAt", sequence,
  head_hash as "headHash", packaging, packaging_attempts as "packagingAttempts",
  packaging_failure as "packagingFailure"`;

/** Whole rows, with all that belongs to them: as JSON, so that one statement has one look at everything. */
const DOCUMENTS = `select o.document_id as "documentId", o.name, o.title, d.sha256, d.size_bytes as "sizeBytes", d.pages,
    o.sealed_sha256 as "sealedSha256", o.sealed_size_bytes as "sealedSizeBytes"
  from order_documents o join documents d on d.id = o.document_id where o.order_id = orders.id order by o.position`;

const ACTIONS = `select id, task_id as "taskId", document_id as "documentId", type, position, optional,
    read_all as "readAll", places, status, pages_viewed as "pagesViewed", upload_request as "request", upload_file as "file"
  from actions where task_id = tasks.id order by position`;

const TASKS = `select id, order_id as "orderId", name, position, status, depends_on as "dependsOn", subject,
    authentication, locale, message, signature_methods as "signatureMethods",
    signature_requires as "signatureRequires", consent, redirects,
    json_build_object('reject', allow_reject, 'postpone', allow_postpone, 'download', allow_download) as allow,
    rejection_reason as "rejectionReason", reference_code_hash as "referenceCodeHash", notifications,
    deadline_at as "deadlineAt", completed_at as "completedAt", completion, completion_sha256 as "completionSha256",
    completion_time_stamp as "completionTimeStamp", ${listOf(ACTIONS)} as actions
  from tasks where order_id = orders.id order by position`;

function listOf(rows: string): string {
  return `(select coalesce(json_agg(listed), '[]'::json) from (${rows}) as listed)`;
}

type OrderRow = Omit<OrderRecord, 'tasks'> & { readonly tasks: readonly TaskRow[] };
type TaskRow = Omit<TaskRecord, 'actions' | 'deadlineAt' | 'completedAt'> &
  Record<'deadlineAt' | 'completedAt', string | null> & { readonly actions: readonly ActionRow[] };

/**
 * @param options.lock keeps every other transaction from changing the order until this one ends
 * @returns the order, or undefined
 */
export async function loadOrder(
  sql: Sql,
  orderId: string,
  options: { readonly lock?: boolean } = {},
): Promise<OrderRecord | undefined> {
  // A statement of its own: one that has waited for the lock would see the rest as it was before.
  if (options.lock) await sql.query('select 1 from orders where id = $1 for update', [orderId]);
  return (await loadOrders(sql, [orderId]))[0];
}

/** Several orders, each whole, in the order of the ids. */
export async function loadOrders(sql: Sql, orderIds: readonly string[]): Promise<OrderRecord[]> {
  if (orderIds.length === 0) return [];
  const rows = await sql.query<OrderRow>(
    `select ${ORDER_COLUMNS}, ${listOf(DOCUMENTS)} as documents, ${listOf(TASKS)} as tasks
     from orders where id = any($1::text[])`,
    [orderIds],
  );
  const byId = new Map(rows.map((row) => [row.id, orderOf(row)]));
  return orderIds.flatMap((id) => byId.get(id) ?? []);
}

function orderOf({ documents, tasks, ...order }: OrderRow): OrderRecord {
  return {
    ...withoutNulls(order),
    documents: documents.map(withoutNulls),
    tasks: tasks.map(taskOf),
  };
}

function taskOf({ actions, deadlineAt, completedAt, ...task }: TaskRow): TaskRecord {
  return {
    ...withoutNulls(task),
    deadlineAt: timeOf(deadlineAt),
    completedAt: timeOf(completedAt),
    actions: actions.map(actionOf),
  };
}

/** As JSON has it. */
function timeOf(text: string | null): Date | undefined {
  return text === null ? undefined : new Date(text);
}

/** Of either kind: what a row of the other kind has none of is null. */
type ActionRow =
  | (DocumentActionRecord & Record<'request' | 'file', null>)
  | (Omit<UploadActionRecord, 'file'> & {
      readonly file: UploadActionRecord['file'] | null;
    } & Record<'documentId' | 'readAll' | 'places' | 'pagesViewed', unknown>);

function actionOf(row: ActionRow): ActionRecord {
  if (row.type !== 'upload') {
    const { request: _request, file: _file, ...action } = row;
    return action;
  }
  const { documentId: _document, readAll: _read, places: _places, pagesViewed: _viewed, ...action } = row;
  return { ...action, file: row.file ?? undefined };
}

/** Only a task that can still be signed is found by its code: after that the code is as good as unknown. */
export async function findTaskOfCode(sql: Sql, codeHash: string): Promise<string | undefined> {
  const [row] = await sql.query<{ id: string }>(
    `select id from tasks where reference_code_hash = $1 and status in ('blocked', 'ready')
       and (deadline_at is null or deadline_at > service_now())`,
    [codeHash],
  );
  return row?.id;
}

export async function findOrderIdOfTask(sql: Sql, taskId: string): Promise<string | undefined> {
  const [row] = await sql.query<{ orderId: string }>(
    'select order_id as "orderId" from tasks where id = $1',
    [taskId],
  );
  return row?.orderId;
}

function withoutNulls<Row extends object>(row: Row): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value ?? undefined])) as Row;
}
