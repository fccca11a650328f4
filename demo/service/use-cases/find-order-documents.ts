/** The documents that an order names, as they were uploaded by this customer. */
import type { NewOrder } from '../../../src/task/contract.ts';
import type { PageSizes } from '../domain/page-sizes.ts';
import { invalidRequest } from '../domain/problem.ts';
import type { Customer } from '../ports/customers.ts';
import type { Sql } from '../ports/database.ts';
import type { OrderDocumentRecord } from '../storage/order-record.ts';

/** As it was uploaded. Of what was uploaded to an older version of the service the pages' sizes are not known. */
export interface UploadedRecord extends OrderDocumentRecord {
  readonly pageSizes: PageSizes | undefined;
}

/** @throws ServiceProblem invalid-request for the first that there is not, or that is named twice */
export async function findOrderDocuments(
  sql: Sql,
  customer: Customer,
  request: NewOrder,
): Promise<UploadedRecord[]> {
  const ids = request.documents.map((document) => document.documentId);
  const rows = await sql.query<{
    id: string;
    sha256: string;
    sizeBytes: number;
    pages: number;
    pageSizes: PageSizes | null;
  }>(
    `select id, sha256, size_bytes as "sizeBytes", pages, page_sizes as "pageSizes" from documents
     where id = any($1::text[]) and customer_id = $2`,
    [ids, customer.id],
  );
  return request.documents.map(({ name, title, documentId }, index) => {
    const row = rows.find((candidate) => candidate.id === documentId);
    const pointer = `/documents/${index}/documentId`;
    if (!row) throw invalidRequest(pointer, 'There is no such document. Upload it first.');
    if (ids.indexOf(documentId) !== index)
      throw invalidRequest(pointer, 'The document is in the order already.');
    const { sha256: hash, sizeBytes, pages, pageSizes } = row;
    return {
      documentId,
      name,
      title,
      sha256: hash,
      sizeBytes,
      pages,
      sealedSha256: undefined,
      sealedSizeBytes: undefined,
      pageSizes: pageSizes ?? undefined,
    };
  });
}
