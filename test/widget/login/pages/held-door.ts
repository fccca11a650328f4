/** A callback page that begins when a test says so, with a timer that the test rings. */
import { endLogin } from '../../../../src/login/end-login.ts';

declare global {
  interface Window {
    readonly endLogin?: typeof endLogin;
  }
}

Object.assign(window, { endLogin });
