/** Puts the service together: adapters into ports, ports into use cases, use cases behind HTTP. */
import type { FastifyInstance } from 'fastify';
import { createCredentials, openServiceSecret, readServiceSecret } from './adapters/credentials.ts';
import { createCustomers, type CustomerConfiguration } from './adapters/customers.ts';
import { createDocumentText } from './adapters/document-text/create-document-text.ts';
import { createEvidenceSigner } from './adapters/keys/evidence-signer.ts';
import { openSealAuthorities, type SealConfiguration } from './adapters/keys/open-seal-authorities.ts';
import { openStores } from './adapters/open-stores.ts';
import { createOpenIdProvider, type OpenIdConfiguration } from './adapters/openid/create-open-id-provider.ts';
import { listenToOrderChanges } from './adapters/order-changes.ts';
import { createPasskeyAuthority } from './adapters/passkeys/create-passkey-authority.ts';
import { createPdfIntake } from './adapters/pdf-intake/create-pdf-intake.ts';
import { createSealingWorker } from './adapters/sealing-worker/create-sealing-worker.ts';
import type { MailConfiguration } from './adapters/notices/mail-sender.ts';
import type { SmsGatewayConfiguration } from './adapters/notices/sms-request.ts';
import { createSmsSender } from './adapters/notices/sms-sender.ts';
import { createWebhookSender, type WebhookConfiguration } from './adapters/notices/webhook-sender.ts';
import { createUploadIntake } from './adapters/upload-intake/create-upload-intake.ts';
import { createServiceApp } from './http/app.ts';
import type { S3Configuration } from './adapters/s3/s3-bucket.ts';
import { Contract } from './http/contract.ts';
import type { Database } from './ports/database.ts';
import type { IdentityProvider } from './ports/identity-provider.ts';
import type { NoticeSenders } from './ports/notice-senders.ts';
import type { RevocationSource } from './ports/revocation-source.ts';
import type { TimeStampAuthority } from './ports/time-stamp-authority.ts';
import { releaseLeases } from './storage/leases.ts';
import { holdServiceSecret } from './storage/service-secret.ts';
import { startMetricsServer, type MetricsAddress } from './metrics/start-metrics-server.ts';
import { ORDER_CHANNEL } from './storage/order-changes.ts';
import { expireTasks } from './use-cases/expire-tasks.ts';
import { packageNextOrder } from './use-cases/package-order.ts';
import type { ServiceContext } from './use-cases/service-context.ts';
import { stampCompletions } from './use-cases/stamp-completions.ts';
import { startOutboxLoop } from './outbox-loop.ts';
import { LateTrigger, startWorkLoop } from './work-loop.ts';

export interface ServiceConfiguration {
  readonly host: string;
  /** 0 takes one that is free. */
  readonly port: number;
  readonly dataFolder: string;
  /** `memory`: gone with the process, for tests. */
  readonly database: 'folder' | 'memory';
  /** PostgreSQL, in place of the embedded database. */
  readonly databaseUrl?: string;
  /** Where documents are kept; left out, in the data folder. */
  readonly s3?: S3Configuration;
  /** A file with the secret that instances share; left out, one in the data folder. */
  readonly secretFile?: string;
  /** Where people reach the service; left out, where it listens. */
  readonly publicUrl?: string;
  readonly customers: readonly CustomerConfiguration[];
  readonly embeddingOrigins: readonly string[];
  readonly distFolder: string;
  readonly maxDocumentBytes: number;
  /** Left out, the development authority seals and stamps. */
  readonly seal?: SealConfiguration;
  /** Without it no order can ask for e-mail. */
  readonly mail?: MailConfiguration;
  /** Without it no order can ask for SMS. */
  readonly sms?: SmsGatewayConfiguration;
  readonly webhooks?: WebhookConfiguration;
  /** Without it no task can ask for a login. */
  readonly eid?: OpenIdConfiguration;
  /** Proxies whose word on who calls is taken. */
  readonly trustedProxies?: readonly string[];
  readonly logLevel: 'info' | 'warn' | 'error' | 'silent';
  /** Where operators read figures; left out, nowhere. */
  readonly metricsAt?: MetricsAddress;
}

