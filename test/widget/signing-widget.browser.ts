import { expect } from '@open-wc/testing';
import { afterEach, describe, it } from '../harness/widget-suite.ts';
import { sampleAction, signed } from '../../stories/sample-task.ts';
import type { CompletionRequest } from '../../src/task/client.ts';
import { cleanUp, holdTime, readyToSign, show, type Fixture } from '../harness/widget-fixture.ts';
import { WidgetService } from '../harness/widget-service.ts';
import { documentActions } from '../harness/signed-hashes.ts';

const types = ({ heard }: Fixture) => heard.map(({ type }) => type.replace('signing-', ''));
const count = (fixture: Fixture, type: string) => types(fixture).filter((heard) => heard === type).length;
const sent = ({ service }: Fixture) => service.last('complete')?.detail as CompletionRequest;

describe('signing-widget', () => {
  afterEach(cleanUp);

  describe('from the link to the receipt', () => {
    it('opens the task, shows the document, takes the signature and gives a receipt', async () => {
      const fixture = await show();
      const { person, service } = fixture;
      await readyToSign(fixture);
      expect(person.text).to.contain('Kari Nordmann').and.to.contain('Nordlys Utleie AS');
      await person.press('Sign “Tenancy agreement”');
      await person.reached('completed');
      expect(person.headings[0]).to.equal('You have signed');
      const action = documentActions(service.task)[0]!;
      expect(sent(fixture).completion).to.deep.equal({
        actions: [{ id: action.id, documentSha256: action.document.sha256 }],
        consent: { version: '1', sha256: service.task.consent.sha256, locale: 'en' },
        signature: { method: 'handwritten', kind: 'typed', text: 'Kari Nordmann', face: 'caveat' },
      });
      expect(sent(fixture).ifMatch).to.equal('"1"');
    });

    it('tells the page each fact once, in order', async () => {
      const fixture = await show();
      await readyToSign(fixture);
      await fixture.person.until(() => types(fixture).includes('document-ready'));
      await fixture.person.press('Sign “Tenancy agreement”');
      await fixture.person.reached('completed');
      const told = types(fixture).filter((type) => type !== 'page-viewed' && type !== 'document-ready');
      expect(told).to.deep.equal([
        'status-change',
        'status-change',
        'ready',
        'status-change',
        'before-submit',
        'status-change',
        'status-change',
        'completed',
      ]);
      expect(count(fixture, 'document-ready')).to.equal(1);
    });

    it('puts no name, title or token into any event', async () => {
      const fixture = await show();
      await readyToSign(fixture);
      await fixture.person.press('Sign “Tenancy agreement”');
      await fixture.person.reached('completed');
      const told = JSON.stringify(fixture.heard.map((event) => ({ ...event })));
      expect(told).not.to.match(/Kari|Nordlys|Tenancy|token-/);
    });

    it('shows the receipt of a task that was signed before, and calls it no news', async () => {
      const service = await WidgetService.with();
      service.task = signed(service.task);
      const fixture = await show({ service });
      await fixture.person.reached('completed');
      expect(count(fixture, 'completed')).to.equal(0);
      expect(count(fixture, 'ready')).to.equal(1);
    });

    it('says where it stands to style sheets', async () => {
      const { widget, person } = await show();
      await person.reached('reviewing');
      expect(widget.matches(':state(reviewing)')).to.equal(true);
      expect(widget.matches(':state(opening)')).to.equal(false);
    });
  });

  describe('the last step', () => {
    it('has nothing ticked or chosen on arrival', async () => {
      const { person } = await show();
      await person.reached('reviewing');
      await person.until(() => person.canPress('Continue to sign'));
      await person.press('Continue to sign');
      for (const label of ['I agree', 'By hand Type', 'By consent alone']) {
        expect(person.isTicked(label), label).to.equal(false);
      }
    });

    it('says what is missing, goes there, and sends nothing', async () => {
      const { person, service } = await show({ task: { signatureMethods: ['consent'] } });
      await person.reached('reviewing');
      await person.until(() => person.canPress('Continue to sign'));
      await person.press('Continue to sign');
      await person.press('Sign “Tenancy agreement”');
      await person.until(() => person.text.includes('Tick the box to agree.'));
      expect(service.times('complete')).to.equal(0);
    });

    it('sends nothing when the page holds it back', async () => {
      const fixture = await show();
      fixture.widget.addEventListener('signing-before-submit', (event) => event.preventDefault());
      await readyToSign(fixture);
      await fixture.person.press('Sign “Tenancy agreement”');
      expect(fixture.widget.status).to.equal('signing');
      expect(fixture.service.times('complete')).to.equal(0);
    });

    it('goes back to the document and keeps what was filled in', async () => {
      const fixture = await show();
      await readyToSign(fixture);
      await fixture.person.press('Back');
      await fixture.person.press('Continue to sign');
      expect(fixture.person.valueOf('Type your name to sign')).to.equal('Kari Nordmann');
    });

    it('moves the focus with the step', async () => {
      const fixture = await show();
      await readyToSign(fixture);
      await fixture.person.press('Back');
      await fixture.person.press('Continue to sign');
      expect(fixture.person.focused).to.equal('Sign');
      await fixture.person.press('Sign “Tenancy agreement”');
      await fixture.person.reached('completed');
      expect(fixture.person.focused).to.equal('You have signed');
    });
  });

  describe('reading', () => {
    it('lets no one sign before every page was in view, and says why', async () => {
      const actions = [await sampleAction('agreement', { readAll: true })];
      const { person, service } = await show({ task: { actions } });
      holdTime();
      await person.reached('reviewing');
      await person.until(() => person.documentIsShown);
      for (const page of [1, 2]) await person.seePage(page);
      expect(person.canPress('Continue to sign')).to.equal(false);
      await person.until(() => person.hasButton('Next unread page'));
      expect(person.reasonOf('Continue to sign')).to.equal('1 page left to read before you can sign: 3.');
      await person.press('Next unread page');
      await person.until(() => person.pageInView === 3);
      await person.seePage(3);
      expect(person.canPress('Continue to sign')).to.equal(true);
      expect(service.times('reportPages')).to.equal(0);
    });

    it('reports the pages seen together, and does not disturb anyone when that fails', async () => {
      const clock = holdTime();
      const fixture = await show();
      const { person, service } = fixture;
      await person.reached('reviewing');
      await person.until(() => person.documentIsShown);
      service.next('reportPages', 'service-unavailable');
      for (const page of [3, 1, 2]) await person.seePage(page);
      clock.advance(1);
      await person.until(() => service.times('reportPages') === 1);
      expect(service.last('reportPages')?.detail).to.deep.include({ pages: [[1, 3]] });
      expect(count(fixture, 'error')).to.equal(0);
      expect(fixture.widget.status).to.equal('reviewing');
    });

    it('reports what was seen at once when the page is left, and what did not get through when the line is back', async () => {
      holdTime();
      const fixture = await show();
      const { person, service } = fixture;
      await person.reached('reviewing');
      await person.until(() => person.documentIsShown);
      service.next('reportPages', 'offline');
      await person.seePage(1);
      expect(service.times('reportPages')).to.equal(0);
      window.dispatchEvent(new PageTransitionEvent('pagehide'));
      await person.until(() => service.times('reportPages') === 1);
      window.dispatchEvent(new Event('online'));
      await person.until(() => service.times('reportPages') === 2);
      expect(service.last('reportPages')?.detail).to.deep.include({ pages: [[1, 1]] });
      window.dispatchEvent(new Event('online'));
      await person.until(() => service.times('read') > 1);
      expect(service.times('reportPages')).to.equal(2);
    });

    it('learns from a refused report that the deadline has passed', async () => {
      const clock = holdTime();
      const fixture = await show();
      const { person, service } = fixture;
      await person.reached('reviewing');
      await person.until(() => person.documentIsShown);
      service.next('reportPages', 'task-expired');
      service.task = { ...service.task, status: 'expired', final: true };
      await person.seePage(1);
      clock.advance(1);
      await person.reached('expired');
      expect(count(fixture, 'expired')).to.equal(1);
    });

    it('shows one of several documents at a time, and signs them with one press', async () => {
      const actions = [
        await sampleAction('agreement', { order: 0 }),
        await sampleAction('inventory', { order: 1 }),
      ];
      const fixture = await show({ task: { actions } });
      const { person } = fixture;
      await person.reached('reviewing');
      await person.until(() => person.documentIsShown);
      await person.until(() => person.reasonOf('Continue to sign').startsWith('1 document left'));
      await person.press('Next document');
      await person.until(() => person.documentIsShown && person.shownDocument.startsWith('Inventory'));
      await readyToSign(fixture);
      await person.press('Sign 2 documents');
      await person.reached('completed');
      expect(sent(fixture).completion.actions.map(({ id }) => id)).to.deep.equal([
        'act-agreement',
        'act-inventory',
      ]);
    });

    it('sends a report that failed with the next one, and all before the signature', async () => {
      holdTime();
      const fixture = await show();
      const { person, service } = fixture;
      await person.reached('reviewing');
      await person.until(() => person.documentIsShown);
      service.next('reportPages', 'timeout');
      await person.seePage(1);
      holdTime().advance(1);
      await person.until(() => service.times('reportPages') === 1);
      await person.seePage(2);
      await readyToSign(fixture);
      await person.press('Sign “Tenancy agreement”');
      await person.reached('completed');
      expect(service.last('reportPages')?.detail).to.deep.include({ pages: [[1, 2]] });
      const order = service.calls.map(({ request }) => request);
      expect(order.lastIndexOf('reportPages')).to.be.lessThan(order.indexOf('complete'));
    });

    it('stops at a document with another number of pages than the task says', async () => {
      const action = await sampleAction('agreement');
      const actions = [{ ...action, document: { ...action.document, pages: 4 } }];
      const { person, widget } = await show({ task: { actions } });
      await person.reached('failed');
      expect(widget.error).to.deep.include({ code: 'document-changed', reason: 'page-count' });
    });

    it('stops at a document that is not the one of the task', async () => {
      const service = await WidgetService.with();
      service.bytesOf = () =>
        new TextEncoder().encode('x'.repeat(documentActions(service.task)[0]!.document.size));
      const fixture = await show({ service });
      await fixture.person.reached('failed');
      expect(fixture.widget.error?.code).to.equal('document-changed');
      expect(fixture.person.hasButton(/sign/i)).to.equal(false);
    });
  });
});
