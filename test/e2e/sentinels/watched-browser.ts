/**
 * A signer's browser of which everything is noted: the credentials that go over its network, and what its pages
 * say in events and on the console. Does not judge.
 */
import type { Browser, BrowserContext, Page, Request, Response } from 'playwright-core';
import { beWitness, TELL, type Testimony } from './page-witness.ts';
import type { Sentinels } from './sentinels.ts';

/** tsx names functions by a helper that pages do not have. */
const NAMING = 'globalThis.__name = (named) => named;';

export class WatchedBrowser {
  readonly testimonies: Testimony[] = [];
  readonly console: string[] = [];
  /** What every request carried as its Referer, of every page and whatever it loads. */
  readonly referers: string[] = [];
  readonly #sentinels: Sentinels;
  readonly #reading: Promise<void>[] = [];

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    sentinels: Sentinels,
  ) {
    this.#sentinels = sentinels;
    context.on('console', (message) => this.console.push(message.text()));
    context.on('weberror', (error) => this.console.push(String(error.error())));
    context.on('request', (request) => this.#reading.push(this.#noteRequest(request)));
    context.on('response', (response) => this.#reading.push(this.#noteResponse(response)));
  }

  static async open(browser: Browser, sentinels: Sentinels): Promise<WatchedBrowser> {
    const context = await browser.newContext({ viewport: { width: 900, height: 700 }, locale: 'en-IE' });
    context.setDefaultTimeout(15_000);
    const watched = new WatchedBrowser(context, await context.newPage(), sentinels);
    await context.exposeBinding(TELL, (_source, text: string) => {
      watched.testimonies.push(JSON.parse(text) as Testimony);
    });
    await context.addInitScript(`${NAMING}(${beWitness.toString()})(${JSON.stringify(TELL)})`);
    return watched;
  }

  /** Until all that has come so far is noted. */
  async settle(): Promise<void> {
    for (let done = 0; done < this.#reading.length; done = this.#reading.length) {
      await Promise.all(this.#reading.slice(done));
    }
  }

  said(type: Testimony['type']): readonly Testimony[] {
    return this.testimonies.filter((testimony) => testimony.type === type);
  }

  async close(): Promise<void> {
    await this.context.close();
  }

  async #noteRequest(request: Request): Promise<void> {
    this.#noteAddress(request.url());
    const body = request.postData() ?? '';
    if (request.url().endsWith('/task-sessions')) this.#noteOpening(parse(body));
    else if (body.includes('code_verifier=')) {
      this.#sentinels.add('code verifier', new URLSearchParams(body).get('code_verifier'));
    }
    // A page that has closed meanwhile tells no headers any more; the servers have seen them.
    const headers = await request.allHeaders().catch(() => request.headers());
    this.referers.push(`${headers.referer ?? ''} ${headers.origin ?? ''}`);
  }

  async #noteResponse(response: Response): Promise<void> {
    const { location } = response.headers();
    if (location !== undefined) this.#noteAddress(new URL(location, response.url()).href);
    const type = response.headers()['content-type'] ?? '';
    if (response.request().method() !== 'POST' || !type.includes('json')) return;
    const answer = parse(await response.text().catch(() => ''));
    this.#sentinels.add('session token', answer.token);
    this.#sentinels.add('ID token', answer.id_token);
    this.#sentinels.add('access token', answer.access_token);
    this.#sentinels.add('nonce', memberOf(answer.login, 'nonce'));
  }

  #noteOpening(body: Readonly<Record<string, unknown>>): void {
    this.#sentinels.add('artifact', body.artifact);
    this.#sentinels.add('reference code', body.referenceCode);
    this.#sentinels.add('ID token', memberOf(body.login, 'idToken'));
  }

  #noteAddress(address: string): void {
    const url = new URL(address);
    for (const part of [url.search, url.hash]) {
      const members = new URLSearchParams(part.slice(1));
      this.#sentinels.add('artifact', members.get('artifact'));
      this.#sentinels.add('authorization code', members.get('code'));
      // Behind the semicolon is only where the login is run.
      this.#sentinels.add('state', members.get('state')?.split(';')[0]);
      this.#sentinels.add('nonce', members.get('nonce'));
    }
  }
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