export interface RunningService {
  readonly url: string;
  /** Where the configuration asks for them. */
  readonly metricsUrl?: string;
  readonly app: FastifyInstance;
  readonly database: Database;
  /** What a verifier trusts, and the same as files for tools. */
  readonly trustAnchorsPem: string;
  readonly trustAnchorFiles: readonly string[];
  /** What is done every few seconds, now: deadlines that have passed, notices that are due, what is dead by now. */
  cleanUp(): Promise<void>;
  stop(): Promise<void>;
}

/** What only tests replace. */
export interface ServiceParts {
  readonly identityProvider?: IdentityProvider;
  readonly timeStamps?: TimeStampAuthority;
  readonly revocations?: RevocationSource;
  /** Left out, the log goes to standard output. */
  readonly logTo?: { write(line: string): void };
  /** Opens the database that is in memory. */
  readonly openMemory?: () => Promise<Database>;
}

const PACKAGING_INTERVAL_SECONDS = 2;
const EXPIRY_INTERVAL_SECONDS = 15;

export async function startService(
  configuration: ServiceConfiguration,
  parts: ServiceParts = {},
): Promise<RunningService> {
  // What was opened is closed in the other order: at the end, or at once where the rest cannot be opened.
  const opened: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const close of opened.splice(0).reverse()) await close();
  };
  try {
    return { ...(await openService(configuration, parts, opened)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openService(
  configuration: ServiceConfiguration,
  parts: ServiceParts,
  opened: (() => Promise<unknown>)[],
): Promise<Omit<RunningService, 'stop'>> {
  const { dataFolder, maxDocumentBytes, seal = {} } = configuration;
  // The database takes longest: it starts while the keys are read, or made.
  const opening = openDatabase(configuration, parts).then((database) => {
    opened.push(() => database.close());
    return database;
  });
  // It may fail while the keys are read; who waits for it below is told.
  opening.catch(() => undefined);
  const authorities = await openSealAuthorities(dataFolder, seal).catch(async (error: unknown) => {
    await opening;
    throw error;
  });
  // As long as it takes, other threads are busy with the database.
  const contract = new Contract();
  const database = await opening;
  // The folder is this process's alone.
  if (configuration.databaseUrl === undefined) await releaseLeases(database);
  const intake = createPdfIntake({ maxBytes: maxDocumentBytes });
  opened.push(() => intake.close());
  const uploadIntake = createUploadIntake({ pdf: intake });
  opened.push(() => uploadIntake.close());
  const documentText = createDocumentText();
  opened.push(() => documentText.close());
  const signing = {
    key: authorities.sealKey,
    timeStamps: parts.timeStamps ?? authorities.timeStamps,
    revocations: parts.revocations ?? authorities.revocations,
  };
  const sealer = createSealingWorker(signing);
  opened.push(() => sealer.close());
  // Nobody who reads a receipt waits until a large document is sealed.
  const receipts = createSealingWorker(signing);
  opened.push(() => receipts.close());
  const { secretFile } = configuration;
  const secret =
    secretFile === undefined ? await openServiceSecret(dataFolder) : await readServiceSecret(secretFile);
  const credentials = createCredentials(secret);
  await holdServiceSecret(database, credentials.deriveToken('fingerprint'));
  const stores = await openStores(dataFolder, configuration.s3);
  opened.push(async () => stores.close());
  const orderChanges = await listenToOrderChanges(database, ORDER_CHANNEL);
  opened.push(() => orderChanges.close());
  const { eid } = configuration;
  const packagingWork = new LateTrigger();
  const stampingWork = new LateTrigger();
  const noticesWork = new LateTrigger();
  const context: ServiceContext = {
    database,
    documents: stores.documents,
    intake,
    uploadIntake,
    uploads: stores.uploads,
    maxUploadBytes: maxDocumentBytes,
    documentText,
    sealer,
    receipts,
    credentials,
    passkeys: createPasskeyAuthority(),
    customers: createCustomers(configuration.customers),
    orderChanges,
    senders: {
      email: await createMail(configuration.mail),
      sms: configuration.sms && createSmsSender(configuration.sms),
      webhook: createWebhookSender(configuration.webhooks ?? {}),
    },
    identityProvider: parts.identityProvider ?? (eid && createOpenIdProvider(eid)),
    returnOrigins: configuration.embeddingOrigins,
    timeStamps: signing.timeStamps,
    evidenceSigner: createEvidenceSigner(signing),
    packaging: packagingWork,
    stamping: stampingWork,
    notices: noticesWork,
    get log() {
      return app.log;
    },
    get publicUrl() {
      return url;
    },
  };
  const leaving = new AbortController();
  const { metricsAt } = configuration;
  // Nothing is measured that nobody reads.
  const metrics = metricsAt && (await import('./metrics/create-metrics.ts')).createMetrics(database);
  const app = await createServiceApp({
    ...configuration,
    contract,
    ...(parts.logTo && { logTo: parts.logTo }),
    leaving: leaving.signal,
    ...(metrics && { metrics }),
    trustedProxies: configuration.trustedProxies ?? [],
    ...(eid?.browserClient && { eidOrigin: new URL(eid.issuer).origin }),
    context,
  });
  opened.push(() => app.close());
  if (stores.trouble) app.log.error({ err: stores.trouble }, 'the document store cannot be used yet');
  await app.listen({ host: configuration.host, port: configuration.port });
  const url = configuration.publicUrl ?? addressOf(app, configuration.host);

  const packaging = startWorkLoop(
    async () => (await packageNextOrder(context)) === 'packaged',
    PACKAGING_INTERVAL_SECONDS,
    app.log,
  );
  opened.push(() => packaging.stop());
  packagingWork.wakes(packaging);
  const stamping = startWorkLoop(() => stampCompletions(context), PACKAGING_INTERVAL_SECONDS, app.log);
  opened.push(() => stamping.stop());
  stampingWork.wakes(stamping);
  const outbox = startOutboxLoop(context);
  opened.push(() => outbox.stop());
  noticesWork.wakes(outbox);
  const expiry = startWorkLoop(
    async () => {
      await expireTasks(context);
      return false;
    },
    EXPIRY_INTERVAL_SECONDS,
    app.log,
  );
  opened.push(() => expiry.stop());
  const metricsServer = metrics && (await startMetricsServer(metrics, metricsAt, app.log));
  if (metricsServer) opened.push(() => metricsServer.stop());
  // What was under way when the service stopped goes on now.
  for (const work of [packaging, stamping, outbox, expiry]) work.wake();
  opened.push(async () => leaving.abort());

  return {
    url,
    ...(metricsServer && { metricsUrl: metricsServer.url }),
    app,
    database,
    trustAnchorsPem: authorities.trustAnchorsPem,
    trustAnchorFiles: authorities.trustAnchorFiles,
    cleanUp: async () => {
      await expireTasks(context);
      outbox.wake();
    },
  };
}

/** What is not configured is not loaded either, here and below: a start does not wait for it. */
async function openDatabase(
  { database, databaseUrl, dataFolder }: ServiceConfiguration,
  { openMemory }: ServiceParts,
): Promise<Database> {
  if (databaseUrl !== undefined) {
    const { openPostgres } = await import('./adapters/database/postgres.ts');
    return openPostgres(databaseUrl);
  }
  if (database === 'memory' && openMemory) return openMemory();
  const { openPglite } = await import('./adapters/database/pglite.ts');
  return openPglite(database === 'folder' ? { folder: dataFolder } : {});
}

async function createMail(mail: MailConfiguration | undefined): Promise<NoticeSenders['email']> {
  if (!mail) return undefined;
  const { createMailSender } = await import('./adapters/notices/mail-sender.ts');
  return createMailSender(mail);
}

function addressOf(app: FastifyInstance, host: string): string {
  const address = app.server.address();
  if (address === null || typeof address === 'string')
    throw new Error('The service does not listen on a port.');
  return `http://${host}:${address.port}`;
}
