import type { Sql } from '../ports/database.ts';
import type {
  ActionRecord,
  DocumentActionRecord,
  OrderDocumentRecord,
  OrderRecord,
  TaskRecord,
  UploadActionRecord,
} from './order-record.ts';

/** The columns of a row under the names that the record has; what SQL calls null is undefined here. */
const ORDER_COLUMNS = `id, customer_id as "customerId", title, external_reference as "externalReference",
  on_reject as "onReject", withdrawn, notifications, created_at as "createdAt", sequence,
  head_hash as "headHash", packaging, packaging_attempts as "packagingAttempts",
  packaging_failure as "packagingFailure"`;

/**
 * @param options.lock keeps every other transaction from changing the order until this one ends
 * @returns the order, or undefined
 */
export async function loadOrder(
  sql: Sql,
  orderId: string,
  options: { readonly lock?: boolean } = {},
): Promise<OrderRecord | undefined> {
  return (await loadOrders(sql, [orderId], options))[0];
}

/** Several orders, each whole, in the order of the ids: four statements, however many there are. */
export async function loadOrders(
  sql: Sql,
  orderIds: readonly string[],
  options: { readonly lock?: boolean } = {},
): Promise<OrderRecord[]> {
  if (orderIds.length === 0) return [];
  const ids = [orderIds];
  const orders = await sql.query<Omit<OrderRecord, 'documents' | 'tasks'>>(
    `select ${ORDER_COLUMNS} from orders where id = any($1::text[])${options.lock ? ' for update' : ''}`,
    ids,
  );
  if (orders.length === 0) return [];
  const documents = await sql.query<OrderDocumentRecord & { orderId: string }>(
    `select o.order_id as "orderId", o.document_id as "documentId", o.name, o.title, d.sha256,
       d.size_bytes as "sizeBytes", d.pages, o.sealed_sha256 as "sealedSha256",
       o.sealed_size_bytes as "sealedSizeBytes"
     from order_documents o join documents d on d.id = o.document_id
     where o.order_id = any($1::text[]) order by o.position`,
    ids,
  );
  const tasks = await sql.query<Omit<TaskRecord, 'actions'>>(
    `select id, order_id as "orderId", name, position, status, depends_on as "dependsOn", subject,
       authentication, locale, message, signature_methods as "signatureMethods", signature_requires as "signatureRequires", consent, redirects,
       json_build_object('reject', allow_reject, 'postpone', allow_postpone, 'download', allow_download) as allow,
       rejection_reason as "rejectionReason", reference_code_hash as "referenceCodeHash", notifications, deadline_at as "deadlineAt",
       completed_at as "completedAt", completion, completion_sha256 as "completionSha256",
       completion_time_stamp as "completionTimeStamp"
     from tasks where order_id = any($1::text[]) order by position`,
    ids,
  );
  const actions = await sql.query<ActionRow>(
    `select a.id, a.task_id as "taskId", a.document_id as "documentId", a.type, a.position, a.optional,
       a.read_all as "readAll", a.places, a.status, a.pages_viewed as "pagesViewed",
       a.upload_request as "request", a.upload_file as "file"
     from actions a join tasks t on t.id = a.task_id
     where t.order_id = any($1::text[]) order by a.position`,
    ids,
  );
  const byId = new Map(
    orders.map((order) => [
      order.id,
      {
        ...withoutNulls(order),
        documents: documents.filter((document) => document.orderId === order.id).map(withoutNulls),
        tasks: tasks
          .filter((task) => task.orderId === order.id)
          .map((task) => ({
            ...withoutNulls(task),
            actions: actions.filter((action) => action.taskId === task.id).map(actionOf),
          })),
      },
    ]),
  );
  return orderIds.flatMap((id) => byId.get(id) ?? []);
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
