import { expect } from '@open-wc/testing';
import { signed } from '../../stories/sample-task.ts';
import { cleanUp, holdTime, readyToSign, reload, show, type Fixture } from '../harness/widget-fixture.ts';
import { WidgetService } from '../harness/widget-service.ts';
import { afterEach, describe, it } from '../harness/widget-suite.ts';

const count = ({ heard }: Fixture, type: string) =>
  heard.filter((event) => event.type === `signing-${type}`).length;

async function atWork(): Promise<Fixture> {
  const fixture = await show();
  await readyToSign(fixture);
  return fixture;
}

describe('the session', () => {
  afterEach(cleanUp);

  const MINUTE = 60;

  it('is warned of two minutes before its end, and goes on when the signer stays', async () => {
    const clock = holdTime();
    const fixture = await atWork();
    const { person, service } = fixture;
    clock.advance(13 * MINUTE - 1);
    expect(count(fixture, 'session-expiring')).to.equal(0);
    clock.advance(1);
    await person.until(() => person.hasButton('Stay'));
    const [event] = fixture.heard.filter(({ type }) => type === 'signing-session-expiring');
    expect(event).to.include({ secondsLeft: 120 });
    await person.press('Stay');
    await person.until(() => !person.hasButton('Stay'));
    expect(service.times('read')).to.equal(1);
    clock.advance(13 * MINUTE - 1);
    expect(count(fixture, 'session-expiring')).to.equal(1);
    clock.advance(1);
    expect(count(fixture, 'session-expiring')).to.equal(2);
  });

  it('is opened anew by itself at its end where the task allows it', async () => {
    const clock = holdTime();
    const { person, service, widget } = await atWork();
    service.next('read', 'session-expired');
    clock.advance(15 * MINUTE);
    await person.until(() => service.times('open') === 2);
    await person.until(() => !person.hasButton('Stay'));
    expect(widget.status).to.equal('signing');
  });

  it('is no younger after a reload', async () => {
    const clock = holdTime();
    const first = await atWork();
    for (let minutes = 0; minutes < 55; minutes += 11) {
      clock.advance(11 * MINUTE);
      first.widget.reload();
      await first.person.until(() => first.widget.status === 'reviewing');
    }
    const second = await reload(first);
    await second.person.reached('reviewing');
    clock.advance(3 * MINUTE);
    await second.person.until(() => second.person.hasButton('Stay'));
  });

  it('is kept alive while the signer is at work, and the page hears of it once a minute', async () => {
    const clock = holdTime();
    const fixture = await atWork();
    const { widget, service } = fixture;
    const told: Event[] = [];
    widget.addEventListener('signing-activity', (event) => told.push(event));
    const move = () =>
      widget.dispatchEvent(new PointerEvent('pointermove', { bubbles: true, composed: true }));
    clock.advance(MINUTE);
    move();
    move();
    expect(told).to.have.length(1);
    clock.advance(3 * MINUTE);
    move();
    expect([told.length, service.times('read')]).to.deep.equal([2, 0]);
    clock.advance(MINUTE);
    move();
    await fixture.person.until(() => service.times('read') === 1);
    clock.advance(14 * MINUTE - MINUTE - 1);
    expect(count(fixture, 'session-expiring')).to.equal(0);
  });
});

describe('news of the task', () => {
  afterEach(cleanUp);

  const following = async () => {
    const fixture = await atWork();
    await fixture.person.until(() => fixture.service.streams.length === 1);
    return { ...fixture, stream: fixture.service.streams[0]! };
  };

  it('is asked for from what is known on', async () => {
    const { stream, service } = await following();
    expect(stream.lastEventId).to.equal(service.task.sequence);
  });

  it('shows at once that the task was withdrawn or signed elsewhere', async () => {
    for (const status of ['deleted', 'completed'] as const) {
      const fixture = await following();
      const { service, stream, person } = fixture;
      service.task = status === 'completed' ? signed(service.task) : { ...service.task, status, sequence: 5 };
      stream.tell({ sequence: 5, type: `task.${status}`, own: true, taskStatus: status });
      await person.reached(status);
      expect(count(fixture, status)).to.equal(1);
      expect(count(fixture, 'order-change')).to.equal(0);
      cleanUp();
    }
  });

  it('tells the page what others did, once for each, and many of them are one look', async () => {
    const fixture = await following();
    const { service, stream, person } = fixture;
    service.next('read', 'held');
    for (const sequence of [5, 5, 6, 7, 6]) stream.tell({ sequence, orderStatus: 'open' });
    service.letGo();
    await person.until(() => service.times('read') === 2);
    await person.until(() => true);
    const changes = fixture.heard.filter(({ type }) => type === 'signing-order-change');
    expect(changes.map((event) => ({ ...event }))).to.deep.equal(
      [5, 6, 7].map((sequence) => ({
        isTrusted: false,
        change: 'task.completed',
        sequence,
        orderStatus: 'open',
        own: false,
      })),
    );
    expect(service.times('read')).to.equal(2);
  });

  it('brings the task when it is the signer’s turn', async () => {
    const service = await WidgetService.with({ status: 'blocked' });
    const { person } = await show({ service });
    await person.reached('blocked');
    await person.until(() => service.streams.length === 1);
    service.task = { ...service.task, status: 'ready', sequence: 5 };
    service.streams[0]!.tell({ sequence: 5, type: 'task.ready', own: true });
    await person.reached('reviewing');
  });

  it('brings the sealed version when it is made, and is asked for no longer', async () => {
    const service = await WidgetService.with();
    service.task = signed(service.task);
    const { person } = await show({ service });
    await person.reached('completed');
    await person.until(() => service.streams.length === 1);
    service.task = { ...service.task, sealed: true, sequence: 9 };
    service.streams[0]!.tell({ sequence: 9, type: 'order.completed', orderStatus: 'completed' });
    await person.until(() => person.hasButton('Download signed version'));
    expect(service.streams[0]!.closed).to.equal(true);
  });

  it('is not asked for while nobody looks, nor by a widget that has gone', async () => {
    const fixture = await following();
    const { service, person, stream } = fixture;
    let hidden = true;
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
    try {
      document.dispatchEvent(new Event('visibilitychange'));
      expect(stream.closed).to.equal(true);
      hidden = false;
      document.dispatchEvent(new Event('visibilitychange'));
      await person.until(() => service.streams.length === 2);
      expect(service.streams[1]!.closed).to.equal(false);
      fixture.widget.close();
      expect(service.streams[1]!.closed).to.equal(true);
    } finally {
      Reflect.deleteProperty(document, 'hidden');
    }
  });
});
