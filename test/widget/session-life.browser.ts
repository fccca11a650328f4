import { expect } from '@open-wc/testing';
import { afterEach, describe, it } from '../harness/widget-suite.ts';
import { signed } from '../../stories/sample-task.ts';
import { FAILURE_CODES } from '../../src/session/failure.ts';
import { en } from '../../src/messages/en.ts';
import type { Messages } from '../../src/messages/messages.ts';
import { nb } from '../../src/messages/nb.ts';
import type { SigningErrorEvent } from '../../src/events/error-event.ts';
import type { SigningBeforeNavigateEvent } from '../../src/events/before-navigate-event.ts';
import { cleanUp, holdTime, readyToSign, reload, show } from '../harness/widget-fixture.ts';
import { WidgetService } from '../harness/widget-service.ts';

describe('the life of a session', () => {
  afterEach(cleanUp);

  it('survives a reload with all that was filled in, and is not opened a second time', async () => {
    const first = await show();
    await readyToSign(first);
    const second = await reload(first);
    await second.person.reached('reviewing');
    await second.person.until(() => second.person.canPress('Continue to sign'));
    await second.person.press('Continue to sign');
    expect(second.person.valueOf('Type your name to sign')).to.equal('Kari Nordmann');
    expect(second.person.isTicked('I agree')).to.equal(true);
    expect(second.service.times('open')).to.equal(1);
  });

  it('leaves nothing of the draft behind at the end', async () => {
    const fixture = await show();
    await readyToSign(fixture);
    await fixture.person.press('Sign “Tenancy agreement”');
    await fixture.person.reached('completed');
    expect(JSON.stringify(sessionStorage)).not.to.contain('Nordmann');
  });

  it('is opened anew once when it has run out, and the request goes on', async () => {
    const fixture = await show();
    await readyToSign(fixture);
    fixture.service.next('complete', 'session-expired');
    await fixture.person.press('Sign “Tenancy agreement”');
    await fixture.person.reached('completed');
    expect(fixture.service.times('open')).to.equal(2);
    expect(fixture.service.last('complete')?.token).to.equal('token-2');
  });

  it('is opened anew when it has run out while the page was being reloaded', async () => {
    const first = await show();
    await first.person.reached('reviewing');
    first.service.next('read', 'session-expired');
    const second = await reload(first);
    await second.person.reached('reviewing');
    expect(second.service.times('open')).to.equal(2);
  });

  it('says so when it runs out again at once', async () => {
    const fixture = await show();
    await readyToSign(fixture);
    fixture.service.next('complete', 'session-expired', 'session-expired');
    await fixture.person.press('Sign “Tenancy agreement”');
    await fixture.person.reached('failed');
    expect(fixture.widget.error?.code).to.equal('session-expired');
  });

  it('uses one key for an opening whose answer got lost', async () => {
    const service = await WidgetService.with();
    service.next('open', 'timeout');
    const fixture = await show({ service });
    await fixture.person.reached('failed');
    expect(fixture.person.text).to.contain('This takes too long');
    await fixture.person.press('Try again');
    await fixture.person.reached('reviewing');
    const keys = service.calls
      .filter(({ request }) => request === 'open')
      .map(({ detail }) => (detail as { idempotencyKey: string }).idempotencyKey);
    expect(keys).to.have.length(2);
    expect(keys[0]).to.equal(keys[1]);
  });

  it('drops what comes for a task that is no longer the one', async () => {
    const service = await WidgetService.with();
    service.next('open', 'held', 'task-not-found');
    const fixture = await show({ service });
    await fixture.person.until(() => service.times('open') === 1);
    fixture.widget.src = 'https://sign.example/tasks/another';
    await fixture.person.reached('failed');
    service.letGo();
    await fixture.person.until(() => true);
    expect(fixture.widget.status).to.equal('failed');
    expect(fixture.widget.task).to.equal(undefined);
  });

  it('ends at the service when the page closes it, and is forgotten', async () => {
    const fixture = await show();
    await readyToSign(fixture);
    fixture.widget.close();
    await fixture.person.reached('idle');
    expect(fixture.service.last('close')?.token).to.equal('token-1');
    expect(sessionStorage.length).to.equal(0);
  });

  it('goes on when the element is moved, and is opened again when it is put back later', async () => {
    const { widget, person, service } = await show();
    await person.reached('reviewing');
    const elsewhere = document.createElement('div');
    document.body.append(elsewhere);
    elsewhere.append(widget);
    await Promise.resolve();
    expect(widget.status).to.equal('reviewing');
    elsewhere.remove();
    await Promise.resolve();
    expect(widget.status).to.equal('idle');
    document.body.append(widget);
    await person.reached('reviewing');
    expect(service.times('open')).to.equal(1);
    expect(service.times('read')).to.equal(1);
  });

  it('works where the browser refuses storage', async () => {
    const original = Object.getOwnPropertyDescriptor(window, 'sessionStorage')!;
    Object.defineProperty(window, 'sessionStorage', {
      configurable: true,
      get: () => {
        throw new DOMException('refused', 'SecurityError');
      },
    });
    try {
      const fixture = await show();
      await readyToSign(fixture);
      await fixture.person.press('Sign “Tenancy agreement”');
      await fixture.person.reached('completed');
      // What the page remembers in place of the browser is forgotten here, and not by the next test.
      fixture.widget.close();
    } finally {
      Object.defineProperty(window, 'sessionStorage', original);
    }
  });

  it('offers the sealed version when it is there', async () => {
    const clock = holdTime();
    const service = await WidgetService.with();
    service.task = signed(service.task);
    const { person } = await show({ service });
    await person.reached('completed');
    expect(person.hasButton('Download signed version')).to.equal(false);
    service.task = signed(service.task, { sealed: true });
    clock.advance(2);
    await person.until(() => person.hasButton('Download signed version'));
    clock.advance(600);
    expect(service.times('read')).to.equal(1);
  });

  it('says where the page is about to go, and lets it stay', async () => {
    const service = await WidgetService.with({ redirects: { completed: 'https://host.example/done' } });
    const fixture = await show({ service });
    fixture.widget.navigate = true;
    const asked: string[] = [];
    fixture.widget.addEventListener('signing-before-navigate', (event: SigningBeforeNavigateEvent) => {
      asked.push(event.url);
      event.preventDefault();
    });
    await readyToSign(fixture);
    await fixture.person.press('Sign “Tenancy agreement”');
    await fixture.person.reached('completed');
    expect(asked).to.deep.equal(['https://host.example/done']);
  });

  it('goes nowhere but to an address of the web', async () => {
    const service = await WidgetService.with({ redirects: { completed: 'javascript:alert(1)' } });
    const fixture = await show({ service });
    fixture.widget.navigate = true;
    await readyToSign(fixture);
    await fixture.person.press('Sign “Tenancy agreement”');
    await fixture.person.reached('completed');
    expect(fixture.heard.map(({ type }) => type)).not.to.contain('signing-before-navigate');
  });
});

