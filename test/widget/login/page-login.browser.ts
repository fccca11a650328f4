import { expect } from '@open-wc/testing';
import type { LoginRequest, LoginReturn } from '../../../src/login/authenticator.ts';
import { keepPending } from '../../../src/login/pending-login.ts';
import type { LoginOffer } from '../../../src/session/login-offer.ts';
import { afterEach, describe, it } from '../../harness/widget-suite.ts';
import {
  browserOffer,
  CALLBACK,
  cleanUp,
  keptText,
  PAGES,
  reached,
  refusal,
  serviceOffer,
  TASK,
  until,
} from './login-fixture.ts';
import { idToken } from './widget-provider.ts';

const SIGNING = `${PAGES}/signing.html`;
type Room = NonNullable<Window['room']>;

/** A page of its own at top level, with a task to be signed. */
async function openPage(address = '?room=3#clause-4'): Promise<Window> {
  const page = window.open(SIGNING + address, '_blank');
  if (!page) throw new Error('No page was opened.');
  await roomOf(page);
  return page;
}

/** The login room of the page that is in the window now; a page that was left is another one. */
async function roomOf(page: Window, before?: Room): Promise<Room> {
  await reached(page, 'signing.html');
  await until(() => page.room && page.room !== before);
  return page.room as Room;
}

function logIn(page: Window, offer: LoginOffer, part: Partial<LoginRequest> = {}) {
  const abort = new AbortController();
  const request: LoginRequest = {
    offer,
    mode: 'auto',
    redirectUri: CALLBACK,
    taskUrl: TASK,
    afresh: false,
    signal: abort.signal,
    onWindowLost: () => undefined,
    ...part,
  };
  const result = page.room?.authenticator.login(request) ?? Promise.reject(new Error('No room.'));
  result.catch(() => undefined);
  return { result, abort };
}

/** Leaves the page for a login and is there again when it has come back. */
async function thereAndBack(page: Window, offer: LoginOffer, part?: Partial<LoginRequest>): Promise<Room> {
  const before = page.room;
  logIn(page, offer, part);
  return roomOf(page, before);
}

/** By what it says: an error of another page is of another class. */
const codeOf = (answer: LoginReturn | undefined) => (answer?.type === 'failed' ? answer.code : answer?.type);

