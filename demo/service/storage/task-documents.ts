/** A document of a task, found in one statement: the ranges of a document come by the dozen. */
import type { Sql } from '../ports/database.ts';
import type { OrderDocumentRecord, OrderRecord } from './order-record.ts';

export interface TaskDocumentRecord {
  readonly document: Pick<
    OrderDocumentRecord,
    'title' | 'sha256' | 'sizeBytes' | 'sealedSha256' | 'sealedSizeBytes'
  >;
  /** Of its order. */
  readonly packaging: OrderRecord['packaging'];
  readonly allowDownload: boolean;
}

/** @returns undefined where the task has nothing to do with such a document */
export async function findTaskDocument(
  sql: Sql,
  taskId: string,
  documentId: string,
): Promise<TaskDocumentRecord | undefined> {
  const [row] = await sql.query<TaskDocumentRecord['document'] & Omit<TaskDocumentRecord, 'document'>>(
    `select o.title, d.sha256, d.size_bytes as "sizeBytes", o.sealed_sha256 as "sealedSha256",
       o.sealed_size_bytes as "sealedSizeBytes", r.packaging, t.allow_download as "allowDownload"
     from tasks t join orders r on r.id = t.order_id
       join order_documents o on o.order_id = t.order_id and o.document_id = $2
       join documents d on d.id = o.document_id
     where t.id = $1 and exists (select 1 from actions a where a.task_id = t.id and a.document_id = $2)`,
    [taskId, documentId],
  );
  if (!row) return undefined;
  const { packaging, allowDownload, ...document } = row;
  const { sealedSha256, sealedSizeBytes } = document;
  return {
    // What SQL calls null is undefined here.
    document: {
      ...document,
      sealedSha256: sealedSha256 ?? undefined,
      sealedSizeBytes: sealedSizeBytes ?? undefined,
    },
    packaging,
    allowDownload,
  };
}
