/**
 * Stands before the service on the way to a browser, and hands on everything as it is, but the requests of a task
 * that a test names: those it answers, keeps or loses as the test says, until it says otherwise.
 */
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';

export interface Heard {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

/** What becomes of a request. */
export type Misfortune =
  /** The connection is closed at once. */
  | { readonly type: 'closed' }
  /** Something answers in place of the service, which hears of nothing. */
  | { readonly type: 'answered'; readonly status: number; readonly headers?: Headers; readonly body: string }
  /** The same, after the service has heard it and done it. */
  | {
      readonly type: 'answered after';
      readonly status: number;
      readonly headers?: Headers;
      readonly body: string;
    }
  /** The service does it. Of its answer the status and the headers come, and then the line is cut. */
  | { readonly type: 'cut before the body' }
  /** The service does it. Its answer never comes. */
  | { readonly type: 'cut after the service' }
  /** Nothing comes. The service hears it when the misfortune is over: as late as that, and it does it then. */
  | { readonly type: 'unanswered' }
  /** Something happens before the service hears it; from then on all is as it should be. */
  | { readonly type: 'overtaken'; readonly by: () => Promise<unknown> };

type Headers = Readonly<Record<string, string>>;

export interface Trap {
  /** What only this task's requests have in their path or body. */
  readonly task: string;
  /** @returns undefined for what is handed on as it is */
  readonly meets: (heard: Heard) => Misfortune | undefined;
  /** Called when it has happened: whoever was told finds the service as it is then. */
  readonly happened?: (heard: Heard) => void;
}

export class FaultyLine {
  readonly #traps = new Map<string, Trap & { readonly waiting: (() => void)[] }>();
  readonly #server = createServer((request, response) => {
    this.#handle(request, response).catch(() => response.destroy());
  });

  private constructor(private readonly behind: number) {}

  /** @param behind the service's own port */
  static async start(port: number, behind: number): Promise<FaultyLine> {
    const line = new FaultyLine(behind);
    // A client that believes its connection to be alive must not meet its end: that would be one more fault.
    line.#server.keepAliveTimeout = 120_000;
    line.#server.listen(port, 'localhost');
    await once(line.#server, 'listening');
    return line;
  }

  /** From now on, for one task; in place of an earlier trap for it. */
  sets(trap: Trap): void {
    this.mends(trap.task);
    this.#traps.set(trap.task, { ...trap, waiting: [] });
  }

  /** What was kept back goes on to the service. */
  mends(task: string): void {
    const trap = this.#traps.get(task);
    this.#traps.delete(task);
    for (const go of trap?.waiting ?? []) go();
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url: path = '/', headers } = request;
    const body = Buffer.concat(await request.toArray());
    const heard = { method, path, body: body.toString() };
    const ask = () => this.#ask(heard, headers, body);
    const trap = [...this.#traps.values()].find(
      ({ task }) => path.includes(task) || heard.body.includes(task),
    );
    // What a browser asks beforehand, for a page of another site, is let through.
    const misfortune = method === 'OPTIONS' ? undefined : trap?.meets(heard);
    if (!trap || !misfortune) return handOn(await ask(), response);
    if (misfortune.type === 'overtaken') {
      this.#traps.delete(trap.task);
      await misfortune.by();
      return handOn(await ask(), response);
    }
    await meet(misfortune, response, ask, (waiting) => trap.waiting.push(waiting));
    trap.happened?.(heard);
  }

  async #ask({ method, path }: Heard, headers: IncomingMessage['headers'], body: Buffer) {
    const asked = httpRequest({ host: 'localhost', port: this.behind, method, path, headers });
    asked.end(body);
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    return answer;
  }
}

function handOn(answer: IncomingMessage, response: ServerResponse): void {
  response.writeHead(answer.statusCode ?? 502, answer.headers);
  // What comes little by little, as a stream of events, begins at once.
  response.flushHeaders();
  answer.pipe(response);
  answer.on('error', () => response.destroy());
  response.on('close', () => answer.destroy());
}

async function meet(
  misfortune: Exclude<Misfortune, { type: 'overtaken' }>,
  response: ServerResponse,
  ask: () => Promise<IncomingMessage>,
  keep: (go: () => void) => void,
): Promise<void> {
  switch (misfortune.type) {
    case 'closed':
      response.destroy();
      return;
    case 'answered':
    case 'answered after': {
      if (misfortune.type === 'answered after') await whole(await ask());
      const { status, headers, body } = misfortune;
      response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(body);
      return;
    }
    case 'cut before the body': {
      const answer = await ask();
      await whole(answer);
      const { 'transfer-encoding': _, ...headers } = answer.headers;
      response.writeHead(answer.statusCode ?? 502, { ...headers, 'content-length': '100000' });
      // The head goes out by itself only when a part of the body does.
      await new Promise((sent) => response.write(' ', sent));
      response.destroy();
      return;
    }
    case 'cut after the service':
      await whole(await ask());
      response.destroy();
      return;
    case 'unanswered':
      keep(() => {
        void ask().then(whole, () => undefined);
        response.destroy();
      });
  }
}

/** What the service says to the end; of a stream, which has none, the beginning. */
async function whole(answer: IncomingMessage): Promise<void> {
  if (answer.headers['content-type']?.startsWith('text/event-stream')) {
    answer.destroy();
    return;
  }
  await answer.toArray();
}