describe('a problem', () => {
  afterEach(cleanUp);

  // That a login is asked for is a step of the way, and no problem.
  for (const code of FAILURE_CODES.filter((code) => code !== 'login-required')) {
    it(`with the code ${code} is shown with what happened and what to do, and told once`, async () => {
      const service = await WidgetService.with();
      service.next('open', code);
      const fixture = await show({ service });
      await fixture.person.reached('failed');
      const { title, text, next } = (await problemTexts(en))[code]({ sender: undefined });
      await fixture.person.until(() => fixture.person.text.includes(title));
      for (const words of [title, text, next!]) expect(fixture.person.text).to.contain(words);
      const errors = fixture.heard.filter(({ type }) => type === 'signing-error') as SigningErrorEvent[];
      expect(errors.map((event) => event.code)).to.deep.equal([code]);
    });
  }

  it('with an address that is no task’s is the same as a task that is not there', async () => {
    const fixture = await show({ src: 'https://sign.example/elsewhere' });
    await fixture.person.reached('failed');
    expect(fixture.widget.error?.code).to.equal('task-not-found');
    expect(fixture.service.calls).to.deep.equal([]);
  });

  it('has words of its own in every language', async () => {
    const [english, norwegian] = [await problemTexts(en), await problemTexts(nb)];
    for (const code of FAILURE_CODES) {
      expect(norwegian[code]({ sender: 'X' }).title, code).not.to.equal(english[code]({ sender: 'X' }).title);
    }
  });
});

describe('the language', () => {
  afterEach(cleanUp);

  it('is the task’s, unless the element says another, and changes at run time', async () => {
    const { widget, person } = await show({ task: { locale: 'nb-NO' } });
    await person.until(() => person.hasButton('Gå videre til signering'));
    widget.lang = 'en-GB';
    await person.until(() => person.hasButton('Continue to sign'));
    expect(person.text).to.contain('Sign by 31 January 2027');
  });

  it('is spoken by the tools of the document too, from their first moment on', async () => {
    const { widget, person } = await show({ task: { locale: 'nb-NO' } });
    const said = new Set<string>();
    await person.until(() => {
      if (person.documentIsShown) said.add(person.nameOfTools);
      return person.documentIsShown && person.nameOfTools !== '';
    });
    expect([...said].filter(Boolean)).to.deep.equal(['Verktøy for dokumentet']);
    widget.lang = 'en';
    await person.until(() => person.nameOfTools === 'Document controls');
  });

  it('is the nearest in the page for a task that has not been opened', async () => {
    document.documentElement.lang = 'nb';
    try {
      const service = await WidgetService.with();
      service.next('open', 'task-not-found');
      const { person } = await show({ service });
      await person.until(() => person.text.includes('Vi finner ikke dokumentene'));
    } finally {
      document.documentElement.lang = 'en';
    }
  });

  it('is said aloud as the widget moves on', async () => {
    const { person } = await show({ task: { locale: 'nb' } });
    await person.until(() => person.announcement.includes('Dokumentene er åpne'));
  });
});

describe('the element', () => {
  it('can be loaded twice on a page', async () => {
    const first = customElements.get('signing-widget');
    // Another address is another module, as when two scripts of a page bring the widget.
    const again: string = '../../src/index.ts?again';
    await import(again);
    expect(customElements.get('signing-widget')).to.equal(first);
  });
});

async function problemTexts({ problems, entry, rare }: Messages) {
  return { ...problems, ...(await entry.load()).problems, ...(await rare.load()).problems };
}
