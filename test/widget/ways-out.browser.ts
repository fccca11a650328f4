import { expect } from '@open-wc/testing';
import type { SigningBeforeNavigateEvent } from '../../src/events/before-navigate-event.ts';
import { cleanUp, readyToSign, reload, show, type Fixture } from '../harness/widget-fixture.ts';
import { WidgetService } from '../harness/widget-service.ts';
import { afterEach, describe, it } from '../harness/widget-suite.ts';

const ALLOWED = { reject: true, postpone: true, download: true };
const count = ({ heard }: Fixture, type: string) =>
  heard.filter((event) => event.type === `signing-${type}`).length;

async function atWork(service?: WidgetService): Promise<Fixture> {
  const fixture = await show({ service: service ?? (await WidgetService.with({ allow: ALLOWED })) });
  await readyToSign(fixture);
  return fixture;
}

async function choose({ person }: Fixture, way: string): Promise<void> {
  // It comes with the screen that the document is read on.
  await person.until(() => person.hasButton('More'));
  await person.press('More');
  await person.press(way);
}

describe('saying no', () => {
  afterEach(cleanUp);

  it('takes a reason and a press of its own, and is told once', async () => {
    const fixture = await atWork();
    const { person, service } = fixture;
    await choose(fixture, 'Reject…');
    await person.type('Reason (optional)', 'Too dear');
    expect(service.times('reject')).to.equal(0);
    await person.press('Reject');
    await person.reached('rejected');
    expect(service.last('reject')?.detail).to.equal('Too dear');
    expect(count(fixture, 'rejected')).to.equal(1);
    expect(JSON.stringify({ ...sessionStorage })).not.to.contain('Too dear');
    expect(JSON.stringify(fixture.heard.map((event) => ({ ...event })))).not.to.contain('Too dear');
  });

  it('moves the focus to what it asks, and back to the signing', async () => {
    const fixture = await atWork();
    await choose(fixture, 'Reject…');
    await fixture.person.until(() => fixture.person.focused === 'Reject');
    expect(fixture.person.headings).to.contain('Reject');
    await fixture.person.press('Back');
    await fixture.person.until(() => fixture.person.focused === 'Sign');
  });

  it('keeps the reason through a reload', async () => {
    const first = await atWork();
    await choose(first, 'Reject…');
    await first.person.type('Reason (optional)', 'Too dear');
    const second = await reload(first);
    await second.person.reached('reviewing');
    await choose(second, 'Reject…');
    expect(second.person.valueOf('Reason (optional)')).to.equal('Too dear');
  });

  it('is looked up when its answer got lost, and shown when it had arrived', async () => {
    const fixture = await atWork();
    const { person, service } = fixture;
    await choose(fixture, 'Reject…');
    service.next('reject', 'timeout');
    service.next('read', 'held');
    await person.press('Reject');
    await person.until(() => service.times('read') === 1);
    service.task = { ...service.task, status: 'rejected', final: true };
    service.letGo();
    await person.reached('rejected');
    expect(count(fixture, 'rejected')).to.equal(1);
    expect(count(fixture, 'error')).to.equal(0);
  });

  it('can be sent again when it had not arrived', async () => {
    const fixture = await atWork();
    const { person, service } = fixture;
    await choose(fixture, 'Reject…');
    service.next('reject', 'offline');
    await person.press('Reject');
    await person.until(() => person.alert !== '');
    expect(fixture.widget.status).to.equal('signing');
    expect(count(fixture, 'error')).to.equal(1);
    await person.press('Reject');
    await person.reached('rejected');
  });
});

describe('leaving', () => {
  afterEach(cleanUp);

  it('for later keeps what was filled in, and can be gone on with', async () => {
    const fixture = await atWork();
    await choose(fixture, 'Sign later');
    await fixture.person.reached('postponed');
    expect(count(fixture, 'postponed')).to.equal(1);
    expect(fixture.service.times('close')).to.equal(0);
    fixture.widget.open();
    await fixture.person.reached('reviewing');
    await fixture.person.until(() => fixture.person.canPress('Continue to sign'));
    await fixture.person.press('Continue to sign');
    expect(fixture.person.valueOf('Type your name to sign')).to.equal('Kari Nordmann');
  });

  it('for good forgets what was filled in and ends the session', async () => {
    const fixture = await atWork();
    await choose(fixture, 'Cancel');
    await fixture.person.reached('cancelled');
    expect(count(fixture, 'cancelled')).to.equal(1);
    expect(fixture.service.last('close')?.token).to.equal('token-1');
    expect(sessionStorage.length).to.equal(0);
    fixture.widget.open();
    await fixture.person.reached('reviewing');
    expect(fixture.service.times('open')).to.equal(2);
  });

  it('that did not go through says so, and the signer stays', async () => {
    const fixture = await atWork();
    fixture.service.next('postpone', 'service-unavailable');
    await choose(fixture, 'Sign later');
    await fixture.person.until(() => fixture.person.alert !== '');
    expect(fixture.widget.status).to.equal('signing');
    expect(count(fixture, 'error')).to.equal(1);
    await choose(fixture, 'Sign later');
    await fixture.person.reached('postponed');
  });
});

describe('the return URL', () => {
  afterEach(cleanUp);

  const WAYS = [
    ['rejected', 'Reject…'],
    ['postponed', 'Sign later'],
    ['cancelled', 'Cancel'],
  ] as const;

  for (const [end, way] of WAYS) {
    it(`is gone to when the task is ${end}`, async () => {
      const redirects = { [end]: `https://host.example/${end}` };
      const fixture = await atWork(await WidgetService.with({ allow: ALLOWED, redirects }));
      fixture.widget.navigate = true;
      const asked: string[] = [];
      fixture.widget.addEventListener('signing-before-navigate', (event: SigningBeforeNavigateEvent) => {
        asked.push(event.url);
        event.preventDefault();
      });
      await choose(fixture, way);
      if (end === 'rejected') await fixture.person.press('Reject');
      await fixture.person.reached(end);
      expect(asked).to.deep.equal([redirects[end]]);
    });
  }
});
