import { expect } from '@open-wc/testing';
import { createAuthenticator } from '../../../src/login/create-authenticator.ts';
import { WidgetClock } from '../../harness/widget-clock.ts';
import { afterEach, describe, it } from '../../harness/widget-suite.ts';
import {
  browserOffer,
  CALLBACK,
  cleanUp,
  frame,
  heldDoor,
  keptText,
  logIn,
  opened,
  PAGES,
  reached,
  refusal,
  serviceOffer,
  until,
} from './login-fixture.ts';
import { idToken, provideIdTokens } from './widget-provider.ts';

const provider = provideIdTokens();
let clock: WidgetClock | undefined;

/** What the callback page is called with when the eID is done with this window. */
async function answerOf(popup: Window, part: Record<string, string> = { code: 'code-1' }): Promise<string> {
  const { searchParams } = await reached(popup, 'elsewhere.html');
  return `?${new URLSearchParams({ ...part, state: searchParams.get('state') ?? '' })}`;
}

/** Its location is asked for last: that of a page which has been left leads nowhere. */
async function leadBack(popup: Window): Promise<void> {
  const answer = await answerOf(popup);
  popup.location.replace(CALLBACK + answer);
}

describe('a login in a window of its own', () => {
  afterEach(() => {
    clock?.restore();
    clock = undefined;
    provider.unreachable = false;
    cleanUp();
  });

  it('ends with the ID token, and the window is gone', async () => {
    const { result, popup } = logIn(browserOffer('yes'));
    expect(await result).to.deep.equal({
      type: 'id-token',
      loginId: 'login-1',
      unverifiedIdToken: idToken(),
    });
    await until(() => popup.closed);
  });

  it('keeps no token, no code and no state when it has ended', async () => {
    const { result } = logIn(browserOffer('yes'));
    await result;
    sessionStorage.removeItem('test behaviour');
    expect(keptText()).to.equal('{}');
  });

  it('ends well where the eID’s page has cut the window off', async () => {
    const { result } = logIn(browserOffer('cut-off yes'));
    expect((await result).type).to.equal('id-token');
  });

  it('ends well where channels do not reach, as from a frame with storage of its own', async () => {
    const real = globalThis.BroadcastChannel;
    globalThis.BroadcastChannel = class {
      constructor() {
        throw new DOMException('No channels here.', 'SecurityError');
      }
    } as unknown as typeof BroadcastChannel;
    try {
      const { result } = logIn(browserOffer('yes'));
      expect((await result).type).to.equal('id-token');
    } finally {
      globalThis.BroadcastChannel = real;
    }
  });

  it('tells nobody at the eID where it came from', async () => {
    const { popup } = logIn(browserOffer());
    await reached(popup, 'elsewhere.html');
    expect(popup.document.referrer).to.equal('');
  });

  it('is told from other windows of the page', async () => {
    logIn(browserOffer());
    logIn(browserOffer());
    expect(opened[0]).not.to.equal(opened[1]);
    expect(opened[0]?.name).not.to.equal(opened[1]?.name);
  });

  it('that the signer breaks off at the eID is cancelled', async () => {
    const { result, popup } = logIn(browserOffer('no'));
    expect(await refusal(result)).to.equal('login-cancelled access_denied');
    await until(() => popup.closed);
  });

  it('says so when the browser lets no window open', async () => {
    const open = window.open;
    for (const none of [null, { closed: true } as Window]) {
      window.open = () => none;
      const login = createAuthenticator().login({
        offer: browserOffer(),
        mode: 'popup',
        redirectUri: CALLBACK,
        taskUrl: 'https://sign.test/tasks/task-1',
        afresh: false,
        signal: new AbortController().signal,
        onWindowLost: () => undefined,
      });
      expect(await refusal(login)).to.equal('login-blocked');
      window.open = open;
    }
  });

  it('closes its window when the eID cannot be reached', async () => {
    provider.unreachable = true;
    const { result, popup } = logIn(browserOffer());
    expect(await refusal(result)).to.equal('service-unavailable unreachable');
    await until(() => popup.closed);
  });

  it('is cancelled when the signer closes the window before it has been anywhere', async () => {
    const { result, popup } = logIn(browserOffer());
    popup.close();
    expect(await refusal(result)).to.equal('login-cancelled window-closed');
  });

  it('opens nothing for a login that is over already', async () => {
    const before = opened.length;
    const signal = AbortSignal.abort(new Error('over'));
    expect(() => logIn(browserOffer(), 'popup', { signal })).to.throw('No window was opened');
    expect(opened.length).to.equal(before);
  });

  describe('whose window is out of reach', () => {
    it('is said to be so once, and may still end well', async () => {
      const { result, popup, timesLost } = await heldLogin();
      const answer = await answerOf(popup);
      popup.close();
      await until(() => popup.closed);
      clock?.advance(0.5);
      clock?.advance(30);
      expect(timesLost()).to.equal(1);
      const door = await frame(CALLBACK + answer);
      expect((await result).type).to.equal('id-token');
      expect(door.location.search).to.equal('');
    });

    it('is not said to be so while it is there, nor after it has ended', async () => {
      const { result, popup, timesLost } = await heldLogin();
      const answer = await answerOf(popup);
      clock?.advance(30);
      popup.location.replace(CALLBACK + answer);
      await result;
      await until(() => popup.closed);
      clock?.advance(30);
      expect(timesLost()).to.equal(0);
    });

    it('is not waited for longer than the service would', async () => {
      const { result, popup } = await heldLogin();
      await reached(popup, 'elsewhere.html');
      clock?.advance(9 * 60);
      expect(await refusal(result)).to.equal('login-failed too-late');
      await until(() => popup.closed);
    });
  });

  describe('that the signer gives up', () => {
    it('closes the window, and takes no answer any more', async () => {
      const { result, popup, abort } = logIn(browserOffer());
      const answer = await answerOf(popup);
      const before = provider.exchanges;
      abort.abort(new Error('given up'));
      expect(await refusal(result)).to.equal('Error: given up');
      await until(() => popup.closed);
      const door = await heldDoor(answer);
      door.ring();
      await until(() => door.text().includes('cannot be handed over'));
      expect(provider.exchanges).to.equal(before);
      sessionStorage.removeItem('test behaviour');
      expect(keptText()).to.equal('{}');
    });

    it('drops an ID token that comes after that', async () => {
      const letGo = provider.hold();
      const before = provider.exchanges;
      const { result, abort } = logIn(browserOffer('yes'));
      await until(() => provider.exchanges > before);
      abort.abort(new Error('given up'));
      letGo();
      expect(await refusal(result)).to.equal('Error: given up');
    });
  });

  describe('with answers that are not its own', () => {
    it('leaves the answer to another login alone', async () => {
      const first = logIn(browserOffer());
      const second = logIn(browserOffer());
      await reached(first.popup, 'elsewhere.html');
      await leadBack(second.popup);
      expect((await second.result).type).to.equal('id-token');
      await leadBack(first.popup);
      expect((await first.result).type).to.equal('id-token');
    });

    it('refuses an answer whose state is another than it was brought under', async () => {
      const { result, popup } = logIn(browserOffer());
      const { searchParams } = await reached(popup, 'elsewhere.html');
      const key = searchParams.get('state');
      const message = { type: 'signing-widget-login', key, answer: '?code=code-1&state=made-up;window' };
      window.postMessage(message, location.origin);
      expect(await refusal(result)).to.equal('login-failed state-mismatch');
    });

    it('takes none from another origin', async () => {
      const { result, popup } = logIn(browserOffer());
      const answer = await answerOf(popup, { error: 'access_denied' });
      const key = new URLSearchParams(answer).get('state');
      const data = { type: 'signing-widget-login', key, answer };
      window.dispatchEvent(new MessageEvent('message', { origin: 'https://evil.test', data }));
      await leadBack(popup);
      expect((await result).type).to.equal('id-token');
    });
  });

  describe('that the service runs', () => {
    it('ends with the artifact, by the page that ends logins', async () => {
      const { result, popup } = logIn(serviceOffer('yes'), 'popup');
      expect(await result).to.deep.equal({ type: 'artifact', loginId: 'login-1', artifact: 'artifact-1' });
      await until(() => popup.closed);
    });

    it('ends well where the eID’s page has cut the window off', async () => {
      const { result } = logIn(serviceOffer('cut-off yes'), 'popup');
      expect((await result).type).to.equal('artifact');
    });

    it('that the signer breaks off is cancelled', async () => {
      const { result } = logIn(serviceOffer('no'), 'popup');
      expect(await refusal(result)).to.equal('login-cancelled');
    });

    it('comes back to the page itself, marked, where no other page ends logins', async () => {
      const { popup } = logIn(serviceOffer(), 'popup', { redirectUri: undefined });
      const { searchParams } = await reached(popup, 'elsewhere.html');
      const back = new URL(searchParams.get('return') ?? '');
      expect(back.origin + back.pathname).to.equal(location.origin + location.pathname);
      expect(back.searchParams.get('login-window')).to.equal('1');
    });

    it('takes no page of another origin for one that ends logins', async () => {
      const { popup } = logIn(browserOffer(), 'popup', { redirectUri: 'https://elsewhere.test/callback' });
      const { searchParams } = await reached(popup, 'elsewhere.html');
      expect(new URL(searchParams.get('return') ?? '').origin).to.equal(location.origin);
    });

    it('goes to no address that would run here', async () => {
      const offer = { id: 'login-1', startUrl: 'javascript:opener.document.title="taken"' };
      const { result } = logIn(offer, 'popup');
      expect(await refusal(result)).to.equal('login-failed address');
      expect(document.title).not.to.equal('taken');
    });

    it('in a page without a page that ends logins hands its answer to the opener', async () => {
      const { result, popup } = logIn(serviceOffer(), 'popup', { redirectUri: undefined });
      await reached(popup, 'elsewhere.html');
      popup.location.replace(`${PAGES}/signing.html?room=3&login-window=1#artifact=artifact-1&login=login-1`);
      await until(() => popup.room);
      expect(popup.room?.hasLoginReturn('https://sign.test/tasks/task-1')).to.equal(true);
      const taken = popup.room?.authenticator.takeReturn('https://sign.test/tasks/task-1');
      expect(popup.location.search + popup.location.hash).to.equal('?room=3');
      expect((await result).type).to.equal('artifact');
      expect(taken).not.to.equal(undefined);
    });
  });
});

async function heldLogin() {
  clock = new WidgetClock();
  const login = logIn(browserOffer());
  await reached(login.popup, 'elsewhere.html');
  return login;
}
