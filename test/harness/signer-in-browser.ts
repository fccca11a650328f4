/** A signer at a browser: what they see by its role and name, and what they do. */
import assert from 'node:assert/strict';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';

export interface Viewport {
  readonly width: number;
  readonly height: number;
}

export class SignerInBrowser {
  /** What the page said that nobody should have to read. */
  readonly complaints: string[] = [];
  /** Origins that were asked for anything. */
  readonly originsAsked = new Set<string>();

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
  ) {
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol.startsWith('http')) this.originsAsked.add(origin);
    });
  }

  static async sitDown(
    browser: Browser,
    viewport: Viewport = { width: 1200, height: 800 },
  ): Promise<SignerInBrowser> {
    const context = await browser.newContext({ viewport, locale: 'en-IE' });
    context.setDefaultTimeout(20_000);
    return new SignerInBrowser(context, await context.newPage());
  }

  async leave(): Promise<void> {
    await this.context.close();
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  /** Reads until a text of the document is on the screen as text. */
  async sees(text: string): Promise<void> {
    await this.page.getByText(text).first().waitFor();
  }

  async goesOnToSign(): Promise<void> {
    await this.button('Continue to sign').click();
  }

  async agrees(): Promise<void> {
    await this.page.getByRole('checkbox', { name: 'I agree' }).check();
  }

  async typesName(name: string): Promise<void> {
    await this.page.getByRole('radio', { name: /By hand/ }).check();
    await this.page.getByRole('textbox', { name: /your name/i }).fill(name);
  }

  async draws(): Promise<void> {
    await this.page.getByRole('radio', { name: 'Draw', exact: true }).check();
    await this.drawsAStroke();
  }

  /** From the left of the pad to its right. */
  async drawsAStroke(): Promise<void> {
    const pad = this.page.locator('signing-ink-pad');
    await pad.scrollIntoViewIfNeeded();
    const box = await pad.boundingBox();
    assert.ok(box);
    const at = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const;
    await this.page.mouse.move(...at(0.1, 0.5));
    await this.page.mouse.down();
    for (let step = 1; step <= 30; step += 1)
      await this.page.mouse.move(...at(0.1 + step * 0.025, 0.5 + Math.sin(step / 2) * 0.25));
    await this.page.mouse.up();
  }

  /** The strokes on the pad, as paths. */
  async ink(): Promise<string[]> {
    const paths = this.page.locator('signing-ink-pad path');
    return paths.evaluateAll((all) => all.map((path) => path.getAttribute('d') ?? ''));
  }

  /** Turns the phone: what was its width is its height. */
  async turnsThePhone(): Promise<void> {
    const { width, height } = this.page.viewportSize() ?? assert.fail('The window has no size.');
    await this.page.setViewportSize({ width: height, height: width });
  }

  async agreesWithoutName(): Promise<void> {
    await this.page.getByRole('radio', { name: /By consent alone/ }).check();
  }

  async signs(): Promise<void> {
    await this.button(/^Sign/).click();
  }

  async seesReceipt(): Promise<void> {
    await this.page.getByRole('heading', { name: /signed/i }).waitFor();
  }

  /** Presses Tab until what has the focus is called so; a signer without a mouse knows no other way. */
  async tabsTo(role: 'button' | 'checkbox' | 'radio' | 'textbox', name: string | RegExp): Promise<void> {
    const target = this.page.getByRole(role, { name });
    await target.first().waitFor();
    for (let presses = 0; presses < 60; presses += 1) {
      const focused = await target.evaluateAll((elements) =>
        elements.some(
          (element) => (element.getRootNode() as Document | ShadowRoot).activeElement === element,
        ),
      );
      if (focused) return;
      await this.page.keyboard.press('Tab');
    }
    assert.fail(`Tab does not lead to the ${role} ${String(name)}.`);
  }

  assertQuiet(): void {
    assert.deepEqual(this.complaints, []);
  }
}
