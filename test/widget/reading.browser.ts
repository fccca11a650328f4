/** What the signer does with the documents while they read: chooses among them, prints and keeps them. */
import { expect } from '@open-wc/testing';
import { sampleAction, sampleBytes } from '../../stories/sample-task.ts';
import { printBlob } from '../../src/runtime/print-blob.ts';
import { cleanUp, show, type Fixture } from '../harness/widget-fixture.ts';
import { afterEach, describe, it } from '../harness/widget-suite.ts';

const three = async () => [
  await sampleAction('agreement', { order: 0, readAll: true }),
  await sampleAction('rules', { order: 1, type: 'view' }),
  await sampleAction('inventory', { order: 2, optional: true }),
];

async function reading(task: Parameters<typeof show>[0] = {}): Promise<Fixture> {
  const fixture = await show(task);
  await fixture.person.reached('reviewing');
  await fixture.person.until(() => fixture.person.documentIsShown);
  return fixture;
}

describe('the tabs of several documents', () => {
  afterEach(cleanUp);

  it('say how long each is, what is to be done with it, and how far that has come', async () => {
    const { person } = await reading({ task: { actions: await three() } });
    await person.until(() => person.tabs[0]!.text.includes('left'));
    expect(person.tabs.map(({ text }) => text)).to.deep.equal([
      'Tenancy agreement 3 pages · To sign · 3 pages left to read',
      'House rules 1 page · Only to read · Not opened',
      'Inventory of furniture and keys 1 page · To sign, optional · Not opened',
    ]);
    for (const page of [1, 3]) await person.seePage(page);
    expect(person.tabs[0]!.text).to.contain('1 page left to read');
    await person.seePage(2);
    expect(person.tabs[0]!.text).to.match(/ · Read$/);
    await person.press('House rules');
    await person.until(() => person.tabs[1]!.text.endsWith('Opened'));
  });

  it('are one stop for the Tab key; arrows go through them, and only a press opens one', async () => {
    const { person } = await reading({ task: { actions: await three() } });
    await person.press('Tenancy agreement');
    await person.pressKey('ArrowRight');
    expect(person.focused).to.contain('House rules');
    expect(person.tabs.map(({ stop }) => stop)).to.deep.equal([false, true, false]);
    expect(person.tabs.map(({ selected }) => selected)).to.deep.equal([true, false, false]);
    await person.pressKey('End');
    expect(person.focused).to.contain('Inventory');
    await person.pressKey('ArrowRight');
    expect(person.focused).to.contain('Tenancy agreement');
    await person.pressKey('ArrowLeft');
    expect(person.shownDocument).to.equal('Tenancy agreement');
    await person.press('Inventory');
    await person.until(() => person.documentIsShown && person.shownDocument.startsWith('Inventory'));
    expect(person.tabs.map(({ selected }) => selected)).to.deep.equal([false, false, true]);
    expect(person.focused).to.contain('Inventory');
    expect(person.panelName).to.contain('Inventory');
  });

  it('have the open one for their stop again when the focus has gone on', async () => {
    const { person } = await reading({ task: { actions: await three() } });
    await person.press('Tenancy agreement');
    await person.pressKey('End');
    await person.press('More');
    expect(person.tabs.map(({ stop }) => stop)).to.deep.equal([true, false, false]);
  });

  it('show the open one in a row that is too narrow for all, whoever has opened it', async () => {
    const { person, widget } = await reading({ task: { actions: await three() } });
    widget.style.cssText = 'display: block; inline-size: 360px; block-size: 600px';
    for (const title of ['Inventory', 'House rules', 'Tenancy agreement']) {
      await person.press(title);
      await person.until(() => person.documentIsShown && person.shownDocument.startsWith(title));
      await person.until(() => person.openTabIsInView);
    }
  });

  it('are not there for a single document', async () => {
    const { person } = await reading();
    expect(person.tabs).to.deep.equal([]);
    expect(person.panelName).to.equal('');
  });
});

