/**
 * Stands before the service on the way to a browser, and hands on everything as it is but the bytes of documents:
 * those it spoils as a test says.
 */
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';

/** What a browser asked for of a document. */
export interface WantedPart {
  /** Both ends included; without a range, and to the end, there is no `last`. */
  readonly first: number;
  readonly last: number | undefined;
  readonly hasRange: boolean;
  /** How many requests for a document there were before. */
  readonly nth: number;
}

/** How an answer departs from what is right. */
export interface Fault {
  /** In place of the service. */
  readonly status?: number;
  /** There is no answer at all. */
  readonly refuses?: boolean;
  /** As if there were no range. */
  readonly ignoresRange?: boolean;
  readonly contentRange?: string;
  readonly spoil?: (right: Buffer, first: number) => Buffer;
  /** Ends the connection after so many bytes. */
  readonly cutAfter?: number;
  /** Sends so many bytes, and waits before the next until it is let go. */
  readonly stepBytes?: number;
  /** Nothing comes before it is let go: it is then that the service is asked. */
  readonly held?: boolean;
}

export type Spoil = (part: WantedPart) => Fault | undefined;

const DOCUMENT = /^\/tasks\/[^/]+\/documents\//;
const COMPLETION = /\/completion$/;

export class DocumentProxy {
  /** Signatures that were sent. */
  completions = 0;
  readonly asked: WantedPart[] = [];
  #spoil: Spoil = () => undefined;
  #waiting: (() => void)[] = [];
  readonly #server = createServer((request, response) => void this.#handle(request, response));

  private constructor(private readonly port: number) {}

  /** @param behind the service's own port */
  static async start(port: number, behind: number): Promise<DocumentProxy> {
    const proxy = new DocumentProxy(behind);
    proxy.#server.listen(port, 'localhost');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  /** From now on. What waits goes on as it began. */
  spoils(spoil: Spoil): void {
    this.#spoil = spoil;
  }

  isFine(): void {
    this.#spoil = () => undefined;
    this.letGo();
  }

  /** For another signer: nothing is spoiled, nothing has been. */
  reset(): void {
    this.isFine();
    this.completions = 0;
    this.asked.length = 0;
  }

  /** One step of everything that waits. */
  letGo(): void {
    for (const go of this.#waiting.splice(0)) go();
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '/';
    if (request.method === 'POST' && COMPLETION.test(path)) this.completions += 1;
    if (request.method !== 'GET' || !DOCUMENT.test(path)) {
      const answer = await this.#ask(request, request.headers).catch(() => undefined);
      if (!answer) return void response.destroy();
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
      answer.on('error', () => response.destroy());
      response.on('close', () => answer.destroy());
      return;
    }
    await this.#handleDocument(request, response).catch(() => response.destroy());
  }

  async #handleDocument(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
    const part: WantedPart = {
      first: Number(first ?? 0),
      last: last ? Number(last) : undefined,
      hasRange: first !== undefined,
      nth: this.asked.length,
    };
    this.asked.push(part);
    const fault = this.#spoil(part) ?? {};
    if (fault.held) await this.#lettingGo();
    if (fault.refuses) return void response.destroy();
    const { range: _, ...withoutRange } = request.headers;
    const answer = await this.#ask(request, fault.ignoresRange ? withoutRange : request.headers);
    if (fault.status !== undefined) {
      answer.destroy();
      const cors = { 'access-control-allow-origin': answer.headers['access-control-allow-origin'] ?? '*' };
      const body = '{"type":"about:blank","title":"Not now.","status":0}';
      return void response.writeHead(fault.status, { ...cors, 'content-type': 'application/json' }).end(body);
    }
    const right = Buffer.concat(await answer.toArray());
    const bytes = fault.spoil?.(Buffer.from(right), part.first) ?? right;
    const headers = { ...answer.headers };
    if (bytes.length !== right.length) delete headers['content-length'];
    if (fault.contentRange !== undefined && answer.statusCode === 206)
      headers['content-range'] = fault.contentRange;
    response.writeHead(answer.statusCode ?? 502, headers);
    await this.#send(response, bytes, fault);
  }

  async #send(response: ServerResponse, bytes: Buffer, { cutAfter, stepBytes }: Fault): Promise<void> {
    const all = bytes.subarray(0, cutAfter ?? bytes.length);
    const step = stepBytes ?? Math.max(1, all.length);
    for (let at = 0; at < all.length; at += step) {
      if (at > 0) await this.#lettingGo();
      if (response.destroyed) return;
      await new Promise<void>((done) => response.write(all.subarray(at, at + step), () => done()));
    }
    if (cutAfter === undefined) response.end();
    else response.destroy();
  }

  #lettingGo(): Promise<void> {
    return new Promise((go) => this.#waiting.push(go));
  }

  async #ask(request: IncomingMessage, headers: IncomingMessage['headers']): Promise<IncomingMessage> {
    const asked = httpRequest({
      host: 'localhost',
      port: this.port,
      method: request.method,
      path: request.url,
      headers,
    });
    request.pipe(asked);
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    return answer;
  }
}
