/** Somebody who signs with a passkey, on a page of the service or of a customer: what they do and what they find. */
import assert from 'node:assert/strict';
import axe from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { NewTask, SignatureChallenge, Task } from '../../../src/task/contract.ts';
import type { PasskeySigner } from '../../harness/passkey-signer.ts';
import { passkeySigner } from '../../harness/passkey-signer.ts';
import type { Answer, TestService } from '../../harness/test-service.ts';
import { VirtualAuthenticator } from '../../harness/virtual-authenticator.ts';
import type * as ceremonyInPage from './ceremony-in-page.ts';

/** What the script has put there. */
interface PageWithCeremony {
  readonly ceremony: typeof ceremonyInPage;
}

type Outcome = NonNullable<ceremonyInPage.CeremonyPage['outcome']>;

export interface PasskeyPlace {
  readonly browser: Browser;
  readonly service: TestService;
  readonly script: string;
  /** Of the page that the signer is on. */
  readonly url: string;
}

export class PasskeyVisit {
  /** What went wrong by the browser's own word, such as a policy that was broken. */
  readonly complaints: string[] = [];
  /** Every address that was asked for, in any window. */
  readonly addresses: string[] = [];

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    readonly kari: PasskeySigner,
    readonly challenge: SignatureChallenge,
  ) {}

  static async begin(
    { browser, service, script, url }: PasskeyPlace,
    task: Partial<NewTask> = {},
  ): Promise<PasskeyVisit> {
    const kari = await passkeySigner(service, task);
    const context = await browser.newContext({ locale: 'en-IE', viewport: { width: 900, height: 700 } });
    context.setDefaultTimeout(20_000);
    const page = await context.newPage();
    await page.goto(url);
    await page.evaluate(script);
    const visit = new PasskeyVisit(context, page, kari, await kari.challenge());
    context.on('request', (request) => visit.addresses.push(request.url()));
    context.on('console', (message) => visit.complaints.push(message.text()));
    context.on('weberror', (error) => visit.complaints.push(String(error.error())));
    return visit;
  }

  async leave(): Promise<void> {
    await this.context.close();
  }

  /** Presses a button of the page, as which the widget begins the ceremony. */
  async choosesThePasskey(): Promise<void> {
    await this.page.evaluate(
      (facts) => (globalThis as unknown as PageWithCeremony).ceremony.showButton(facts),
      {
        service: this.kari.service.url,
        taskId: this.kari.taskId,
        token: this.kari.signer.session.token,
        challenge: this.challenge,
      },
    );
    await this.page.getByRole('button', { name: 'Sign with a passkey' }).click();
  }

  async goesBack(): Promise<void> {
    await this.page.evaluate(() => (globalThis as unknown as PageWithCeremony).ceremony.page.stop?.());
  }

  /** The window that opens, with an authenticator at hand. */
  async window(open: () => Promise<void> = () => this.choosesThePasskey()): Promise<PasskeyWindowVisit> {
    const [page] = await Promise.all([this.context.waitForEvent('page'), open()]);
    return new PasskeyWindowVisit(page, await VirtualAuthenticator.in(page));
  }

  /** Waits for what the widget gets to know. */
  async outcome(): Promise<Outcome> {
    const found = await this.page.waitForFunction(
      () => (globalThis as unknown as PageWithCeremony).ceremony.page.outcome,
    );
    const outcome = await found.jsonValue();
    assert.ok(outcome);
    return outcome;
  }

  /** Completes with what came of it, in the session that asked. */
  async completes(): Promise<Answer<Task>> {
    const outcome = await this.outcome();
    assert.ok('signature' in outcome, JSON.stringify(outcome));
    return this.kari.signer.complete({
      body: this.kari.signer.completion({ signature: outcome.signature }),
    });
  }
}

export class PasskeyWindowVisit {
  constructor(
    readonly page: Page,
    readonly authenticator: VirtualAuthenticator,
  ) {}

  async reads(heading: string): Promise<void> {
    await this.page.getByRole('heading', { name: heading, exact: true }).waitFor();
  }

  async presses(name: string): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).click();
  }

  /** Whether everybody can use what is shown now. */
  async isForEverybody(): Promise<void> {
    await this.page.evaluate(axe.source);
    const { violations } = await this.page.evaluate<axe.AxeResults>(
      `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`,
    );
    assert.deepEqual(
      violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]),
      [],
    );
  }

  async closed(): Promise<void> {
    if (!this.page.isClosed()) await this.page.waitForEvent('close');
  }
}
