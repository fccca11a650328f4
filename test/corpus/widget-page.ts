/**
 * The standalone page of one file, watched: how it ended, the pixels that it drew, and everything that it did and
 * should not have done. Knows how the viewer is built, because pixels cannot be had otherwise.
 */
import type { Page } from 'playwright-core';
import type { Drawn } from './floor.ts';

export type WidgetEnd = { readonly type: 'drawn' } | { readonly type: 'error'; readonly code: string };

const TELL = 'tellTheTool';

/**
 * What pdf.js itself says of damaged files, whatever its verbosity is: its decoders of JPEG 2000 and JBIG2 are
 * compiled from C and print as such code does. The image is left out, by pdf.js in any viewer; nothing is ours to do.
 */
const OF_DECODERS = /^(Aborted\(|OpenJPEG: |JBig2: )/;

export class WidgetPage {
  readonly #page: Page;
  readonly #origin: string;
  #problems: string[] = [];
  #notes: string[] = [];
  #end: WidgetEnd | undefined;
  #ended: (() => void) | undefined;

  private constructor(page: Page, origin: string) {
    this.#page = page;
    this.#origin = origin;
  }

  static async on(page: Page, origin: string): Promise<WidgetPage> {
    const watched = new WidgetPage(page, origin);
    await page.exposeFunction(TELL, (type: string, text: string) => watched.#told(type, text));
    await page.addInitScript(`(${tellOfEvents.toString()})(${JSON.stringify(TELL)})`);
    watched.#listen();
    return watched;
  }

  async toFront(): Promise<void> {
    await this.#page.bringToFront();
  }

  /** @returns undefined when nothing has come of it in time */
  async open(id: string, milliseconds: number): Promise<WidgetEnd | undefined> {
    [this.#problems, this.#notes, this.#end] = [[], [], undefined];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)));
    const ended = new Promise<void>((resolve) => (this.#ended = resolve));
    const opened = this.#page.goto(`${this.#origin}/tasks/${id}`, { waitUntil: 'commit', timeout: 0 });
    await Promise.race([late, Promise.all([opened, ended])]);
    // A page that never came will never come.
    opened.catch(() => undefined);
    clearTimeout(timer);
    return this.#end;
  }

  /** What has been seen since it was opened. */
  get findings(): { readonly problems: readonly string[]; readonly notes: readonly string[] } {
    return { problems: [...new Set(this.#problems)], notes: [...new Set(this.#notes)] };
  }

  /** Whether a person is told in words what has happened: in a panel, or in place of the page. */
  async saysSo(): Promise<boolean> {
    return this.#page.evaluate(() => {
      const root = document.querySelector('signing-widget')?.shadowRoot;
      const view = root?.querySelector('signing-document-view')?.shadowRoot;
      const words = root?.querySelector('[part~=panel]') ?? view?.querySelector('[part~=page] .failed');
      return (words?.textContent ?? '').trim().length > 20;
    });
  }

  /** Goes to a page and waits until it is drawn there. @returns false when it says that it cannot be */
  async goTo(number: number, milliseconds: number): Promise<boolean> {
    const drawn = await this.#page.waitForFunction(
      (wanted) => {
        const view = document
          .querySelector('signing-widget')
          ?.shadowRoot?.querySelector('signing-document-view');
        view?.scrollToPage(wanted);
        const sheets = [...(view?.shadowRoot?.querySelectorAll('[part~=page]') ?? [])];
        const sheet = sheets.find(({ ariaLabel }) => ariaLabel?.startsWith(`Page ${wanted} of `));
        if (sheet?.querySelector('.failed')) return 'failed';
        return sheet?.querySelector('canvas') ? 'drawn' : undefined;
      },
      number,
      { timeout: milliseconds, polling: 50 },
    );
    return (await drawn.jsonValue()) === 'drawn';
  }

  /** The pixels of a page that is in view. */
  async drawn(number: number): Promise<Drawn | undefined> {
    return this.#page.evaluate(async (wanted) => {
      const view = document
        .querySelector('signing-widget')
        ?.shadowRoot?.querySelector('signing-document-view');
      const sheets = [...(view?.shadowRoot?.querySelectorAll<HTMLElement>('[part~=page]') ?? [])];
      const sheet = sheets.find(({ ariaLabel }) => ariaLabel?.startsWith(`Page ${wanted} of `));
      const canvas = sheet?.querySelector('canvas');
      if (!canvas || !sheet) return undefined;
      const { width, height } = canvas;
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, width, height);
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', data));
      return {
        width,
        height,
        // Drawn coarser where the whole would be more than its share of memory.
        scale:
          (Number(sheet.style.getPropertyValue('--document-zoom')) * width) /
          Math.max(1, Math.round(Number.parseFloat(sheet.style.width))),
        sha256: [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
      };
    }, number);
  }

  /** The same pixels as a PNG in a data URL. */
  async png(number: number): Promise<string> {
    return this.#page.evaluate((wanted) => {
      const view = document
        .querySelector('signing-widget')
        ?.shadowRoot?.querySelector('signing-document-view');
      const sheets = [...(view?.shadowRoot?.querySelectorAll<HTMLElement>('[part~=page]') ?? [])];
      const sheet = sheets.find(({ ariaLabel }) => ariaLabel?.startsWith(`Page ${wanted} of `));
      return sheet?.querySelector('canvas')?.toDataURL('image/png') ?? 'data:,';
    }, number);
  }

  /** Takes the widget off the page: what it has under way must end without a word. */
  async takeAway(): Promise<void> {
    await this.#page.evaluate(async () => {
      document.querySelector('signing-widget')?.remove();
      for (let left = 3; left > 0; left--) await new Promise((next) => setTimeout(next, 20));
    });
  }

  #told(type: string, text: string): void {
    if (type === 'policy') this.#problems.push(`policy: ${text}`);
    else if (!this.#end) {
      this.#end = type === 'drawn' ? { type } : { type: 'error', code: text };
      this.#ended?.();
    } else if (type === 'error') this.#problems.push(`error after the end: ${text}`);
  }

  #listen(): void {
    const page = this.#page;
    page.on('console', (message) => {
      const text = `console: ${message.text().slice(0, 300)}`;
      if (OF_DECODERS.test(message.text()) || message.type() === 'warning') this.#notes.push(text);
      else if (message.type() === 'error') this.#problems.push(text);
    });
    page.on('pageerror', (error) => this.#problems.push(`exception: ${error.message.slice(0, 300)}`));
    page.on('crash', () => this.#problems.push('crash'));
    page.on('popup', (popup) => {
      this.#problems.push(`popup: ${popup.url()}`);
      void popup.close();
    });
    page.on('download', (download) => this.#problems.push(`download: ${download.url()}`));
    page.on('dialog', (dialog) => {
      this.#problems.push(`dialog: ${dialog.type()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => {
      const address = request.url();
      if (/^(data|blob):/.test(address)) return;
      if (new URL(address).origin !== this.#origin) this.#problems.push(`request: ${address}`);
      // Where scripts of documents would run.
      if (/quickjs|sandbox/.test(address)) this.#problems.push(`script engine: ${address}`);
    });
    page.on('requestfailed', (request) => {
      const reason = request.failure()?.errorText ?? '';
      // What is not waited for any more when the page is left.
      if (reason !== 'net::ERR_ABORTED') this.#problems.push(`request: ${reason} ${request.url()}`);
    });
    page.on('response', (response) => {
      if (response.status() >= 400) this.#problems.push(`answer: ${response.status()} ${response.url()}`);
    });
    page.on('framenavigated', (frame) => {
      const address = frame.url();
      const ours = frame === page.mainFrame() && new URL(address).origin === this.#origin;
      if (!ours && address !== 'about:blank') this.#problems.push(`navigation: ${address}`);
    });
  }
}

/** Sent into the page as text: it must stand alone. */
function tellOfEvents(tell: string): void {
  const say = (type: string, text: string) =>
    (window as unknown as Record<string, (type: string, text: string) => void>)[tell]?.(type, text);
  addEventListener('signing-document-ready', () => say('drawn', ''));
  addEventListener('signing-error', (event) => {
    const { code } = event as unknown as { code: string };
    const widget = document.querySelector('signing-widget');
    const sheets = () => [
      ...(widget?.shadowRoot
        ?.querySelector('signing-document-view')
        ?.shadowRoot?.querySelectorAll('[part~=page]') ?? []),
    ];
    // Another page cannot be shown, and the first is still to come.
    const look = () => {
      const first = sheets().find(({ ariaLabel }) => ariaLabel?.startsWith('Page 1 of '));
      if (widget?.status === 'failed' || first?.querySelector('.failed')) say('error', code);
      else setTimeout(look, 100);
    };
    look();
  });
  addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
    say('policy', `${effectiveDirective} ${blockedURI}`),
  );
}
