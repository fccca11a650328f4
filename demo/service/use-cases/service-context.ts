/** What every use case may need, as ports. `demo/main.ts` fills it with adapters. */
import { createHash } from 'node:crypto';
import { canonicalJson, type JsonValue } from '../domain/canonical-json.ts';
import type { Credentials } from '../ports/credentials.ts';
import type { Customers } from '../ports/customers.ts';
import type { Database, Sql } from '../ports/database.ts';
import type { DocumentStore } from '../ports/document-store.ts';
import type { DocumentText } from '../ports/document-text.ts';
import type { EvidenceSigner } from '../ports/evidence-signer.ts';
import type { IdentityProvider } from '../ports/identity-provider.ts';
import type { NoticeSenders } from '../ports/notice-senders.ts';
import type { OrderChanges } from '../ports/order-changes.ts';
import type { PasskeyAuthority } from '../ports/passkey-authority.ts';
import type { PdfIntake } from '../ports/pdf-intake.ts';
import type { PdfSealer } from '../ports/pdf-sealer.ts';
import type { ReceiptMaker } from '../ports/receipt-maker.ts';
import type { ServiceLog } from '../ports/service-log.ts';
import type { TimeStampAuthority } from '../ports/time-stamp-authority.ts';
import type { UploadIntake } from '../ports/upload-intake.ts';
import type { UploadStore } from '../ports/upload-store.ts';
import type { WorkTrigger } from '../ports/work-trigger.ts';

export interface ServiceContext {
  readonly database: Database;
  readonly documents: DocumentStore;
  readonly intake: PdfIntake;
  /** What signers upload: looked at, and kept until nobody needs it. */
  readonly uploadIntake: UploadIntake;
  readonly uploads: UploadStore;
  /** The most that a signer can be asked for. */
  readonly maxUploadBytes: number;
  readonly documentText: DocumentText;
  readonly sealer: PdfSealer;
  readonly receipts: ReceiptMaker;
  readonly credentials: Credentials;
  readonly passkeys: PasskeyAuthority;
  readonly customers: Customers;
  readonly timeStamps: TimeStampAuthority;
  readonly evidenceSigner: EvidenceSigner;
  /** Makes the sealed PDFs. */
  readonly packaging: WorkTrigger;
  /** Has completions time-stamped. */
  readonly stamping: WorkTrigger;
  /** Sends what people and systems are told. */
  readonly notices: WorkTrigger;
  readonly senders: NoticeSenders;
  readonly orderChanges: OrderChanges;
  readonly log: ServiceLog;
  /** Undefined where no eID is configured: then no order can ask for one. */
  readonly identityProvider: IdentityProvider | undefined;
  /** Origins whose pages embed the widget: a login may come back to them. */
  readonly returnOrigins: readonly string[];
  /** The service's own address, without a slash at the end: task URLs begin with it. */
  readonly publicUrl: string;
}

/** The time, as the database tells it: every instance sees the same. */
export async function databaseNow(sql: Sql): Promise<Date> {
  const [row] = await sql.query<{ now: Date }>('select service_now() as now');
  if (!row) throw new Error('The database did not tell the time.');
  return row.now;
}

/** Lowercase hex, over UTF-8. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** SHA-256 over the canonical form (RFC 8785) of a value that came as JSON, or goes out as JSON. */
export function sha256OfJson(value: unknown): string {
  return sha256(canonicalJson(JSON.parse(JSON.stringify(value)) as JsonValue));
}
