import { expect } from '@open-wc/testing';
import { sampleTask, TASK_URL } from '../../stories/sample-task.ts';
import { checkCharacter, parseReferenceCode } from '../../src/task/reference-code.ts';
import type { OpenSource } from '../../src/task/client.ts';
import type { SigningErrorEvent } from '../../src/events/error-event.ts';
import { cleanUp, holdTime, reload, show, type Fixture } from '../harness/widget-fixture.ts';
import { WidgetService } from '../harness/widget-service.ts';
import { afterEach, describe, it } from '../harness/widget-suite.ts';

const SERVICE = 'https://sign.example';
const ARTIFACT = 'artifact-secret';
const CODE = `ABCDEFGHJK${checkCharacter('ABCDEFGHJK')}`;
const WRONG_CODE = `${CODE.slice(0, -1)}${CODE.endsWith('0') ? '1' : '0'}`;
const page = window.location.href;

const keys = (service: WidgetService) =>
  service.calls
    .filter(({ request }) => request === 'open')
    .map(({ detail }) => (detail as { idempotencyKey: string }).idempotencyKey);
const errors = ({ heard }: Fixture) =>
  heard.filter(({ type }) => type === 'signing-error').map((event) => (event as SigningErrorEvent).code);

describe('opening by artifact', () => {
  afterEach(() => {
    cleanUp();
    history.replaceState(null, '', page);
  });

  it('takes it out of the element and the address bar before anything is asked, and keeps the rest', async () => {
    const state = { scroll: 7 };
    history.replaceState(state, '', `?a=1&artifact=${ARTIFACT}&b=%20#/route&artifact=${ARTIFACT}`);
    const service = await WidgetService.with();
    const seen: unknown[] = [];
    const open = service.open.bind(service);
    service.open = (source, key) => {
      const { outerHTML, src, artifact } = document.querySelector('signing-widget')!;
      seen.push([outerHTML.includes(ARTIFACT), src, artifact, window.location.href.includes(ARTIFACT)]);
      return open(source, key);
    };
    document.body.insertAdjacentHTML('beforeend', `<signing-widget src="${TASK_URL}#artifact=${ARTIFACT}">`);
    const widget = document.querySelector('signing-widget')!;
    widget.client = service;
    try {
      await widget.updateComplete;
      expect(seen).to.deep.equal([[false, TASK_URL, undefined, false]]);
      expect(service.opened).to.deep.equal([{ artifact: ARTIFACT }]);
      expect([window.location.search, window.location.hash]).to.deep.equal(['?a=1&b=%20', '#/route']);
      expect(history.state).to.deep.equal(state);
    } finally {
      widget.remove();
    }
  });

  it('leaves it in no storage, no event and no error', async () => {
    for (const outcome of ['answered', 'task-not-found'] as const) {
      const service = await WidgetService.with();
      service.next('open', outcome);
      const fixture = await show({ service, src: `${TASK_URL}?artifact=${ARTIFACT}` });
      await fixture.person.reached(outcome === 'answered' ? 'reviewing' : 'failed');
      const told = JSON.stringify(fixture.heard.map((event) => ({ ...event })));
      const kept = JSON.stringify({ ...sessionStorage, ...localStorage });
      const { outerHTML, error } = fixture.widget;
      for (const place of [told, kept, outerHTML, JSON.stringify(error ?? null)]) {
        expect(place).not.to.contain(ARTIFACT);
      }
    }
  });

  it('goes before the session that the tab has kept: another person may have been there', async () => {
    const first = await show();
    await first.person.reached('reviewing');
    const second = await reload(first, { src: `${TASK_URL}#artifact=${ARTIFACT}` });
    await second.person.reached('reviewing');
    expect(first.service.opened).to.deep.equal([{ taskId: 'sample' }, { artifact: ARTIFACT }]);
    expect(first.service.times('read')).to.equal(0);
    const third = await reload(second);
    await third.person.reached('reviewing');
    expect(third.service.last('read')?.token).to.equal('token-2');
  });

  it('opens again when the page gives a new one, also by itself', async () => {
    const fixture = await show();
    await fixture.person.reached('reviewing');
    fixture.widget.setAttribute('artifact', ARTIFACT);
    await fixture.person.until(() => fixture.service.opened.length === 2);
    expect(fixture.widget.hasAttribute('artifact')).to.equal(false);
    expect(fixture.service.opened[1]).to.deep.equal({ artifact: ARTIFACT });
    await fixture.person.reached('reviewing');
  });

  it('waits for the URL that it belongs to', async () => {
    const fixture = await show({ src: '', with: { artifact: ARTIFACT } });
    await fixture.widget.updateComplete;
    expect(fixture.widget.status).to.equal('idle');
    fixture.widget.src = TASK_URL;
    await fixture.person.reached('reviewing');
    expect(fixture.service.opened).to.deep.equal([{ artifact: ARTIFACT }]);
  });

  it('is used once: what comes after goes by the task', async () => {
    const fixture = await show({ src: `${TASK_URL}#artifact=${ARTIFACT}` });
    await fixture.person.reached('reviewing');
    fixture.service.next('read', 'session-expired');
    fixture.widget.reload();
    await fixture.person.until(() => fixture.service.opened.length === 2);
    expect(fixture.service.opened[1]).to.deep.equal({ taskId: 'sample' });
  });

  it('is sent again by itself under the same key when its answer got lost', async () => {
    const clock = holdTime();
    const service = await WidgetService.with();
    service.next('open', 'timeout', 'service-unavailable');
    const fixture = await show({ service, src: `${TASK_URL}#artifact=${ARTIFACT}` });
    await fixture.person.until(() => service.times('open') === 2);
    expect(fixture.widget.status).to.equal('opening');
    await frames(2);
    clock.advance(2);
    await fixture.person.reached('reviewing');
    expect(new Set(keys(service)).size).to.equal(1);
    expect(service.opened).to.deep.equal(Array(3).fill({ artifact: ARTIFACT }));
    expect(errors(fixture)).to.deep.equal([]);
  });

  it('sends the signer back to the sender when their time is over and only the sender can open it', async () => {
    const fixture = await show({ src: `${TASK_URL}#artifact=${ARTIFACT}` });
    await fixture.person.reached('reviewing');
    fixture.service.next('read', 'session-expired');
    fixture.service.next('open', 'artifact-required');
    document.dispatchEvent(new Event('visibilitychange'));
    await fixture.person.reached('failed');
    expect(fixture.widget.error).to.deep.include({ code: 'session-expired', reason: 'artifact' });
  });

  it('takes none that came with a login of somebody else', async () => {
    history.replaceState(null, '', `#artifact=${ARTIFACT}&login=l1`);
    const fixture = await show({ src: `${TASK_URL}#artifact=${ARTIFACT}&login=l1` });
    await fixture.person.reached('reviewing');
    expect(fixture.service.opened).to.deep.equal([{ taskId: 'sample' }]);
    expect(window.location.href).not.to.contain(ARTIFACT);
  });
});

