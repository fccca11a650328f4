import { expect } from '@open-wc/testing';
import { afterEach, describe, it } from '../harness/widget-suite.ts';
import { signed } from '../../stories/sample-task.ts';
import type { SigningErrorEvent } from '../../src/events/error-event.ts';
import type { CompletionRequest } from '../../src/task/client.ts';
import { cleanUp, holdTime, readyToSign, show, type Fixture } from '../harness/widget-fixture.ts';
import { WidgetService } from '../harness/widget-service.ts';

const types = ({ heard }: Fixture) => heard.map(({ type }) => type.replace('signing-', ''));
const count = (fixture: Fixture, type: string) => types(fixture).filter((heard) => heard === type).length;
const sent = ({ service }: Fixture) => service.last('complete')?.detail as CompletionRequest;

describe('sending a signature', () => {
  afterEach(cleanUp);

  describe('a service that tells no version when it opens a task', () => {
    it('is asked for it before the signature is sent', async () => {
      const service = await WidgetService.with();
      service.etag = undefined;
      const fixture = await show({ service });
      await readyToSign(fixture);
      service.etag = '"2"';
      await fixture.person.press('Sign “Tenancy agreement”');
      await fixture.person.reached('completed');
      expect(sent(fixture).ifMatch).to.equal('"2"');
    });

    it('gets no signature for something else than was shown', async () => {
      const service = await WidgetService.with();
      service.etag = undefined;
      const fixture = await show({ service });
      await readyToSign(fixture);
      service.etag = '"2"';
      service.task = { ...service.task, consent: { ...service.task.consent, sha256: 'f'.repeat(64) } };
      await fixture.person.press('Sign “Tenancy agreement”');
      await fixture.person.reached('reviewing');
      expect(service.times('complete')).to.equal(0);
      expect(fixture.person.alert).to.contain('has changed since you opened it');
    });

    it('gets no second signature for a task that was signed elsewhere meanwhile', async () => {
      const service = await WidgetService.with();
      service.etag = undefined;
      const fixture = await show({ service });
      await readyToSign(fixture);
      service.task = signed(service.task);
      service.etag = '"3"';
      await fixture.person.press('Sign “Tenancy agreement”');
      await fixture.person.reached('completed');
      expect(service.times('complete')).to.equal(0);
    });
  });

  describe('an outcome that is not known', () => {
    it('is looked up in the task before anything is said, and confirmed by it', async () => {
      const fixture = await show();
      const { person, service } = fixture;
      await readyToSign(fixture);
      service.next('complete', 'timeout');
      service.next('read', 'held');
      await person.press('Sign “Tenancy agreement”');
      await person.until(() => person.text.includes('Not known yet'));
      expect(count(fixture, 'completed')).to.equal(0);
      service.task = signed(service.task);
      service.letGo();
      await person.reached('completed');
      expect(count(fixture, 'completed')).to.equal(1);
    });

    it('is sent again with the same key when the task was not signed', async () => {
      const fixture = await show();
      const { person, service } = fixture;
      await readyToSign(fixture);
      service.next('complete', 'service-unavailable', 'timeout');
      await person.press('Sign “Tenancy agreement”');
      await person.reached('completed');
      const keys = service.calls
        .filter(({ request }) => request === 'complete')
        .map(({ detail }) => (detail as CompletionRequest).idempotencyKey);
      expect(keys).to.have.length(3);
      expect(new Set(keys).size).to.equal(1);
    });

    it('is checked again when the signer asks, or when time has passed', async () => {
      const clock = holdTime();
      const fixture = await show();
      const { person, service } = fixture;
      await readyToSign(fixture);
      service.next('complete', 'offline');
      service.next('read', 'offline', 'offline');
      await person.press('Sign “Tenancy agreement”');
      await person.until(() => person.canPress('Check now'));
      await person.press('Check now');
      await person.until(() => service.times('read') === 2 && person.canPress('Check now'));
      clock.advance(60);
      await person.reached('completed');
    });

    it('shows a refusal beside the signing, and tells the page its code', async () => {
      const fixture = await show();
      const { person, service } = fixture;
      await readyToSign(fixture);
      service.next('complete', 'signature-invalid');
      await person.press('Sign “Tenancy agreement”');
      // What is rarely said is loaded when it is to be said; until then a general text stands there.
      await person.until(() => person.alert.includes('The signature was not accepted'));
      expect(person.alert).to.contain('req-1');
      const [error] = fixture.heard.filter(({ type }) => type === 'signing-error') as SigningErrorEvent[];
      expect(error?.code).to.equal('signature-invalid');
      expect(fixture.widget.error?.code).to.equal('signature-invalid');
    });
  });
});
