import { expect } from '@open-wc/testing';
import { keepPending, pendingLogin } from '../../../src/login/pending-login.ts';
import { afterEach, describe, it } from '../../harness/widget-suite.ts';
import { cleanUp, frame, heldDoor, PAGES, TASK, until } from './login-fixture.ts';

const STATE = 'state-1;page';
const FLOW = {
  issuer: 'https://eid.test',
  clientId: 'widget',
  redirectUri: `${PAGES}/callback.html`,
  state: STATE,
};
const SIGNING = `${PAGES}/signing.html?room=3#clause-4`;
const pending = (returnTo = SIGNING) => ({ loginId: 'login-1', taskUrl: TASK, returnTo, flow: FLOW });

describe('the page that ends a login', () => {
  afterEach(cleanUp);

  it('leads back to the page that was left, with the answer kept for it', async () => {
    keepPending(pending());
    const { page } = await heldDoor(`?code=code-1&state=${encodeURIComponent(STATE)}`);
    await until(() => page.location.href === SIGNING);
    expect(pendingLogin(TASK)?.unverifiedAnswer).to.equal(`?code=code-1&state=${encodeURIComponent(STATE)}`);
  });

  it('leads an error back in the same way', async () => {
    keepPending(pending());
    const { page } = await heldDoor(`?error=access_denied&state=${encodeURIComponent(STATE)}`);
    await until(() => page.location.href === SIGNING);
    expect(pendingLogin(TASK)?.unverifiedAnswer).to.contain('access_denied');
  });

  for (const address of ['https://evil.test/', 'javascript:alert(1)', 'data:text/html,x']) {
    it(`leads nobody to ${address}`, async () => {
      keepPending(pending(address));
      const { page, text } = await heldDoor(`?code=code-1&state=${encodeURIComponent(STATE)}`);
      await until(text);
      expect(text()).to.contain('another tab or browser');
      expect(page.location.pathname).to.contain('held-door.html');
      expect(pendingLogin(TASK)?.unverifiedAnswer).to.equal(undefined);
    });
  }

  it('says where the signer is when the login began in another tab', async () => {
    keepPending(pending());
    const { text } = await heldDoor('?code=code-1&state=another;page');
    await until(text);
    expect(text()).to.contain('another tab or browser');
    expect(pendingLogin(TASK)?.unverifiedAnswer).to.equal(undefined);
  });

  for (const address of [
    '?code=code-1&state=state-1;window',
    '?code=code-1&state=state-1;page',
    '#artifact=artifact-1&login=login-1',
    '#login-error=failed&login=login-1',
  ]) {
    it(`has nothing of ${address} in its address any more`, async () => {
      const { page } = await heldDoor(address);
      expect(page.location.search + page.location.hash).to.equal('');
    });
  }

  it('waits for somebody to take what it has, and then says what to do', async () => {
    const { ring, text } = await heldDoor('?code=code-1&state=state-1;window');
    expect(text()).to.equal('');
    ring();
    await until(text);
    expect(text()).to.contain('Close this window, and choose “Open in its own window” there.');
  });

  it('says nothing of the kind when it was taken', async () => {
    const channel = new BroadcastChannel('signing-widget-login state-1;window');
    channel.onmessage = ({ data }) =>
      channel.postMessage({ type: 'signing-widget-login-taken', key: data.key });
    const { ring, text } = await heldDoor('?code=code-1&state=state-1;window');
    await until(text);
    ring();
    expect(text()).to.contain('has ended here');
    channel.close();
  });

  it('closes its own window when it was taken, where nobody else can reach it', async () => {
    const channel = new BroadcastChannel('signing-widget-login login-1');
    channel.onmessage = ({ data }) =>
      channel.postMessage({ type: 'signing-widget-login-taken', key: data.key });
    const popup = window.open(`${PAGES}/callback.html#artifact=artifact-1&login=login-1`);
    await until(() => popup?.closed);
    expect(popup).not.to.equal(null);
    channel.close();
  });

  it('is not content with a word for another login', async () => {
    const channel = new BroadcastChannel('signing-widget-login state-1;window');
    channel.onmessage = () => channel.postMessage({ type: 'signing-widget-login-taken', key: 'another' });
    const { ring, text } = await heldDoor('?code=code-1&state=state-1;window');
    ring();
    await until(text);
    expect(text()).to.contain('cannot be handed over');
    channel.close();
  });

  it('has something to say to those who come by', async () => {
    const page = await frame(`${PAGES}/callback.html`);
    await until(() => page.document.querySelector('p'));
    expect(page.document.querySelector('p')?.textContent).to.contain('there is none to end');
  });
});
