import { expect } from '@open-wc/testing';
import { EMPTY_DRAFT } from '../../src/session/draft.ts';
import { basisOf } from '../../src/session/kept.ts';
import type { CompletionRequest } from '../../src/task/client.ts';
import type { SignatureChallengeRequest, Task } from '../../src/task/contract.ts';
import { taskAddressIn } from '../../src/task/task-address.ts';
import { TabStorage } from '../../src/runtime/tab-storage.ts';
import { cleanUp, show, type Fixture } from '../harness/widget-fixture.ts';
import { WidgetAuthenticator } from '../harness/widget-authenticator.ts';
import { WidgetService } from '../harness/widget-service.ts';
import { afterEach, describe, it } from '../harness/widget-suite.ts';
import { documentActions } from '../harness/signed-hashes.ts';

const SIGN = 'Sign “Tenancy agreement” with eID';
const signatureOf = ({ service }: Fixture) =>
  (service.last('complete')?.detail as CompletionRequest | undefined)?.completion.signature;

interface WithEid extends Fixture {
  readonly eid: WidgetAuthenticator;
}

async function readyForEid(part: Partial<Task> = {}): Promise<WithEid> {
  const service = await WidgetService.with({ signatureMethods: ['eid'], ...part });
  const eid = new WidgetAuthenticator();
  const fixture = await show({ service, with: { authenticator: eid } });
  const { person } = fixture;
  await person.reached('reviewing');
  await person.until(() => person.canPress('Continue to sign'));
  await person.press('Continue to sign');
  await person.tick('I agree');
  return { ...fixture, eid };
}

async function atTheEid(part: Partial<Task> = {}): Promise<WithEid> {
  const fixture = await readyForEid(part);
  await fixture.person.press(SIGN);
  await fixture.person.until(() => fixture.eid.logins.length > 0);
  return fixture;
}

describe('signing with an eID', () => {
  afterEach(cleanUp);

  it('says before the press what will be asked for', async () => {
    const { person } = await readyForEid();
    expect(person.text).to.contain('You confirm it by logging in with your eID once more.');
    expect(person.hasButton(SIGN)).to.equal(true);
  });

  it('logs in for this very signature, and sends what the eID has said', async () => {
    const fixture = await atTheEid();
    const { person, eid, service } = fixture;
    expect((service.last('challenge')?.detail as SignatureChallengeRequest).actions).to.deep.equal(
      service.task.actions.map(({ id }) => id),
    );
    expect(eid.last.offer.id).to.equal('login_1');
    expect(eid.last.afresh).to.equal(true);
    expect(eid.last.signs).to.be.a('string');
    expect(person.headings).to.contain('Confirm with your eID');
    expect(service.times('complete')).to.equal(0);
    eid.succeed();
    await person.reached('completed');
    expect(signatureOf(fixture)).to.deep.equal({
      method: 'eid',
      login: { id: 'login_1', idToken: 'id-token-login_1' },
    });
    const { idempotencyKey } = service.last('complete')?.detail as CompletionRequest;
    expect(idempotencyKey).to.equal(eid.last.signs);
  });

  it('can be broken off: nothing is signed, and what comes later is for nobody', async () => {
    const { person, eid, service } = await atTheEid();
    await person.press('Back');
    await person.until(() => person.hasButton(SIGN));
    expect(eid.last.signal.aborted).to.equal(true);
    eid.succeed();
    await person.press(SIGN);
    await person.until(() => eid.logins.length === 2);
    expect(service.times('complete')).to.equal(0);
    expect(eid.last.offer.id).to.equal('login_2');
    eid.succeed();
    await person.reached('completed');
  });

  for (const [code, says] of [
    ['login-cancelled', 'cancelled'],
    ['subject-mismatch', 'somebody else'],
    ['login-failed', 'did not confirm'],
  ] as const) {
    it(`says that it did not count (${code}), and can be tried again`, async () => {
      const { person, eid, service } = await atTheEid();
      eid.fail(code);
      await person.until(() => person.alert !== '');
      expect(person.alert.toLowerCase()).to.contain(says);
      expect(person.widget.status).to.equal('signing');
      expect(person.isTicked('I agree')).to.equal(true);
      expect(service.times('complete')).to.equal(0);
      await person.press(SIGN);
      await person.until(() => eid.logins.length === 2);
    });
  }

  it('that the service does not take is asked for anew', async () => {
    const { person, eid, service } = await atTheEid();
    service.next('complete', 'login-failed');
    eid.succeed();
    await person.until(() => person.alert !== '');
    expect(person.widget.status).to.equal('signing');
    await person.press(SIGN);
    await person.until(() => eid.logins.length === 2);
    eid.succeed();
    await person.reached('completed');
  });

  it('says when the challenge cannot be had, and loses nothing', async () => {
    const { person, eid, service } = await readyForEid();
    service.next('challenge', 'service-unavailable');
    await person.press(SIGN);
    await person.until(() => person.alert !== '');
    expect(person.isTicked('I agree')).to.equal(true);
    await person.press(SIGN);
    await person.until(() => eid.logins.length === 1);
  });

  it('that the page was left for is sent when the page is back and the document has been checked', async () => {
    const service = await WidgetService.with({ signatureMethods: ['eid'] });
    const eid = new WidgetAuthenticator();
    const { url = '' } = documentActions(service.task)[0]?.document ?? {};
    const address = taskAddressIn(new URL(url).origin, service.task.id);
    if (!address) throw new Error('The sample task has no address.');
    // As the page was left: a session, a draft, and the press that it was for.
    const storage = new TabStorage(address);
    storage.token = 'token-1';
    storage.kept = {
      basis: basisOf(service.task),
      draft: { ...EMPTY_DRAFT, consented: true },
      attempt: undefined,
      seen: {},
    };
    eid.returned = {
      type: 'result',
      signs: 'the-press-before',
      result: { type: 'artifact', loginId: 'login_7', artifact: 'proof-of-the-login' },
    };
    const fixture = await show({ service, with: { authenticator: eid } });
    await fixture.person.reached('completed');
    expect(signatureOf(fixture)).to.deep.equal({
      method: 'eid',
      login: { id: 'login_7', artifact: 'proof-of-the-login' },
    });
    const { idempotencyKey } = service.last('complete')?.detail as CompletionRequest;
    expect(idempotencyKey).to.equal('the-press-before');
    expect(service.opened, 'the session that there was goes on').to.deep.equal([]);
  });

  it('that failed while the page was away is told where the signer was', async () => {
    const service = await WidgetService.with({ signatureMethods: ['eid'] });
    const eid = new WidgetAuthenticator();
    eid.returned = { type: 'failed', signs: 'the-press-before', code: 'login-cancelled' };
    const { person } = await show({ service, with: { authenticator: eid } });
    await person.reached('reviewing');
    await person.until(() => person.alert !== '');
    expect(person.alert.toLowerCase()).to.contain('cancelled');
    expect(service.times('complete')).to.equal(0);
  });

  it('is one of two ways that are both asked for', async () => {
    const fixture = await readyForEid({ signatureMethods: ['consent', 'eid'], signatureRequires: 'all' });
    await fixture.person.press(SIGN);
    await fixture.person.until(() => fixture.eid.logins.length > 0);
    fixture.eid.succeed();
    await fixture.person.reached('completed');
    expect(signatureOf(fixture)).to.deep.equal([
      { method: 'consent' },
      { method: 'eid', login: { id: 'login_1', idToken: 'id-token-login_1' } },
    ]);
  });
});
