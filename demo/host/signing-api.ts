/**
 * What a customer's back end needs of the signing service's API, typed by its contract. The API key
 * stays here, on the server: no page ever sees it.
 */
import type {
  Artifact,
  DeliveryList,
  NewOrder,
  Order,
  OrderPage,
  Problem,
  UploadedDocument,
} from '../../src/task/contract.ts';

export class SigningApiError extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem | undefined,
  ) {
    super(
      problem
        ? `${problem.code}: ${problem.detail ?? problem.title}`
        : `The signing service answered ${status}.`,
    );
    this.name = 'SigningApiError';
  }
}

export interface SigningApi {
  uploadDocument(pdf: Uint8Array): Promise<UploadedDocument>;
  /** `artifact` asks for one in the answer, for a signer who is sent to sign at once. */
  createOrder(order: NewOrder, idempotencyKey: string, options?: { artifact?: boolean }): Promise<Order>;
  readOrder(orderId: string): Promise<Order>;
  listOrders(): Promise<OrderPage>;
  /** By the customer's own reference. */
  findOrder(externalReference: string): Promise<Order | undefined>;
  /** Only for a signer whom the site knows: whoever has it is taken for that signer. */
  createArtifact(orderId: string, taskId: string): Promise<Artifact>;
  withdrawOrder(orderId: string): Promise<Order>;
  /** Who was told what, and what became of it. */
  listDeliveries(orderId: string): Promise<DeliveryList>;
  /** The sealed PDF as it streams in. */
  downloadSealed(orderId: string, documentId: string): Promise<Response>;
  /** What a signer has uploaded, as it streams in. */
  downloadUpload(orderId: string, uploadId: string): Promise<Response>;
  /** Who signed what, when and how: a PDF as it streams in. */
  downloadReceipt(orderId: string): Promise<Response>;
  /** What proves it, to be checked without the service: JSON as it streams in. */
  downloadEvidence(orderId: string): Promise<Response>;
}

export function createSigningApi(serviceUrl: string, apiKey: string): SigningApi {
  const request = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = {
      ...(init.headers as Record<string, string> | undefined),
      authorization: `Bearer ${apiKey}`,
    };
    const response = await fetch(`${serviceUrl}${path}`, {
      ...init,
      headers,
      signal: AbortSignal.timeout(30_000),
    });
    if (!response.ok) throw new SigningApiError(response.status, await problemOf(response));
    return response;
  };
  const json = async <Body>(path: string, init?: RequestInit) =>
    (await request(path, init)).json() as Promise<Body>;
  return {
    uploadDocument: (pdf) =>
      json('/documents', {
        method: 'POST',
        headers: { 'content-type': 'application/pdf' },
        body: new Uint8Array(pdf),
      }),
    createOrder: (order, idempotencyKey, { artifact = false } = {}) =>
      json(artifact ? '/orders?artifact=true' : '/orders', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': idempotencyKey },
        body: JSON.stringify(order),
      }),
    readOrder: (orderId) => json(orderPath(orderId)),
    listOrders: () => json('/orders?limit=20'),
    findOrder: async (externalReference) => {
      const query = new URLSearchParams({ externalReference, limit: '1' });
      return (await json<OrderPage>(`/orders?${query}`)).orders[0];
    },
    createArtifact: (orderId, taskId) =>
      json(`${orderPath(orderId)}/tasks/${encodeURIComponent(taskId)}/artifacts`, { method: 'POST' }),
    withdrawOrder: (orderId) => json(orderPath(orderId), { method: 'DELETE' }),
    listDeliveries: (orderId) => json(`${orderPath(orderId)}/deliveries`),
    downloadSealed: (orderId, documentId) =>
      request(`${orderPath(orderId)}/documents/${encodeURIComponent(documentId)}`),
    downloadUpload: (orderId, uploadId) =>
      request(`${orderPath(orderId)}/uploads/${encodeURIComponent(uploadId)}`),
    downloadReceipt: (orderId) => request(`${orderPath(orderId)}/receipt`),
    downloadEvidence: (orderId) => request(`${orderPath(orderId)}/evidence`),
  };
}

function orderPath(orderId: string): string {
  return `/orders/${encodeURIComponent(orderId)}`;
}

async function problemOf(response: Response): Promise<Problem | undefined> {
  return response
    .json()
    .then((body) => body as Problem)
    .catch(() => undefined);
}
