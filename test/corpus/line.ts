/** The whole line for a file of a corpus: upload, order, every signer in turn, and the sealed PDF. */
import { startService, type RunningService } from '../../demo/service/start-service.ts';
import { createSigningApi, SigningApiError, type SigningApi } from '../../demo/host/signing-api.ts';
import { type PageSizes, sizeOfPage } from '../../demo/service/domain/page-sizes.ts';
import { createHash, randomUUID } from 'node:crypto';
import type { Completion, NewOrder, Task, TaskSession } from '../../src/task/contract.ts';
import { documentActions, signedHashes } from '../harness/signed-hashes.ts';

const API_KEY = 'corpus-api-key';
const NAMES = ['Kari Nordmann', 'Łukasz Żółć', 'Ελένη Παπαδοπούλου', '王小明', 'محمد'];

export type LineOutcome =
  | { readonly kind: 'sealed'; readonly pages: number; readonly bytes: Uint8Array }
  | { readonly kind: 'refused'; readonly reason: string };

export interface Line {
  readonly trustAnchorsPem: string;
  run(original: Uint8Array, signers: number, signal: AbortSignal): Promise<LineOutcome>;
  stop(): Promise<void>;
}

export async function startLine(dataFolder: string): Promise<Line> {
  const service = await startService({
    host: '127.0.0.1',
    port: 0,
    dataFolder,
    database: 'memory',
    customers: [{ id: 'corpus', name: 'Corpus', apiKey: API_KEY }],
    embeddingOrigins: [],
    distFolder: dataFolder,
    maxDocumentBytes: 50 * 1024 * 1024,
    logLevel: 'error',
  });
  const api = createSigningApi(service.url, API_KEY);
  return {
    trustAnchorsPem: service.trustAnchorsPem,
    run: (original, signers, signal) => runLine(service, api, original, signers, signal),
    stop: () => service.stop(),
  };
}

async function runLine(
  service: RunningService,
  api: SigningApi,
  original: Uint8Array,
  signers: number,
  signal: AbortSignal,
): Promise<LineOutcome> {
  try {
    const document = await api.uploadDocument(original);
    const place = await placeOnFirstPage(service, document.id);
    const order = await api.createOrder(orderFor(document.id, signers, place), randomUUID());
    for (const [index, task] of order.tasks.entries()) await sign(service.url, task.id, index, signal);
    await sealed(api, order.id, signal);
    const response = await api.downloadSealed(order.id, document.id);
    return { kind: 'sealed', pages: document.pages, bytes: new Uint8Array(await response.arrayBuffer()) };
  } catch (error) {
    const problem = error instanceof SigningApiError ? error.problem : undefined;
    if (problem?.reason === undefined) throw error;
    return { kind: 'refused', reason: problem.reason };
  }
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Smaller on a small page; undefined where the page is smaller than any place may be. */
async function placeOnFirstPage(service: RunningService, documentId: string): Promise<Place | undefined> {
  const [row] = await service.database.query<{ pageSizes: PageSizes }>(
    'select page_sizes as "pageSizes" from documents where id = $1',
    [documentId],
  );
  const page = row && sizeOfPage(row.pageSizes, 1);
  if (!page || page.width < 40 || page.height < 40) return undefined;
  const [width, height] = [Math.min(160, page.width / 2), Math.min(56, page.height / 2)];
  return { x: Math.min(40, page.width - width), y: Math.min(40, page.height - height), width, height };
}

/** The first signature stands on page 1, the others on the signature page: both ways in every file. */
function orderFor(documentId: string, signers: number, place: Place | undefined): NewOrder {
  return {
    title: 'A file of the corpus',
    documents: [{ name: 'file', documentId, title: 'File' }],
    tasks: Array.from({ length: signers }, (_, index) => ({
      name: `signer-${index}`,
      subject: { name: NAMES[index % NAMES.length] ?? 'Signer' },
      ...(index > 0 && { dependsOn: [`signer-${index - 1}`] }),
      signatureMethods: ['handwritten', 'consent'],
      actions: [
        {
          document: 'file',
          type: 'sign',
          ...(index === 0 && place && { places: [{ kind: 'signature', page: 1, ...place }] }),
        },
      ],
    })),
  };
}

async function sign(serviceUrl: string, taskId: string, index: number, signal: AbortSignal): Promise<void> {
  const opened = await fetch(`${serviceUrl}/task-sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ taskId }),
    signal,
  });
  const { token, task } = (await opened.json()) as TaskSession;
  const authorization = `Bearer ${token}`;
  const read = await fetch(`${serviceUrl}/tasks/${taskId}`, { headers: { authorization }, signal });
  await proveBytes(task, authorization, signal);
  const { version, sha256, locale } = task.consent;
  const completion: Completion = {
    actions: signedHashes(task),
    consent: { version, sha256, locale },
    signature:
      index === 0 ? { method: 'handwritten', kind: 'typed', text: task.subject.name } : { method: 'consent' },
  };
  const completed = await fetch(`${serviceUrl}/tasks/${taskId}/completion`, {
    method: 'POST',
    headers: {
      authorization,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
      'if-match': read.headers.get('etag') ?? '',
    },
    body: JSON.stringify(completion),
    signal,
  });
  if (completed.status !== 200) throw new Error(`The completion was answered ${completed.status}.`);
}

/** What the signer is given is what its hash says. */
async function proveBytes(task: Task, authorization: string, signal: AbortSignal): Promise<void> {
  for (const { document } of documentActions(task)) {
    const bytes = await fetch(document.url, { headers: { authorization }, signal });
    const sha256 = createHash('sha256')
      .update(Buffer.from(await bytes.arrayBuffer()))
      .digest('hex');
    if (sha256 !== document.sha256) throw new Error('The document has other bytes than its hash says.');
  }
}

async function sealed(api: SigningApi, orderId: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    const { status, packagingFailure } = await api.readOrder(orderId);
    if (status === 'completed') return;
    if (status === 'failed') throw new Error(`Packaging failed: ${packagingFailure ?? 'no reason given'}.`);
  }
}
