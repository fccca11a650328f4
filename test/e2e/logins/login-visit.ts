/** One signer who has to log in, from the first page to the task: what they do, and what they must find. */
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core';
import type { DemoSite } from '../../harness/demo-site.ts';
import type { EmbeddingSite } from '../../harness/embedding-site.ts';

export const PLACES = ['the page', 'a frame'] as const;
export type Place = (typeof PLACES)[number];
export const MODES = ['popup', 'redirect', 'service'] as const;
export type Mode = (typeof MODES)[number];

const WAY_ON_MILLISECONDS = 10_000;
const ARRIVAL_MILLISECONDS = 4000;
const OWN_WINDOW = /its own window/;

export interface LoginSites {
  readonly site: DemoSite;
  readonly embedding: EmbeddingSite;
}

export class LoginVisit {
  private constructor(
    readonly site: DemoSite,
    readonly context: BrowserContext,
    readonly page: Page,
    readonly place: Place,
    readonly mode: Mode,
    readonly taskId: string,
  ) {}

  static async begin(
    browser: Browser,
    { site, embedding }: LoginSites,
    place: Place,
    mode: Mode,
  ): Promise<LoginVisit> {
    const { id: taskId, taskUrl } = await lockedTask(site);
    const context = await browser.newContext({ viewport: { width: 900, height: 700 }, locale: 'en-IE' });
    context.setDefaultTimeout(20_000);
    const page = await context.newPage();
    const visit = new LoginVisit(site, context, page, place, mode, taskId);
    const url =
      place === 'a frame'
        ? embedding.framePage(taskUrl)
        : embedding.elementPage(site.serviceUrl, {
            src: taskUrl,
            login: mode,
            'login-redirect-uri': '/login/callback',
          });
    await page.goto(url);
    await visit.#arrives();
    return visit;
  }

  async leave(): Promise<void> {
    await this.context.close();
  }

  async presses(name: RegExp): Promise<void> {
    await this.#where().getByRole('button', { name }).first().click();
  }

  async logsInAtTheEid(): Promise<void> {
    const eid = await this.#eidPage();
    await eid.getByRole('radio', { name: /Kari Nordmann/ }).check();
    await eid.getByRole('button', { name: 'Log in' }).click();
  }

  /** The eID may still know who it is, and then asks nothing. */
  async passesTheEid(): Promise<void> {
    const task = this.#where().getByRole('button', { name: 'Continue to sign' });
    for (;;) {
      const eid = this.context.pages().find((page) => this.#isEid(page));
      if (eid && (await eid.getByRole('radio', { name: /Kari/ }).isVisible())) return this.logsInAtTheEid();
      if (await task.isVisible()) return;
    }
  }

  async cancelsAtTheEid(): Promise<void> {
    await (await this.#eidPage()).getByRole('button', { name: 'Cancel' }).click();
  }

  async closesTheWindow(): Promise<void> {
    const eid = await this.#eidPage();
    await eid.getByRole('button', { name: 'Log in' }).waitFor();
    await eid.close();
  }

  async goesBackFromTheEid(): Promise<void> {
    const eid = await this.#eidPage();
    await eid.getByRole('button', { name: 'Log in' }).waitFor();
    await eid.goBack();
  }

  async loadsTheEidAgain(): Promise<void> {
    const eid = await this.#eidPage();
    await eid.getByRole('button', { name: 'Log in' }).waitFor();
    await eid.reload();
  }

  async loadsThePageAgain(): Promise<void> {
    await this.#eidPage();
    await this.page.reload();
    await this.#arrives();
  }

  async lettingNoWindowOpen(): Promise<void> {
    await this.#where().evaluate(() => {
      window.open = () => null;
    });
  }

  async seesTheTask(): Promise<void> {
    await this.#where().getByRole('button', { name: 'Continue to sign' }).waitFor();
  }

  /**
   * Within ten seconds either the task is there, or the link that leads out of the frame.
   *
   * @returns whether it is the task
   */
  async seesTheTaskOrTheWayOut(): Promise<boolean> {
    const where = this.#where();
    const task = where.getByRole('button', { name: 'Continue to sign' });
    const link = where.getByRole('link', { name: OWN_WINDOW });
    await task.or(link).first().waitFor({ timeout: WAY_ON_MILLISECONDS });
    // The window is out of sight for a moment before what it brings has come.
    const came = task.waitFor({ timeout: ARRIVAL_MILLISECONDS });
    return came.then(
      () => true,
      () => false,
    );
  }

