/**
 * A browser that is only asked what it is asked. Tools that drive one have it remember for them each request and each
 * answer, in the very process whose memory is to be measured, and give each page scripts of their own.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import type { CDPSession } from 'playwright-core';
import { chromium } from '../../harness/chromium.ts';

/** What can be asked, of the browser or of one page: https://chromedevtools.github.io/devtools-protocol/ */
export type Protocol = Pick<CDPSession, 'send' | 'on' | 'off'>;

interface Message {
  readonly id?: number;
  readonly sessionId?: string | undefined;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

export class PlainBrowser {
  readonly #process: ChildProcess;
  readonly #profile: string;
  readonly #pipe: Pipe;
  readonly system: Protocol;

  private constructor(process: ChildProcess, profile: string) {
    this.#process = process;
    this.#profile = profile;
    this.#pipe = new Pipe(process.stdio[3] as Writable, process.stdio[4] as Readable);
    this.system = this.#pipe.session(undefined);
  }

  static async start(): Promise<PlainBrowser> {
    const { executablePath, args, env } = await chromium();
    const profile = await mkdtemp(join(tmpdir(), 'plain-browser-'));
    const wished = ['--headless', '--remote-debugging-pipe', `--user-data-dir=${profile}`, 'about:blank'];
    const stdio = ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] as const;
    return new PlainBrowser(spawn(executablePath, [...args, ...wished], { env, stdio: [...stdio] }), profile);
  }

  /** @returns the page, once it has begun to load */
  async open(url: string): Promise<Protocol> {
    const { targetId } = await this.system.send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await this.system.send('Target.attachToTarget', { targetId, flatten: true });
    const page = this.#pipe.session(sessionId);
    await page.send('Page.enable');
    // What is evaluated before the page takes the place of the empty one is lost with that.
    const isThere = new Promise<void>((resolve) => page.on('Page.domContentEventFired', () => resolve()));
    await page.send('Page.navigate', { url });
    await isThere;
    await page.send('Page.disable');
    return page;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill();
    await ended;
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** JSON, each message ended by a zero byte. */
class Pipe {
  readonly #to: Writable;
  readonly #sessions = new Map<string | undefined, EventEmitter>();
  readonly #asked = new Map<number, (answer: Message) => void>();
  #rest = Buffer.alloc(0);

  constructor(to: Writable, from: Readable) {
    this.#to = to;
    from.on('data', (bytes: Buffer) => this.#take(bytes));
  }

  session(id: string | undefined): Protocol {
    const events = new EventEmitter();
    this.#sessions.set(id, events);
    return Object.assign(events, {
      send: (method: string, params: object = {}) => this.#send({ sessionId: id, method, params }),
    }) as unknown as Protocol;
  }

  #send(message: Message): Promise<unknown> {
    const id = this.#asked.size === 0 ? 1 : Math.max(...this.#asked.keys()) + 1;
    return new Promise((resolve, reject) => {
      this.#asked.set(id, ({ result, error }) =>
        error ? reject(new Error(`${message.method}: ${error.message}`)) : resolve(result),
      );
      this.#to.write(`${JSON.stringify({ ...message, id })}\0`);
    });
  }

  #take(bytes: Buffer): void {
    let from = 0;
    for (let end = bytes.indexOf(0); end >= 0; end = bytes.indexOf(0, from)) {
      this.#read(Buffer.concat([this.#rest, bytes.subarray(from, end)]).toString());
      this.#rest = Buffer.alloc(0);
      from = end + 1;
    }
    this.#rest = Buffer.concat([this.#rest, bytes.subarray(from)]);
  }

  #read(text: string): void {
    const message = JSON.parse(text) as Message;
    if (message.id === undefined) {
      this.#sessions.get(message.sessionId)?.emit(message.method ?? '', message.params);
      return;
    }
    const answer = this.#asked.get(message.id);
    this.#asked.delete(message.id);
    answer?.(message);
  }
}
