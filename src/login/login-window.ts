/** A window of its own for a login: opened inside the click, sent on its way later. Knows nothing of what it shows. */
import { popupFeatures } from '../ui/popup-features.ts';
import { LoginError } from './authenticator.ts';
import { goTo } from './go-to.ts';

export class LoginWindow {
  readonly #window: Window;

  /** @throws {LoginError} when the browser does not let a window open */
  constructor() {
    // A name of its own: under a known one the browser would hand out a window that is in use.
    const name = `signing-widget-login-${crypto.getRandomValues(new Uint32Array(2)).join('-')}`;
    const opened = window.open('about:blank', name, popupFeatures());
    if (!opened || opened.closed) throw new LoginError('login-blocked');
    this.#window = opened;
  }

  /** True also for a window that lives but was cut off from this page. */
  get closed(): boolean {
    return this.#window.closed;
  }

  /** @throws {LoginError} when the signer has closed it: it has not been anywhere that could have cut it off */
  go(url: string): void {
    if (this.closed) throw new LoginError('login-cancelled', 'window-closed');
    goTo(url, this.#window.document);
  }

  close(): void {
    this.#window.close();
  }
}
