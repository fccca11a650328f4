/** A real server on loopback that is sent to (webhooks, an SMS gateway): it notes what comes, and answers as a test says. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Received } from './received.ts';

export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface GivenAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Takes the request and says nothing: the line is cut, or left until the other side gives up. */
  readonly silence?: 'cut' | 'kept';
}

export class HttpReceiver {
  readonly requests = new Received<ReceivedRequest>();
  /** By how many requests there have been before. */
  answers: (nth: number, request: ReceivedRequest) => GivenAnswer | Promise<GivenAnswer> = () => ({});
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      void (async () => {
        const received = await readRequest(request);
        const nth = this.requests.all.length;
        this.requests.add(received);
        const { status = 204, headers = {}, body, silence } = await this.answers(nth, received);
        if (silence === 'cut') request.socket.destroy();
        if (silence === undefined) response.writeHead(status, headers).end(body);
      })();
    });
  }

  /** @param port 0 takes one that is free */
  static async start(port = 0): Promise<HttpReceiver> {
    const receiver = new HttpReceiver();
    await new Promise<void>((resolve, reject) => {
      receiver.#server.once('error', reject);
      receiver.#server.listen(port, '127.0.0.1', resolve);
    });
    return receiver;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/hooks`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

async function readRequest(request: IncomingMessage): Promise<ReceivedRequest> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    ),
    body: Buffer.concat(parts).toString(),
  };
}
