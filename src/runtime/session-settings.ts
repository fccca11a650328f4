/** What an element lends to its session. */
import type { DocumentEngine } from '../document/document-engine.ts';
import type { Authenticator } from '../login/authenticator.ts';
import type { LoginMode } from '../session/login-offer.ts';
import type { TaskClient } from '../task/client.ts';
import type { Target } from './task-access.ts';

/** Read anew for each opening. */
export interface SessionSettings {
  /** `undefined`: there is nothing to open. `invalid`: what was given leads nowhere. */
  readonly target: Target | 'invalid' | undefined;
  readonly client: TaskClient;
  readonly engine: DocumentEngine | undefined;
  readonly assets: URL;
  readonly login: LoginMode;
  /** The page that ends a login in the browser. */
  readonly redirectUri: string | undefined;
  readonly authenticator: Authenticator | undefined;
}