describe('a login that the page is left for', () => {
  afterEach(cleanUp);

  describe('run by the browser', () => {
    it('comes back with the ID token, to the same address', async () => {
      const offer = browserOffer('yes');
      const page = await openPage();
      const room = await thereAndBack(page, offer);
      expect(page.location.href).to.equal(`${SIGNING}?room=3#clause-4`);
      expect(room.hasLoginReturn(TASK)).to.equal(true);
      expect(await room.authenticator.takeReturn(TASK)).to.deep.equal({
        type: 'result',
        result: { type: 'id-token', loginId: 'login-1', unverifiedIdToken: idToken() },
      });
    });

    it('is taken once, and nothing of it is kept', async () => {
      const offer = browserOffer('yes');
      const page = await openPage();
      const { authenticator, hasLoginReturn, provider } = await thereAndBack(page, offer);
      const first = authenticator.takeReturn(TASK);
      expect(hasLoginReturn(TASK)).to.equal(false);
      expect(authenticator.takeReturn(TASK)).to.equal(undefined);
      await first;
      expect(provider.exchanges).to.equal(1);
      page.sessionStorage.removeItem('test behaviour');
      expect(keptText(page)).to.equal('{}');
    });

    it('is found by no other task, and is still there for its own', async () => {
      const offer = browserOffer('yes');
      const page = await openPage();
      const { authenticator, hasLoginReturn } = await thereAndBack(page, offer);
      const other = TASK.replace('task-1', 'task-2');
      expect(hasLoginReturn(other)).to.equal(false);
      expect(authenticator.takeReturn(other)).to.equal(undefined);
      expect(codeOf(await authenticator.takeReturn(TASK))).to.equal('result');
    });

    it('comes back cancelled when the signer breaks off at the eID', async () => {
      const offer = browserOffer('no');
      const room = await thereAndBack(await openPage(), offer);
      expect(codeOf(await room.authenticator.takeReturn(TASK))).to.equal('login-cancelled');
    });

    it('comes back with a failure when the eID cannot be reached then', async () => {
      const offer = browserOffer('yes');
      const { authenticator, provider } = await thereAndBack(await openPage(), offer);
      provider.unreachable = true;
      expect(codeOf(await authenticator.takeReturn(TASK))).to.equal('service-unavailable');
    });

    it('tells nobody at the eID where it came from', async () => {
      const offer = browserOffer();
      const page = await openPage();
      logIn(page, offer);
      await reached(page, 'elsewhere.html');
      expect(page.document.referrer).to.equal('');
    });

    it('has nothing to take when the signer has only reloaded or gone back', async () => {
      const offer = browserOffer();
      const page = await openPage();
      const before = page.room;
      logIn(page, offer);
      await reached(page, 'elsewhere.html');
      page.location.replace(`${SIGNING}?room=3`);
      const { authenticator, hasLoginReturn } = await roomOf(page, before);
      expect(hasLoginReturn(TASK)).to.equal(false);
      expect(authenticator.takeReturn(TASK)).to.equal(undefined);
    });

    it('leaves nothing behind of a login that another one has taken the place of', async () => {
      const offer = browserOffer();
      const page = await openPage();
      const before = page.room;
      logIn(page, offer);
      const first = (await reached(page, 'elsewhere.html')).searchParams.get('state') ?? '';
      page.location.replace(SIGNING);
      await roomOf(page, before);
      logIn(page, offer);
      await reached(page, 'elsewhere.html');
      const [id = 'none'] = first.split(';');
      expect(keptText(page)).not.to.contain(id);
    });

    it('is over when the browser brings the page back as it was left', async () => {
      const offer = browserOffer();
      const page = await openPage();
      // Stays where it is: the way back is what is looked at.
      page.HTMLAnchorElement.prototype.click = () => undefined;
      const { result } = logIn(page, offer);
      await until(() => keptText(page).includes('login-1'));
      page.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
      expect(await failureOf(result)).to.equal('login-cancelled came-back');
      expect(keptText(page)).not.to.contain('login-1');
    });

    it('is not begun when the signer gives up before', async () => {
      const offer = browserOffer();
      const page = await openPage();
      const { result, abort } = logIn(page, offer);
      abort.abort(new Error('given up'));
      expect(await refusal(result)).to.equal('Error: given up');
      expect(keptText(page)).not.to.contain('login-1');
      expect(page.location.href).to.contain('signing.html');
    });
  });

  describe('run by the service', () => {
    it('comes back with the artifact, and the address is the page’s own again', async () => {
      const page = await openPage();
      const room = await thereAndBack(page, serviceOffer('yes'));
      expect(page.location.hash).to.contain('artifact-1');
      const taken = room.authenticator.takeReturn(TASK);
      expect(page.location.href).to.equal(`${SIGNING}?room=3#clause-4`);
      expect(await taken).to.deep.equal({
        type: 'result',
        result: { type: 'artifact', loginId: 'login-1', artifact: 'artifact-1' },
      });
      expect(room.authenticator.takeReturn(TASK)).to.equal(undefined);
      expect(keptText(page)).to.equal('{}');
    });

    it('has its answer in the query too, and the page’s fragment back where it was', async () => {
      const page = await openPage();
      const before = page.room;
      logIn(page, serviceOffer());
      await reached(page, 'elsewhere.html');
      page.location.replace(`${SIGNING}?room=3&artifact=artifact-1&login=login-1`);
      const { authenticator } = await roomOf(page, before);
      page.history.replaceState({ of: 'the page' }, '');
      const taken = authenticator.takeReturn(TASK);
      expect(page.location.href).to.equal(`${SIGNING}?room=3#clause-4`);
      expect(page.history.state).to.deep.equal({ of: 'the page' });
      expect(codeOf(await taken)).to.equal('result');
    });

    it('comes back cancelled when the signer breaks off', async () => {
      const page = await openPage();
      const { authenticator } = await thereAndBack(page, serviceOffer('no'));
      expect(codeOf(await authenticator.takeReturn(TASK))).to.equal('login-cancelled');
      expect(page.location.href).to.equal(`${SIGNING}?room=3#clause-4`);
    });

    it('asks to come back to the page without what an earlier login has left in its address', async () => {
      const page = await openPage('?room=3#clause-4&artifact=old&login=login-0');
      logIn(page, serviceOffer());
      const { searchParams } = await reached(page, 'elsewhere.html');
      expect(searchParams.get('return')).to.equal(`${SIGNING}?room=3#clause-4`);
    });

    const notItsOwn = {
      'another login': '#artifact=artifact-2&login=login-2',
      'no login at all': '#artifact=artifact-2',
    };
    for (const [whose, fragment] of Object.entries(notItsOwn)) {
      it(`leaves an artifact of ${whose} where it is`, async () => {
        const page = await openPage('');
        const before = page.room;
        logIn(page, serviceOffer());
        await reached(page, 'elsewhere.html');
        page.location.replace(`${SIGNING}?room=3${fragment}`);
        const { authenticator, hasLoginReturn } = await roomOf(page, before);
        expect(hasLoginReturn(TASK)).to.equal(false);
        expect(authenticator.takeReturn(TASK)).to.equal(undefined);
        expect(page.location.href).to.equal(`${SIGNING}?room=3${fragment}`);
      });
    }

    it('takes nothing that another tab began', async () => {
      const page = await openPage('#artifact=artifact-1&login=login-1');
      keepPending({ loginId: 'login-1', taskUrl: TASK, returnTo: SIGNING });
      expect(page.room?.hasLoginReturn(TASK)).to.equal(false);
      expect(page.room?.authenticator.takeReturn(TASK)).to.equal(undefined);
      expect(page.location.hash).to.equal('#artifact=artifact-1&login=login-1');
    });
  });

  it('is run in a window where the tab keeps nothing that it could come back to', async () => {
    const page = await openPage();
    page.Storage.prototype.setItem = () => {
      throw new DOMException('Refused.', 'SecurityError');
    };
    let popup: Window | null = null;
    const open = page.open;
    page.open = (...args) => (popup = open.apply(page, args));
    logIn(page, serviceOffer());
    expect(popup).not.to.equal(null);
    (popup as Window | null)?.close();
  });

  it('needs no storage to find that there is nothing to take', async () => {
    const page = await openPage('');
    Object.defineProperty(page, 'sessionStorage', {
      get: () => {
        throw new DOMException('Refused.', 'SecurityError');
      },
    });
    expect(page.room?.hasLoginReturn(TASK)).to.equal(false);
  });
});

async function failureOf(result: Promise<unknown>): Promise<string> {
  const error = await result.then(
    () => undefined,
    (reason: unknown) => reason as { readonly code: string; readonly reason?: string },
  );
  return `${error?.code} ${error?.reason}`;
}
