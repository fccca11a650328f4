/** A page that logs a signer in, the windows that it has opened, and what a test asks of both. */
import { createAuthenticator } from '../../../src/login/create-authenticator.ts';
import { LoginError, type LoginMode, type LoginRequest } from '../../../src/login/authenticator.ts';
import type { LoginOffer } from '../../../src/session/login-offer.ts';
import { NONCE } from './widget-provider.ts';

export const PAGES = `${location.origin}/test/widget/login/pages`;
export const CALLBACK = `${PAGES}/callback.html`;
export const TASK = 'https://sign.test/tasks/task-1';

/** Where a login leads, and what happens there. */
export type Behaviour = 'stays' | 'yes' | 'no' | 'cut-off yes';

const realOpen = window.open;
const realTimeout = globalThis.setTimeout;
const frames: HTMLIFrameElement[] = [];
export const opened: Window[] = [];

window.open = (...args) => {
  const popup = realOpen.apply(window, args);
  if (popup) opened.push(popup);
  return popup;
};

/** The offer of a service that also lets the browser run the flow; how the eID behaves is told to the page. */
export function browserOffer(behaviour: Behaviour = 'stays'): LoginOffer {
  sessionStorage.setItem('test behaviour', behaviour);
  return {
    ...serviceOffer(behaviour),
    issuer: 'https://eid.test',
    clientId: 'widget',
    scope: 'openid',
    nonce: NONCE,
  };
}

export function serviceOffer(behaviour: Behaviour = 'stays', id = 'login-1'): LoginOffer {
  return { id, startUrl: `${PAGES}/elsewhere.html?behaviour=${behaviour}&login=${id}` };
}

export interface Login {
  readonly result: ReturnType<ReturnType<typeof createAuthenticator>['login']>;
  readonly abort: AbortController;
  readonly popup: Window;
  /** How often the window was said to be out of reach. */
  readonly timesLost: () => number;
}

/** As the shell does within a click. */
export function logIn(offer: LoginOffer, mode: LoginMode = 'popup', part: Partial<LoginRequest> = {}): Login {
  const abort = new AbortController();
  let lost = 0;
  const before = opened.length;
  const result = createAuthenticator().login({
    offer,
    mode,
    redirectUri: CALLBACK,
    taskUrl: TASK,
    afresh: false,
    signal: abort.signal,
    onWindowLost: () => lost++,
    ...part,
  });
  result.catch(() => undefined); // Each test looks at it when it is its time.
  const popup = opened[before];
  if (!popup) throw new Error('No window was opened within the click.');
  return { result, abort, popup, timesLost: () => lost };
}

export async function refusal(result: Promise<unknown>): Promise<string> {
  return result.then(
    () => 'no refusal',
    (error: unknown) =>
      error instanceof LoginError ? [error.code, error.reason].filter(Boolean).join(' ') : String(error),
  );
}

/** Not by frames: a page that has opened a window may be in the background, where none are drawn. */
export async function until(isSo: () => unknown): Promise<void> {
  while (!isSo()) await new Promise((resolve) => realTimeout(resolve, 5));
}

export async function reached(page: Window, path: string): Promise<URL> {
  await until(() => addressOf(page).includes(path) && page.document.readyState === 'complete');
  return new URL(addressOf(page));
}

/** The callback page in a frame of its own: no opener, as behind an eID's page that cuts it off. */
export async function frame(url: string): Promise<Window> {
  const element = document.createElement('iframe');
  element.src = url;
  document.body.append(element);
  frames.push(element);
  await new Promise((resolve) => element.addEventListener('load', resolve, { once: true }));
  if (!element.contentWindow) throw new Error('The frame has not been loaded.');
  return element.contentWindow;
}

export interface HeldDoor {
  readonly page: Window;
  /** Lets the time pass that the door waits for somebody to take what it has. */
  ring(): void;
  text(): string;
}

/** The callback page, in a frame, with its time in the hand of the test. */
export async function heldDoor(address: string): Promise<HeldDoor> {
  const page = await frame(`${PAGES}/held-door.html${address}`);
  let ring = (): void => undefined;
  await until(() => page.endLogin);
  void page.endLogin?.((call) => (ring = call));
  return { page, ring: () => ring(), text: () => page.document.querySelector('p')?.textContent ?? '' };
}

export function cleanUp(): void {
  for (const popup of opened.splice(0)) popup.close();
  for (const element of frames.splice(0)) element.remove();
  sessionStorage.clear();
}

/** Everything that the tab has kept, for what must not be in it. */
export function keptText(page: Window = window): string {
  return JSON.stringify({ ...page.sessionStorage });
}

function addressOf(page: Window): string {
  try {
    return page.location.href;
  } catch {
    return ''; // On its way.
  }
}