describe('the original', () => {
  const click = HTMLAnchorElement.prototype.click;
  let saved: { readonly name: string; readonly content: Promise<string> }[] = [];

  function watchSaving(): void {
    saved = [];
    HTMLAnchorElement.prototype.click = function () {
      saved.push({ name: this.download, content: fetch(this.href).then((response) => response.text()) });
    };
  }

  afterEach(() => {
    HTMLAnchorElement.prototype.click = click;
    cleanUp();
  });

  it('is kept under its title, as it is', async () => {
    watchSaving();
    const action = await sampleAction('agreement');
    const document = { ...action.document, title: 'Tenancy: agreement/Storgata "12"\\?' };
    const { person } = await reading({ task: { actions: [{ ...action, document }] } });
    await person.askForDocument('download');
    await person.until(() => saved.length > 0);
    expect(saved[0]!.name).to.equal('Tenancy agreement Storgata 12.pdf');
    expect(await saved[0]!.content).to.equal(new TextDecoder().decode(sampleBytes('agreement')));
    expect(person.alert).to.equal('');
  });

  it('is offered only where the task allows it', async () => {
    const { person } = await reading({
      task: { allow: { reject: false, postpone: false, download: false } },
    });
    expect(person.documentIsDownloadable).to.equal(false);
    const other = await reading();
    expect(other.person.documentIsDownloadable).to.equal(true);
  });

  it('is not given out where it is another than the one to be signed, and the signer is told', async () => {
    watchSaving();
    const { person, service } = await reading();
    service.bytesOf = () => new TextEncoder().encode('something else');
    await person.askForDocument('download');
    await person.until(() => person.alert !== '');
    expect(person.alert).to.contain('could not be downloaded');
    expect(saved).to.deep.equal([]);
    await person.press('Close');
    expect(person.alert).to.equal('');
  });

  it('is kept, and the signer told, where the browser does not print it from a page', async () => {
    watchSaving();
    const { person } = await reading();
    Object.defineProperty(navigator, 'pdfViewerEnabled', { value: false, configurable: true });
    await person.askForDocument('print');
    await person.until(() => person.alert !== '');
    expect(person.alert).to.contain('cannot print from here');
    expect(saved.map(({ name }) => name)).to.deep.equal(['Tenancy agreement.pdf']);
  });
});

describe('printing', () => {
  const signal = new AbortController().signal;
  const frames = () => [...document.querySelectorAll<HTMLIFrameElement>('body > iframe[aria-hidden]')];

  /** Stands in for the browser's viewer, which no browser without a screen has. */
  const viewer = (script: string) => new Blob([`<script>${script}</script>`], { type: 'text/html' });

  afterEach(async () => {
    Object.defineProperty(navigator, 'pdfViewerEnabled', { value: false, configurable: true });
    await printBlob(new Blob(), signal);
  });

  it('is done by the browser’s viewer in a frame out of sight, of which there is one at a time', async () => {
    Object.defineProperty(navigator, 'pdfViewerEnabled', { value: true, configurable: true });
    const told: unknown[] = [];
    const hear = ({ data }: MessageEvent) => told.push(data);
    addEventListener('message', hear);
    const blob = viewer('window.print = () => parent.postMessage("printed")');
    expect(await printBlob(blob, signal)).to.equal(true);
    expect(await printBlob(blob, signal)).to.equal(true);
    while (told.filter((data) => data === 'printed').length < 2) await new Promise(requestAnimationFrame);
    removeEventListener('message', hear);
    expect(frames()).to.have.length(1);
    expect(frames()[0]!.getBoundingClientRect().right).to.be.at.most(0);
  });

  it('says when the viewer will not, and leaves nothing behind', async () => {
    Object.defineProperty(navigator, 'pdfViewerEnabled', { value: true, configurable: true });
    expect(await printBlob(viewer('window.print = () => { throw new Error("no") }'), signal)).to.equal(false);
    expect(frames()).to.deep.equal([]);
  });
});