  async fillsInADraft(name: string): Promise<void> {
    const where = this.#where();
    await where
      .locator('[aria-disabled="true"]', { hasText: 'Continue to sign' })
      .waitFor({ state: 'detached' });
    await where.getByRole('button', { name: 'Continue to sign' }).click();
    await where.getByRole('radio', { name: /By hand/ }).check();
    await where.getByRole('textbox', { name: /your name/i }).fill(name);
  }

  /** Away for too long; coming back, the page looks at the task again. */
  async sessionEnds(): Promise<void> {
    await this.site.service.database.query(
      'update task_sessions set expires_at = service_now() where task_id = $1',
      [this.taskId],
    );
    await this.#where().evaluate(() => void window.dispatchEvent(new Event('online')));
  }

  async findsTheDraft(name: string): Promise<void> {
    const where = this.#where();
    await where
      .locator('[aria-disabled="true"]', { hasText: 'Continue to sign' })
      .waitFor({ state: 'detached' });
    await where.getByRole('button', { name: 'Continue to sign' }).click();
    await where.locator('input[type=text]').waitFor();
    const value = await where.getByRole('textbox', { name: /your name/i }).inputValue();
    if (value !== name) throw new Error(`The draft holds “${value}”.`);
  }

  /** The task, or something to press that leads on; never a blank page, never a wait without an end. */
  async hasAWayOn(): Promise<void> {
    await this.#where()
      .getByRole('button', { name: /Log in|Try again/ })
      .first()
      .waitFor({ timeout: WAY_ON_MILLISECONDS });
  }

  async goesOnInThisPage(): Promise<void> {
    await this.#where()
      .getByRole('button', { name: /on this page/ })
      .click();
    await this.logsInAtTheEid();
    await this.seesTheTask();
  }

  async goesOnInAWindowOfItsOwn(): Promise<void> {
    const link = this.#where().getByRole('link', { name: OWN_WINDOW });
    await link.waitFor({ timeout: WAY_ON_MILLISECONDS });
    const [opened] = await Promise.all([this.context.waitForEvent('page'), link.click()]);
    await opened.getByRole('button', { name: /Log in/ }).click();
    const task = opened.getByRole('button', { name: 'Continue to sign' });
    const person = opened.getByRole('radio', { name: /Kari Nordmann/ });
    await task.or(person).first().waitFor();
    if (await person.isVisible()) {
      await person.check();
      await opened.getByRole('button', { name: 'Log in' }).click();
    }
    await task.waitFor();
  }

  /** Where the widget is. */
  #where(): Page | Frame {
    if (this.place === 'the page') return this.page;
    const frame = this.page.frames().find((candidate) => candidate.parentFrame());
    if (!frame) throw new Error('The frame is gone.');
    return frame;
  }

  async #arrives(): Promise<void> {
    if (this.place === 'a frame') await this.page.locator('iframe').waitFor();
    const where = this.#where();
    await where.getByRole('button', { name: /Log in/ }).waitFor();
    // The standalone page goes by what is best; here it is told.
    if (this.place === 'a frame') {
      await where.evaluate((mode) => {
        const widget = document.querySelector('signing-widget');
        if (widget) widget.login = mode;
      }, this.mode);
    }
  }

  /** Where the eID has come up: in this page, or in a window of its own. */
  async #eidPage(): Promise<Page> {
    for (;;) {
      const pages = this.context.pages();
      const found = pages.find((page) => this.#isEid(page));
      if (found) return found;
      // Any of them may be the one, and a new one may come up: each turn waits for an answer of the browser.
      await this.page.evaluate(() => new Promise(requestAnimationFrame)).catch(() => undefined);
    }
  }

  #isEid(page: Page): boolean {
    return page.url().startsWith(this.site.eidUrl);
  }
}

async function lockedTask({ api }: DemoSite): Promise<{ id: string; taskUrl: string }> {
  const { plainPdf } = await import('../../harness/pdf-samples.ts');
  const document = await api.uploadDocument(plainPdf());
  const order = await api.createOrder(
    {
      title: 'Tenancy agreement',
      documents: [{ name: 'contract', documentId: document.id, title: 'Agreement' }],
      tasks: [
        {
          name: 'tenant',
          subject: { name: 'Kari Nordmann', eid: { claim: 'national_id', value: '01017012345' } },
          authentication: { methods: ['urn:eid:test:high'] },
          actions: [{ document: 'contract', type: 'sign' }],
          signatureMethods: ['handwritten', 'consent'],
        },
      ],
    },
    crypto.randomUUID(),
  );
  const [task] = order.tasks;
  if (!task) throw new Error('The order has no task.');
  return task;
}
