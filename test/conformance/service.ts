/** The service, from outside: calls of the contract's operations. What comes is noted, whoever asked for it. */
import { performance } from 'node:perf_hooks';
import type { Contract, AnswerFacts, OperationId } from './contract.ts';
import { Departure } from './expect.ts';
import type { Ledger } from './ledger.ts';
import type { Target } from './target.ts';

export interface Answer<Json = unknown> extends AnswerFacts {
  readonly method: string;
  readonly path: string;
  readonly json: Json;
  readonly bytes: Buffer;
  readonly text: string;
  /** The origin that the request said it came from. */
  readonly origin: string | undefined;
  readonly milliseconds: number;
}

export interface Asked {
  /** Of the path. */
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Bearer token: a task session, or an API key. Left out, a customer's operation is called by the customer. */
  readonly as?: string | null;
  /** An object is sent as JSON, anything else as it is. */
  readonly body?: unknown;
  /** Left out, signers' operations are called from a page of the registered origin, where there is one. */
  readonly origin?: string | null;
}

/** A service that has not answered by then is broken. */
const LONGEST_WAIT_MILLISECONDS = 30_000;
const LARGE_BYTES = 500_000;
const MOST_LOST = 5;

export class Service {
  constructor(
    readonly target: Target,
    readonly contract: Contract,
    readonly ledger: Ledger,
    /** Sent with every request. */
    private readonly ownHeaders: Readonly<Record<string, string>> = {},
  ) {}

  /** As another client, who comes from somewhere else. */
  comingFrom(headers: Readonly<Record<string, string>>): Service {
    return new Service(this.target, this.contract, this.ledger, { ...this.ownHeaders, ...headers });
  }

  async call<Json = unknown>(id: OperationId, asked: Asked = {}): Promise<Answer<Json>> {
    const { request, path, origin, sizeBytes } = this.#request(id, asked);
    const startedAt = performance.now();
    const response = await this.#answerTo(request, sizeBytes);
    const bytes = Buffer.from(await response.arrayBuffer());
    const answer = answerOf<Json>(id, request.method, path, response, {
      bytes,
      origin,
      milliseconds: performance.now() - startedAt,
    });
    this.ledger.note(answer);
    return answer;
  }

  /** A stream: its head is noted like any answer, its body is left to be read. */
  async stream(
    id: OperationId,
    asked: Asked,
    signal: AbortSignal,
  ): Promise<{ answer: Answer; body: Response }> {
    const { request, path, origin } = this.#request(id, asked);
    const body = await fetch(request, { signal });
    const bytes = body.ok ? Buffer.alloc(0) : Buffer.from(await body.arrayBuffer());
    const answer = answerOf(id, request.method, path, body, { bytes, origin, milliseconds: 0 });
    this.ledger.note(answer);
    return { answer, body };
  }

  /** What is no operation of the contract, such as a preflight. Nothing is held against the contract. */
  async plain(path: string, init: RequestInit = {}): Promise<Response> {
    const url = path.startsWith('http') ? path : `${this.target.serviceUrl}${path}`;
    return fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.timeout(LONGEST_WAIT_MILLISECONDS),
      ...init,
      headers: { ...this.ownHeaders, ...(init.headers as Record<string, string>) },
    });
  }

  pathOf(id: OperationId, { params = {}, query = {} }: Pick<Asked, 'params' | 'query'>): string {
    const path = this.contract
      .operation(id)
      .path.replace(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(params[name] ?? 'unknown'));
    const search = new URLSearchParams(query).toString();
    return search === '' ? path : `${path}?${search}`;
  }

  /**
   * A server may close the line while a body that is too large is still under way (RFC 9110 section 15.5.14); then the
   * answer is lost with it, now and then. Anything else that is lost is the service's fault.
   */
  async #answerTo(request: Request, sizeBytes: number): Promise<Response> {
    for (let lost = 0; ; lost += 1) {
      const signal = AbortSignal.timeout(LONGEST_WAIT_MILLISECONDS);
      try {
        return await fetch(request.clone(), { signal });
      } catch (cause) {
        if (sizeBytes > LARGE_BYTES && lost < MOST_LOST) continue;
        const { method, url } = request;
        throw new Departure(`an answer to ${method} ${new URL(url).pathname}`, causeOf(cause));
      }
    }
  }

  #request(id: OperationId, asked: Asked) {
    const { method, bearer, side } = this.contract.operation(id);
    const path = this.pathOf(id, asked);
    const { body } = asked;
    const raw = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
    const key = asked.as === undefined && bearer === 'apiKey' ? this.target.apiKey : asked.as;
    const signersOrigin = side === 'signer' ? this.target.origin : undefined;
    const origin = asked.origin === undefined ? signersOrigin : (asked.origin ?? undefined);
    const sent = body === undefined ? undefined : raw ? (body as string | Uint8Array) : JSON.stringify(body);
    const request = new Request(`${this.target.serviceUrl}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        accept: 'application/json',
        ...this.ownHeaders,
        ...(key && { authorization: `Bearer ${key}` }),
        ...(!raw && { 'content-type': 'application/json' }),
        ...(origin !== undefined && { origin }),
        ...asked.headers,
      },
      ...(sent !== undefined && { body: sent as BodyInit }),
    });
    return { request, path, origin, sizeBytes: sent?.length ?? 0 };
  }
}

function answerOf<Json>(
  operation: OperationId,
  method: string,
  path: string,
  { status, headers }: Response,
  { bytes, origin, milliseconds }: Pick<Answer, 'bytes' | 'origin' | 'milliseconds'>,
): Answer<Json> {
  const mediaType = headers.get('content-type')?.split(';')[0]?.trim() ?? '';
  const text = /json|text/.test(mediaType) ? bytes.toString() : '';
  const json = (mediaType.includes('json') ? parsed(text) : undefined) as Json;
  return { operation, method, path, status, headers, mediaType, bytes, text, json, origin, milliseconds };
}

function causeOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error ? `${message}: ${cause.message}` : message;
}

/** What is no JSON is held against the contract all the same, and does not fit. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
