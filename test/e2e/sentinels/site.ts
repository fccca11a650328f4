/** The site process as tests see it: where its servers are, all that they have written, and what they were asked. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { createSigningApi, type SigningApi } from '../../../demo/host/signing-api.ts';
import type { SeenRequest } from './seen-requests.ts';
import { API_KEY, type Addresses, type Exchange, type Questions } from './site-protocol.ts';

interface Reply {
  readonly id?: number;
  readonly answer?: unknown;
  readonly error?: string;
}

export class Site {
  readonly api: SigningApi;
  readonly #child: ChildProcess;
  readonly #written: string[];
  #questions = 0;

  private constructor(
    child: ChildProcess,
    written: string[],
    readonly addresses: Addresses,
  ) {
    this.#child = child;
    this.#written = written;
    this.api = createSigningApi(addresses.serviceUrl, API_KEY);
  }

  static async start(embeddingOrigin: string): Promise<Site> {
    const file = fileURLToPath(new URL('site-process.ts', import.meta.url));
    const child = fork(file, [embeddingOrigin], {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const written: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => written.push(text));
    }
    const ready = once(child, 'message').then(([message]) => message as Addresses);
    const gone = once(child, 'exit').then(() => {
      throw new Error(`The site did not start: ${written.join('')}`);
    });
    gone.catch(() => undefined);
    return new Site(child, written, await Promise.race([ready, gone]));
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const exit = once(this.#child, 'exit');
    this.#child.disconnect();
    await exit;
  }

  /** All that was written before now: what this process has it write comes last. */
  async log(): Promise<string> {
    const mark = `-- ${crypto.randomUUID()} --`;
    const both = [this.#child.stdout, this.#child.stderr].map((stream) => until(stream, mark));
    await this.#ask('write', mark);
    await Promise.all(both);
    return this.#written.join('');
  }

  async write(text: string): Promise<void> {
    await this.#ask('write', text);
  }

  async rows(sql: string): Promise<readonly unknown[]> {
    return (await this.#ask('rows', sql)) as readonly unknown[];
  }

  async requests(): Promise<readonly SeenRequest[]> {
    return (await this.#ask('requests', '')) as readonly SeenRequest[];
  }

  async exchanges(): Promise<readonly Exchange[]> {
    return (await this.#ask('exchanges', '')) as readonly Exchange[];
  }

  /** Every row of every table, as text. */
  async everythingStored(): Promise<string> {
    const tables = await this.rows(
      `select table_name as name from information_schema.tables where table_schema = 'public'`,
    );
    const all: unknown[] = [];
    for (const { name } of tables as readonly { readonly name: string }[]) {
      all.push(name, await this.rows(`select row_to_json(t) as row from "${name}" t`));
    }
    return JSON.stringify(all);
  }

  #ask(name: keyof Questions, text: string): Promise<unknown> {
    const id = (this.#questions += 1);
    return new Promise((resolve, reject) => {
      const hear = (reply: Reply) => {
        if (reply.id !== id) return;
        this.#child.off('message', hear);
        if (reply.error === undefined) resolve(reply.answer);
        else reject(new Error(reply.error));
      };
      this.#child.on('message', hear);
      this.#child.send({ id, name, text });
    });
  }
}

function until(stream: Readable | null, mark: string): Promise<void> {
  return new Promise((resolve) => {
    let text = '';
    const hear = (more: string) => {
      text += more;
      if (!text.includes(mark)) return;
      stream?.off('data', hear);
      resolve();
    };
    stream?.on('data', hear);
  });
}
