/** A loopback server for one file, which answers each request as a test tells it, and notes what it was asked. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How one answer departs from what is right. */
export interface Misbehaviour {
  readonly status?: number;
  readonly body?: string;
  /** Sends the whole file, with 200, whatever was asked for. */
  readonly ignoresRange?: boolean;
  readonly contentRange?: string;
  /** Other bytes than those of the file. */
  readonly bytes?: (right: Buffer, begin: number) => Buffer;
  /** Cuts the connection after so many bytes. */
  readonly cutAfter?: number;
  /** Cuts it before anything is answered. */
  readonly refuses?: boolean;
  /** Sends so many bytes at a time, each when the test lets go. */
  readonly trickle?: number;
  /** Answers only when the test lets go. */
  readonly held?: boolean;
}

export interface Asked {
  readonly range: string | undefined;
  readonly authorization: string | undefined;
  /** The client has gone before it had all. */
  readonly givenUp: boolean;
}

export class MisbehavingServer {
  readonly asked: Asked[] = [];
  readonly #file: Buffer;
  readonly #misbehave: (range: string | undefined, nth: number) => Misbehaviour;
  readonly #server = createServer((request, response) => void this.#answer(request, response));
  #held: { readonly range: string | undefined; readonly go: () => void }[] = [];

  private constructor(file: Buffer, misbehave: (range: string | undefined, nth: number) => Misbehaviour) {
    this.#file = file;
    this.#misbehave = misbehave;
  }

  /** @param misbehave by the range that was asked for, and how often before */
  static async start(
    file: Buffer,
    misbehave: (range: string | undefined, nth: number) => Misbehaviour = () => ({}),
  ): Promise<MisbehavingServer> {
    const server = new MisbehavingServer(file, misbehave);
    await new Promise<void>((done) => server.#server.listen(0, '127.0.0.1', done));
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/file`;
  }

  get ranges(): (string | undefined)[] {
    return this.asked.map(({ range }) => range);
  }

  /** How many answers wait for it. */
  get heldCount(): number {
    return this.#held.length;
  }

  /** All that wait, or those of one range. */
  letGo(range?: string): void {
    const going = this.#held.filter((held) => range === undefined || held.range === range);
    this.#held = this.#held.filter((held) => !going.includes(held));
    for (const { go } of going) go();
  }

  async stop(): Promise<void> {
    this.letGo();
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  async #answer({ headers }: IncomingMessage, response: ServerResponse): Promise<void> {
    const { range, authorization } = headers;
    const nth = this.asked.filter((before) => before.range === range).length;
    const asked = { range, authorization, givenUp: false };
    this.asked.push(asked);
    response.on('close', () => (asked.givenUp = !response.writableFinished));
    const how = this.#misbehave(range, nth);
    if (how.held) await this.#lettingGo(range);
    if (how.refuses) return void response.destroy();
    if (how.status !== undefined) {
      response.writeHead(how.status, { 'Content-Type': 'application/problem+json' }).end(how.body ?? '{}');
      return;
    }
    const { begin, end } = this.#partOf(how.ignoresRange ? undefined : range);
    const right = this.#file.subarray(begin, end);
    const bytes = how.bytes?.(Buffer.from(right), begin) ?? right;
    const partial = range !== undefined && !how.ignoresRange;
    response.writeHead(partial ? 206 : 200, {
      ...(partial && {
        'Content-Range': how.contentRange ?? `bytes ${begin}-${end - 1}/${this.#file.length}`,
      }),
      // Without a length, where the body would not have it: what is there is all that a client can know.
      ...(bytes.length === right.length && { 'Content-Length': bytes.length }),
    });
    await this.#send(response, bytes, how, range);
  }

  async #send(
    response: ServerResponse,
    bytes: Buffer,
    { cutAfter, trickle }: Misbehaviour,
    range: string | undefined,
  ): Promise<void> {
    const all = cutAfter === undefined ? bytes : bytes.subarray(0, cutAfter);
    const step = trickle ?? Math.max(1, all.length);
    for (let at = 0; at < all.length; at += step) {
      await new Promise((done) => response.write(all.subarray(at, at + step), done));
      if (trickle !== undefined) await this.#lettingGo(range);
    }
    if (cutAfter === undefined) response.end();
    else response.destroy();
  }

  #lettingGo(range: string | undefined): Promise<void> {
    return new Promise((go) => this.#held.push({ range, go }));
  }

  #partOf(range: string | undefined): { begin: number; end: number } {
    const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? [];
    const begin = Number(first ?? 0);
    return { begin, end: last ? Math.min(Number(last) + 1, this.#file.length) : this.#file.length };
  }
}
