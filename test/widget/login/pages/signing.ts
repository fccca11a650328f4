/** A page with a login room and no widget: a test in another window does what the shell and the signer would. */
import { createAuthenticator } from '../../../../src/login/create-authenticator.ts';
import { hasLoginReturn } from '../../../../src/login/login-return.ts';
import { provideIdTokens } from '../widget-provider.ts';

declare global {
  interface Window {
    readonly HTMLAnchorElement: typeof HTMLAnchorElement;
    readonly Storage: typeof Storage;
    readonly room?: {
      readonly authenticator: ReturnType<typeof createAuthenticator>;
      readonly hasLoginReturn: typeof hasLoginReturn;
      readonly provider: ReturnType<typeof provideIdTokens>;
    };
  }
}

Object.assign(window, {
  room: {
    authenticator: createAuthenticator(),
    hasLoginReturn,
    provider: provideIdTokens(),
  },
});
