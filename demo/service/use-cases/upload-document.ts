import type { UploadedDocument } from '../../../src/task/contract.ts';
import { ServiceProblem } from '../domain/problem.ts';
import type { Customer } from '../ports/customers.ts';
import { databaseNow, type ServiceContext } from './service-context.ts';

/** Takes a PDF from a customer. It is inspected before it is kept, and before anyone is told its hash. */
export async function uploadDocument(
  context: ServiceContext,
  customer: Customer,
  bytes: Uint8Array,
): Promise<UploadedDocument> {
  const inspected = await context.intake.inspect(bytes);
  if (!inspected.accepted) {
    const { code, reason, detail } = inspected;
    throw new ServiceProblem(code, { reason, detail });
  }
  const { sha256 } = await context.documents.put(bytes);
  const id = context.credentials.newId('doc');
  await context.database.query(
    `insert into documents (id, customer_id, sha256, size_bytes, pages, page_sizes, created_at)
     values ($1, $2, $3, $4, $5, $6::jsonb, $7)`,
    [
      id,
      customer.id,
      sha256,
      bytes.length,
      inspected.pages,
      JSON.stringify(inspected.pageSizes),
      await databaseNow(context.database),
    ],
  );
  return { id, sha256, pages: inspected.pages, size: bytes.length };
}
