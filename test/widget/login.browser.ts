import { expect } from '@open-wc/testing';
import { TASK_URL } from '../../stories/sample-task.ts';
import { keepPending } from '../../src/login/pending-login.ts';
import type { SigningErrorEvent } from '../../src/events/error-event.ts';
import type { Failure, FailureCode } from '../../src/session/failure.ts';
import type { LoginMode } from '../../src/session/login-offer.ts';
import { WidgetAuthenticator } from '../harness/widget-authenticator.ts';
import { cleanUp, holdTime, readyToSign, reload, show, type Fixture } from '../harness/widget-fixture.ts';
import { WidgetService } from '../harness/widget-service.ts';
import { afterEach, describe, it } from '../harness/widget-suite.ts';

const REDIRECT_URI = `${window.location.origin}/login/callback`;
let offers = 0;
const offer = (id = `login-${++offers}`) => ({
  id,
  startUrl: `https://sign.example/logins/${id}/start`,
  issuer: 'https://eid.example',
  clientId: 'client',
  scope: 'openid',
  nonce: 'n',
});
const asks = (id?: string, code: FailureCode = 'login-required'): Failure => ({
  code,
  retryable: true,
  login: offer(id),
});
const errors = ({ heard }: Fixture) =>
  heard.filter(({ type }) => type === 'signing-error').map((event) => (event as SigningErrorEvent).code);

interface LoginFixture extends Fixture {
  readonly authenticator: WidgetAuthenticator;
}

/** A task that asks for a login, with the widget before it. */
async function atLogin(login: LoginMode = 'auto', first = asks('first')): Promise<LoginFixture> {
  const authenticator = new WidgetAuthenticator();
  const service = await WidgetService.with();
  service.next('open', first);
  const fixture = await show({
    service,
    with: { authenticator, login, loginRedirectUri: REDIRECT_URI },
  });
  await fixture.person.reached('login-required');
  return { ...fixture, authenticator };
}

const logIn = (fixture: Fixture) => fixture.person.press(/Log in/);