describe('opening by code', () => {
  afterEach(cleanUp);

  const atService = (referenceCode?: string, service?: WidgetService) =>
    show({ src: '', with: { service: SERVICE, referenceCode }, ...(service && { service }) });
  const enter = async (fixture: Fixture) => {
    await fixture.person.type('Code', CODE);
    await fixture.person.press('Open');
  };

  it('asks for the code, opens the task that it leads to, and keeps that open through a reload', async () => {
    const fixture = await atService();
    const { person, service, widget } = fixture;
    await person.reached('code-required');
    expect(service.calls).to.deep.equal([]);
    await enter(fixture);
    await person.reached('reviewing');
    const { by, service: asked } = service.last('open')?.detail as OpenSource;
    expect([by, asked]).to.deep.equal([{ referenceCode: CODE }, SERVICE]);
    expect(JSON.stringify({ ...sessionStorage })).not.to.contain(CODE);
    expect(sessionStorage.getItem(`signing-widget ${TASK_URL} token`)).to.equal('token-1');
    expect(widget.outerHTML).not.to.contain(CODE);
    service.next('read', 'session-expired');
    widget.reload();
    await person.until(() => service.opened.length === 2);
    expect(service.opened[1]).to.deep.equal({ taskId: 'sample' });
  });

  it('takes a code that the page gives, and leaves it nowhere', async () => {
    const { person, service, widget } = await atService(CODE.toLowerCase());
    await person.reached('reviewing');
    expect(service.opened).to.deep.equal([{ referenceCode: CODE }]);
    expect(widget.referenceCode).to.equal(undefined);
  });

  it('shows a code that cannot be one to be mended, and asks nothing', async () => {
    const fixture = await atService(WRONG_CODE);
    await fixture.person.reached('code-required');
    expect('code' in parseReferenceCode(fixture.person.valueOf('Code'))).to.equal(false);
    expect(fixture.person.valueOf('Code').replace('-', '')).to.equal(WRONG_CODE);
    expect(fixture.service.calls).to.deep.equal([]);
    expect(errors(fixture)).to.deep.equal(['task-not-found']);
  });

  it('says what was wrong beside the field, where the code still stands', async () => {
    for (const code of ['task-not-found', 'too-many-attempts', 'offline', 'timeout'] as const) {
      const service = await WidgetService.with();
      service.next('open', code);
      const fixture = await atService(undefined, service);
      await fixture.person.reached('code-required');
      await enter(fixture);
      await fixture.person.until(() => errors(fixture).length > 0);
      await fixture.person.reached('code-required');
      expect(errors(fixture)).to.deep.equal([code]);
      expect(fixture.person.valueOf('Code').replace('-', '')).to.equal(CODE);
      await fixture.person.press('Open');
      await fixture.person.reached('reviewing');
      cleanUp();
    }
  });

  it('asks for a code again when the page takes the task away', async () => {
    const fixture = await show({ with: { service: SERVICE } });
    await fixture.person.reached('reviewing');
    fixture.widget.src = '';
    await fixture.person.reached('code-required');
  });

  it('opens a task of another id than the one before with its own storage', async () => {
    const service = await WidgetService.with();
    service.task = { ...(await sampleTask()), id: 'other' };
    const { person } = await atService(CODE, service);
    await person.reached('reviewing');
    expect(sessionStorage.getItem(`signing-widget ${SERVICE}/tasks/other token`)).to.equal('token-1');
  });
});

async function frames(count: number): Promise<void> {
  for (let frame = 0; frame < count; frame++) await new Promise((done) => requestAnimationFrame(done));
}
