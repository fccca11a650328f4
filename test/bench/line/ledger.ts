/** What each request was answered with, and where in its connection's bytes the answer lies. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** `code`: scripts, styles, wasm. `other`: the page itself, fonts and tables of pdf.js, what a service answers. */
export type Kind = 'code' | 'document' | 'other';

interface Answer {
  readonly kind: Kind;
  readonly what: string;
  readonly askedAt: number;
  readonly socket: Socket;
  readonly port: number;
  /** Bytes of the connection before this answer. */
  readonly before: number;
  /** Counted when it has been handed to the connection. */
  after: number | undefined;
}

export interface Request {
  readonly kind: Kind;
  readonly what: string;
  readonly askedAt: number;
  /** That have come to the browser, head and body. */
  readonly bytes: number;
  readonly whole: boolean;
}

export class Ledger {
  #answers: Answer[] = [];

  /** To be called before anything of the answer is written. */
  open(kind: Kind, request: IncomingMessage, response: ServerResponse): void {
    const { socket } = request;
    const { range } = request.headers;
    const answer: Answer = {
      kind,
      what: `${request.method} ${request.url}${range ? ` ${range}` : ''}`,
      askedAt: performance.now(),
      socket,
      port: socket.remotePort ?? 0,
      before: socket.bytesWritten,
      after: undefined,
    };
    this.#answers.push(answer);
    const close = () => (answer.after ??= socket.bytesWritten);
    response.once('finish', close);
    response.once('close', close);
  }

  /** A page is asked for: what a page before it is still asking for is not told any more. */
  begin(): void {
    this.#answers = [];
  }

  /** @param delivered how much of a connection has come to the browser */
  requests(delivered: (port: number) => number): Request[] {
    return this.#answers.map(({ kind, what, askedAt, socket, port, before, after }) => {
      const end = after ?? socket.bytesWritten;
      const bytes = Math.max(0, Math.min(delivered(port), end) - before);
      return { kind, what, askedAt, bytes, whole: after !== undefined && bytes === end - before };
    });
  }
}
