/**
 * One signer on the way to an end: what is on their screen, what the page around the widget is told, and that
 * nothing else is told, to the page or in the console.
 */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { SignerInBrowser } from '../../harness/signer-in-browser.ts';

/** Every public event has a file of its own, named after it. */
const EVENT_TYPES = readdirSync(new URL('../../../src/events', import.meta.url)).flatMap((file) => {
  const name = /^(.+)-event\.ts$/.exec(file)?.[1];
  return name === undefined ? [] : [`signing-${name}`];
});

/** How often these come says nothing about an end. */
const BESIDE_THE_POINT = [
  'signing-activity',
  'signing-document-ready',
  'signing-page-viewed',
  'signing-status-change',
  'signing-order-change',
];

/** What no event may hold, whatever happens: people, titles, what was written. */
const PERSONAL = ['Nordmann', 'Hansen', '01017012345', 'Tenancy', 'Agreement'];

/** By then a document of the tests has been read, however fast the button is pressed. */
const MOST_PRESSES = 500;

interface Told {
  readonly page: Page;
  readonly type: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export class EndVisit {
  readonly #told: Told[] = [];
  readonly #complaints: string[] = [];
  readonly #expected: RegExp[] = [];
  readonly #secrets = new Set(PERSONAL);
  /** What the page has been given, by its address. */
  readonly #come: string[] = [];
  /** How many facts a page had been told when that was looked at: nothing may come after. */
  readonly #lookedAt = new Map<Page, number>();

  private constructor(readonly signer: SignerInBrowser) {}

  static async begin(browser: Browser): Promise<EndVisit> {
    const visit = new EndVisit(await SignerInBrowser.sitDown(browser, { width: 1000, height: 720 }));
    await visit.#listen();
    visit.page.on('requestfinished', (request) => visit.#come.push(request.url()));
    return visit;
  }

  get page(): Page {
    return this.signer.page;
  }

  get context(): BrowserContext {
    return this.signer.context;
  }

  async opens(url: string): Promise<void> {
    await this.page.goto(url);
  }

  async opensInASecondTab(url: string): Promise<Page> {
    const tab = await this.context.newPage();
    await tab.goto(url);
    return tab;
  }

  /** Of the code of the widget, with what it needs itself, for as long as the page is the same. */
  async hasCome(part: string): Promise<void> {
    const isOfPart = (url: string) => url.includes(part);
    const come = (request: Request) => isOfPart(request.url());
    const url = this.#come.find(isOfPart) ?? (await this.page.waitForEvent('requestfinished', come)).url();
    await this.page.evaluate(async (url) => {
      /** See `src/load-part.ts`. To be asked what it needs runs nothing of it a second time. */
      interface Part {
        withParts?(load: (come: () => Promise<Part>) => Promise<never>): Promise<never>;
      }
      const needed: Promise<Part>[] = [import(url) as Promise<Part>];
      for (let count = 0; count < needed.length; count++) {
        const part = await needed[count];
        void part?.withParts?.((come) => {
          needed.push(come());
          return new Promise(() => undefined);
        });
      }
    }, url);
  }

  async presses(name: string | RegExp): Promise<void> {
    await this.signer.button(name).click();
  }

  /** A whole screen: what has happened, by its heading, and what to do next. */
  async seesPanel(title: string, next: string, page = this.page): Promise<void> {
    await page.getByRole('heading', { name: title, exact: true }).waitFor();
    await page.getByText(next, { exact: true }).waitFor();
  }

  /** A message within a screen that stays. */
  async seesNotice(title: string, next: string): Promise<void> {
    const notice = this.page.getByRole('alert').filter({ hasText: title });
    await notice.waitFor();
    await notice.getByText(next).waitFor();
  }

  async seesTask(page = this.page): Promise<void> {
    await page
      .locator('[aria-disabled="true"]', { hasText: 'Continue to sign' })
      .waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Continue to sign' }).waitFor();
    await page
      .getByText(/^Agreement \d$/)
      .filter({ visible: true })
      .first()
      .waitFor();
  }

  /** Goes on to what is next to read for as long as there is something. A press goes no further than what was seen. */
  async readsToTheEnd(page = this.page): Promise<void> {
    const next = page.getByRole('button', { name: 'Next unread page' });
    const hint = page.getByText(/left to read/);
    for (let presses = 0; await hint.isVisible(); presses++) {
      // The hint goes between two looks at it: only when it stays too long is there something to quote.
      if (presses === MOST_PRESSES) assert.fail(`It is still not read: ${await hint.innerText()}`);
      await next.click({ timeout: 1000 }).catch(() => undefined);
    }
  }

  async picks(way: 'Reject…' | 'Sign later' | 'Cancel'): Promise<void> {
    await this.page.getByRole('button', { name: 'More', exact: true }).click();
    await this.signer.button(way).click();
  }

  /** For a task that asks for no more than consent. */
  async agreesAndSigns(page = this.page): Promise<void> {
    await page.getByRole('button', { name: 'Continue to sign' }).click();
    await page.getByRole('checkbox', { name: 'I agree' }).check();
    await page.getByRole('button', { name: /^Sign/ }).click();
  }

  async logsInAs(person: RegExp): Promise<void> {
    await this.page.getByRole('radio', { name: person }).check();
    await this.presses('Log in');
  }

  /** Comes back to the page: it looks at the task again. */
  async comesBack(): Promise<void> {
    await this.page.evaluate(() => void window.dispatchEvent(new Event('online')));
  }

  /** Written where the signer writes or sent where they come from, and for no event to hold. */
  keepsToItself(...secrets: readonly string[]): void {
    for (const secret of secrets) this.#secrets.add(secret);
  }

  /** The browser writes each of these into the console by itself. */
  expects(...lines: readonly (number | RegExp)[]): void {
    for (const line of lines) {
      this.#expected.push(
        typeof line === 'number' ? new RegExp(`the server responded with a status of ${line}`) : line,
      );
    }
  }

  /** Everything that the page has been told of, with its code or status: each once, and in this order. */
  async assertTold(expected: readonly string[], page = this.page): Promise<void> {
    // What the page was told before this answer has arrived before it.
    await page.evaluate(() => undefined);
    const facts = this.#facts(page);
    assert.deepEqual(facts, expected);
    this.#lookedAt.set(page, facts.length);
  }

  statuses(page = this.page): unknown[] {
    return this.#of(page, 'signing-status-change').map(({ fields }) => fields['status']);
  }

  orderChanges(page = this.page): unknown[] {
    return this.#of(page, 'signing-order-change').map(({ fields }) => fields['change']);
  }

  /** Called when the signer has seen all there is to see. */
  assertNothingElse(): void {
    for (const [page, count] of this.#lookedAt) assert.equal(this.#facts(page).length, count);
    assert.ok(this.#lookedAt.size > 0, 'Nobody has looked at what the page was told.');
    const everything = JSON.stringify(this.#told.map(({ type, fields }) => ({ type, fields })));
    for (const secret of this.#secrets) assert.equal(everything.includes(secret), false, secret);
    const unexpected = this.#complaints.filter((line) => !this.#expected.some((known) => known.test(line)));
    assert.deepEqual(unexpected, []);
  }

  async leave(): Promise<void> {
    await this.signer.leave();
  }

  #facts(page: Page): string[] {
    return this.#told
      .filter((told) => told.page === page && !BESIDE_THE_POINT.includes(told.type))
      .map(({ type, fields }) => [type, fields['code'] ?? fields['taskStatus']].filter(Boolean).join(' '));
  }

  #of(page: Page, type: string): Told[] {
    return this.#told.filter((told) => told.page === page && told.type === type);
  }

  async #listen(): Promise<void> {
    this.context.on('console', (message) => {
      // Which browsers ask every site for, unasked.
      const icon = message.location().url.endsWith('/favicon.ico');
      const loud = message.type() === 'error' || message.type() === 'warning';
      if (loud && !icon) this.#complaints.push(message.text());
    });
    this.context.on('weberror', (error) => this.#complaints.push(error.error().message));
    this.context.on('request', (request) => {
      const token = request.headers()['authorization']?.replace('Bearer ', '');
      if (token) this.#secrets.add(token);
    });
    await this.context.exposeBinding(
      'signingEventHeard',
      ({ page }, type: string, fields: Told['fields']) => {
        this.#told.push({ page, type, fields });
      },
    );
    await this.context.addInitScript((types) => {
      for (const type of types) {
        document.addEventListener(type, (event) => {
          const { isTrusted: _, ...fields } = event;
          const { signingEventHeard } = window as unknown as {
            signingEventHeard: (type: string, fields: unknown) => void;
          };
          signingEventHeard(type, fields);
        });
      }
    }, EVENT_TYPES);
  }
}