describe('a login', () => {
  afterEach(cleanUp);

  it('is where the signer stands, and no error; everything is ready for the click', async () => {
    const fixture = await atLogin();
    expect(errors(fixture)).to.deep.equal([]);
    await fixture.person.until(() => fixture.authenticator.prepared.length > 0);
    expect(fixture.authenticator.prepared).to.deep.equal(['first']);
    expect(fixture.service.last('open')?.detail).to.deep.include({ redirectUri: REDIRECT_URI });
  });

  it('begins within the click, with what the page wants, and opens the task', async () => {
    for (const mode of ['auto', 'redirect', 'popup', 'service'] as const) {
      const fixture = await atLogin(mode);
      const { person, service, authenticator } = fixture;
      // Within the click it can begin when what it is begun with has come.
      await person.until(() => authenticator.prepared.length > 0);
      const pressed = logIn(fixture);
      expect(authenticator.logins).to.have.length(1);
      await pressed;
      expect(authenticator.last).to.deep.include({
        mode,
        redirectUri: REDIRECT_URI,
        taskUrl: TASK_URL,
        afresh: false,
      });
      expect(fixture.widget.status).to.equal('logging-in');
      authenticator.succeed();
      await person.reached('reviewing');
      expect(service.opened.at(-1)).to.deep.equal({ login: { id: 'first', idToken: 'id-token-first' } });
      cleanUp();
    }
  });

  it('leaves its token in no event and no storage', async () => {
    const fixture = await atLogin();
    await logIn(fixture);
    fixture.authenticator.succeed();
    await fixture.person.reached('reviewing');
    const told = JSON.stringify(fixture.heard.map((event) => ({ ...event })));
    expect(told + JSON.stringify({ ...sessionStorage })).not.to.contain('id-token');
  });

  for (const code of ['login-cancelled', 'login-blocked', 'login-failed', 'subject-mismatch'] as const) {
    it(`that ends in ${code} is told once, and can be tried again`, async () => {
      const fixture = await atLogin();
      await logIn(fixture);
      fixture.authenticator.fail(code);
      await fixture.person.reached('login-required');
      expect(errors(fixture)).to.deep.equal([code]);
      expect(fixture.widget.error?.code).to.equal(code);
      await logIn(fixture);
      expect(fixture.authenticator.last.afresh).to.equal(code === 'subject-mismatch');
      fixture.authenticator.succeed();
      await fixture.person.reached('reviewing');
      expect(errors(fixture)).to.deep.equal([code]);
    });
  }

  it('by the wrong person goes on with the fresh offer that the service makes', async () => {
    const fixture = await atLogin();
    await logIn(fixture);
    fixture.service.next('open', asks('second', 'subject-mismatch'));
    fixture.authenticator.succeed();
    await fixture.person.reached('login-required');
    await logIn(fixture);
    expect(fixture.authenticator.last.offer.id).to.equal('second');
    expect(fixture.authenticator.last.afresh).to.equal(true);
  });

  it('can be given up, and what comes of it later is nothing', async () => {
    const fixture = await atLogin();
    await logIn(fixture);
    const { signal } = fixture.authenticator.last;
    await fixture.person.press('Cancel');
    await fixture.person.reached('login-required');
    expect(signal.aborted).to.equal(true);
    fixture.authenticator.succeed();
    await fixture.person.until(() => true);
    expect(fixture.widget.status).to.equal('login-required');
    expect(errors(fixture)).to.deep.equal(['login-cancelled']);
    fixture.widget.open();
    await fixture.person.reached('reviewing');
    expect(fixture.service.opened.at(-1)).to.deep.equal({ taskId: 'sample' });
  });

  it('whose window is out of reach says so, and can be begun again', async () => {
    const fixture = await atLogin('popup');
    await logIn(fixture);
    fixture.authenticator.last.onWindowLost();
    await fixture.person.until(() => fixture.person.text.includes('We can no longer see the login window'));
    await fixture.person.press('Try again');
    expect(fixture.authenticator.logins).to.have.length(2);
    expect(fixture.authenticator.logins[0]!.signal.aborted).to.equal(true);
    fixture.authenticator.succeed(0);
    fixture.authenticator.succeed(1);
    await fixture.person.reached('reviewing');
    expect(fixture.service.times('open')).to.equal(2);
  });

  it('that was left by the back button can be begun again', async () => {
    const fixture = await atLogin('redirect');
    await logIn(fixture);
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await fixture.person.reached('login-required');
    expect(errors(fixture)).to.deep.equal(['login-cancelled']);
  });

  it('whose offer has grown old gets a new one first', async () => {
    const clock = holdTime();
    const fixture = await atLogin('popup');
    clock.advance(9 * 60);
    fixture.service.next('open', asks('second'));
    await logIn(fixture);
    await fixture.person.until(() => fixture.service.times('open') === 2);
    await fixture.person.reached('login-required');
    // A window opens only inside a click.
    expect(fixture.authenticator.logins).to.have.length(0);
    await logIn(fixture);
    expect(fixture.authenticator.last.offer.id).to.equal('second');
  });

  it('is asked for anew where the service would have to begin it twice', async () => {
    const fixture = await atLogin('service');
    await logIn(fixture);
    fixture.authenticator.fail('login-cancelled');
    await fixture.person.reached('login-required');
    fixture.service.next('open', asks('second'));
    await logIn(fixture);
    await fixture.person.until(() => fixture.service.times('open') === 2);
    await fixture.person.until(() => fixture.widget.status !== 'opening');
    if (fixture.widget.status === 'login-required') await logIn(fixture);
    expect(fixture.authenticator.last.offer.id).to.equal('second');
  });

  it('that the page has come back from opens the task without a click', async () => {
    const authenticator = new WidgetAuthenticator();
    authenticator.returned = {
      type: 'result',
      result: { type: 'artifact', loginId: 'l1', artifact: 'a1' },
    };
    const { person, service } = await show({ with: { authenticator } });
    await person.reached('reviewing');
    expect(authenticator.returnsAskedFor[0]).to.equal(TASK_URL);
    expect(service.opened).to.deep.equal([{ artifact: 'a1' }]);
  });

  it('that the page has come back from without success says why', async () => {
    const authenticator = new WidgetAuthenticator();
    authenticator.returned = { type: 'failed', code: 'login-failed', reason: 'x' };
    const fixture = await show({ with: { authenticator } });
    await fixture.person.reached('login-required');
    expect(errors(fixture)).to.deep.equal(['login-failed']);
    expect(fixture.service.times('open')).to.equal(0);
    fixture.service.next('open', asks('second'));
    await logIn(fixture);
    await fixture.person.until(() => fixture.service.times('open') === 1);
  });

  it('by the service, in the page, is taken from the address by the widget’s own way, once', async () => {
    const page = window.location.href;
    keepPending({ loginId: 'l1', taskUrl: TASK_URL, returnTo: page });
    history.replaceState(null, '', '#artifact=a1&login=l1');
    try {
      const { person, service } = await show({ src: `${TASK_URL}#artifact=a1&login=l1` });
      await person.reached('reviewing');
      expect(service.opened).to.deep.equal([{ artifact: 'a1' }]);
      expect(window.location.href).not.to.contain('a1');
      expect(JSON.stringify({ ...sessionStorage })).not.to.match(/a1|l1/);
    } finally {
      history.replaceState(null, '', page);
    }
  });

  it('is asked for again when the session runs out at work, and the work goes on', async () => {
    const fixture = await atLogin();
    await logIn(fixture);
    fixture.authenticator.succeed();
    await readyToSign(fixture);
    fixture.service.next('complete', 'session-expired');
    fixture.service.next('open', asks('second'));
    await fixture.person.press('Sign “Tenancy agreement”');
    await fixture.person.reached('login-required');
    await logIn(fixture);
    fixture.authenticator.succeed();
    await fixture.person.reached('reviewing');
    await fixture.person.until(() => fixture.person.canPress('Continue to sign'));
    await fixture.person.press('Continue to sign');
    expect(fixture.person.valueOf('Type your name to sign')).to.equal('Kari Nordmann');
    expect(fixture.person.isTicked('I agree')).to.equal(true);
    await fixture.person.press('Sign “Tenancy agreement”');
    await fixture.person.reached('completed');
    expect(errors(fixture)).to.deep.equal([]);
  });

  it('after a code knows the service, and leads to the task of the code', async () => {
    const authenticator = new WidgetAuthenticator();
    const service = await WidgetService.with();
    service.next('open', asks('first'));
    const fixture = await show({
      service,
      src: '',
      with: { authenticator, service: 'https://sign.example', referenceCode: 'ABCDE-FGHJK2' },
    });
    await fixture.person.until(() => fixture.widget.status !== 'idle' && fixture.widget.status !== 'opening');
    if (fixture.widget.status === 'code-required') throw new Error('The code of this test is none.');
    await fixture.person.until(() => fixture.person.hasButton(/Log in/));
    // Before it is ready, a press would be kept until it is, and no longer be one of this moment.
    await fixture.person.until(() => authenticator.prepared.length > 0);
    await logIn(fixture);
    expect(authenticator.last.taskUrl).to.equal('https://sign.example/');
    authenticator.succeed();
    await fixture.person.reached('reviewing');
    expect(sessionStorage.getItem(`signing-widget ${TASK_URL} token`)).to.equal('token-1');
  });

  it('does not outlive the widget', async () => {
    const fixture = await atLogin();
    await logIn(fixture);
    const { signal } = fixture.authenticator.last;
    await reload(fixture);
    expect(signal.aborted).to.equal(true);
  });
});
