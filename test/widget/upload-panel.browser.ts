import { expect } from '@open-wc/testing';
import { sampleAction } from '../../stories/sample-task.ts';
import { sampleUpload } from '../../stories/sample-upload.ts';
import type { Task } from '../../src/task/contract.ts';
import { cleanUp, reload, show, type Fixture } from '../harness/widget-fixture.ts';
import { WidgetService } from '../harness/widget-service.ts';
import { afterEach, describe, it } from '../harness/widget-suite.ts';

const TITLE = 'Copy of your identity card';
const CHOOSE = `Choose a file: ${TITLE}`;
const AGAIN = `Choose another file: ${TITLE}`;
const CONTINUE = 'Continue to sign';

/** A task that asks for a file after its document, or before it. */
async function asking(part: Parameters<typeof sampleUpload>[0] = {}, first = false): Promise<Fixture> {
  const upload = sampleUpload({ order: first ? 0 : 1, ...part });
  const document = await sampleAction('agreement', { order: first ? 1 : 0 });
  const task: Partial<Task> = { actions: first ? [upload, document] : [document, upload] };
  return show({ service: await WidgetService.with(task) });
}

async function atThePanel(part: Parameters<typeof sampleUpload>[0] = {}): Promise<Fixture> {
  const fixture = await asking(part);
  const { person } = fixture;
  await person.reached('reviewing');
  await person.until(() => person.hasButton('Go to upload'));
  await person.press('Go to upload');
  await person.until(() => person.upload.asks(CHOOSE));
  return fixture;
}

async function picture(name = 'card.png'): Promise<File> {
  const canvas = new OffscreenCanvas(320, 200);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('Nothing to draw on.');
  context.fillStyle = '#47a';
  context.fillRect(20, 20, 280, 160);
  return new File([await canvas.convertToBlob({ type: 'image/png' })], name, { type: 'image/png' });
}

const pdf = (pages = 2) =>
  new File([Array.from({ length: pages }, (_, at) => `Page ${at + 1}`).join('\f')], 'payslip.pdf', {
    type: 'application/pdf',
  });

describe('A file that the signer is asked for', () => {
  afterEach(cleanUp);

  it('is one of the things to do: its tab tells what is asked for, and the way on leads there', async () => {
    const { person } = await asking();
    await person.reached('reviewing');
    await person.until(() => person.hasButton('Go to upload'));
    expect(person.tabs[1]?.text).to.equal(`${TITLE} To upload · Not uploaded`);
    expect(person.canPress(CONTINUE)).to.equal(false);
    expect(person.reasonOf(CONTINUE)).to.contain(TITLE);
    await person.press('Go to upload');
    await person.until(() => person.upload.asks(CHOOSE));
    expect(person.panelName).to.contain(TITLE);
    expect(person.text)
      .to.contain('The side with the picture.')
      .and.to.contain('PDF, JPEG, or PNG, up to 10 MB');
    expect(person.hasButton('Go to upload')).to.equal(false);
  });

  it('stands first where it comes first, and no document is fetched before it', async () => {
    const { person, service } = await asking({}, true);
    await person.reached('reviewing');
    await person.until(() => person.upload.asks(CHOOSE));
    expect(service.times('document')).to.equal(0);
  });

  it('is sent when it has been chosen, shown back as a picture, and the signing goes on', async () => {
    const { person, service } = await atThePanel();
    await person.giveFile(CHOOSE, await picture());
    await person.until(() => person.text.includes('card.png') && person.upload.showsPicture);
    expect(person.tabs[1]?.text).to.contain('Uploaded');
    expect(service.times('upload')).to.equal(1);
    expect(person.announcement).to.contain('card.png has been uploaded.');
    await person.until(() => person.canPress(CONTINUE));
    await person.press(CONTINUE);
    await person.reached('signing');
    expect(person.text).to.contain('card.png');
    await person.tick('By consent alone');
    await person.tick('I agree');
    await person.press(/^Sign/);
    await person.reached('completed');
    const { completion } = service.last('complete')?.detail as { completion: { actions: unknown[] } };
    const [, upload] = service.task.actions;
    expect(completion.actions[1]).to.deep.equal({
      id: 'act-card',
      documentSha256: upload?.type === 'upload' && upload.upload.file?.sha256,
    });
    expect(person.text).to.contain('card.png');
  });

  it('that is a PDF is shown back as a document, with its pages', async () => {
    const { person } = await atThePanel();
    await person.giveFile(CHOOSE, pdf());
    await person.until(() => person.documentIsShown && person.shownDocument === 'payslip.pdf');
    expect(person.text).to.contain('2 pages');
  });

  it('tells how far it has come, and can be broken off', async () => {
    const fixture = await atThePanel();
    const { person, service } = fixture;
    service.next('upload', 'held');
    await person.giveFile(CHOOSE, await picture());
    await person.until(() => person.hasButton('Cancel upload'));
    service.progress(0.5);
    await person.until(() => person.text.includes('50%'));
    expect(person.canPress(CONTINUE)).to.equal(false);
    expect(person.reasonOf(CONTINUE)).to.contain('on its way');
    service.progress(1);
    await person.until(() => person.text.includes('Checking card.png'));
    await person.press('Cancel upload');
    await person.until(() => person.upload.asks(CHOOSE));
    expect(person.upload.hasFocus, 'the focus is not lost').to.equal(true);
    service.letGo();
    await person.until(() => service.times('read') > 0);
    expect(person.tabs[1]?.text).to.contain('Not uploaded');
  });

  for (const [what, file, said] of [
    [
      'too large',
      () => new File([new Uint8Array(11 * 1024 * 1024)], 'film.png', { type: 'image/png' }),
      'film.png is larger than 10 MB.',
    ],
    [
      'empty',
      () => new File([], 'nothing.pdf', { type: 'application/pdf' }),
      'There is nothing in nothing.pdf.',
    ],
    [
      'of another kind',
      () => new File(['x'], 'notes.txt', { type: 'text/plain' }),
      'Save it as one of those',
    ],
  ] as const) {
    it(`that is ${what} is refused on the device, with what to do`, async () => {
      const { person, service } = await atThePanel();
      await person.giveFile(CHOOSE, file());
      await person.until(() => person.alert !== '');
      expect(person.alert).to.contain(said);
      expect(service.times('upload')).to.equal(0);
      await person.giveFile(AGAIN, await picture());
      await person.until(() => person.text.includes('card.png'));
      expect(person.alert).to.equal('');
    });
  }

  it('that the service refuses is told with its reason', async () => {
    const { person, service } = await atThePanel();
    service.next('upload', { code: 'document-unsupported', retryable: false, reason: 'encrypted' });
    await person.giveFile(CHOOSE, pdf());
    await person.until(() => person.alert !== '');
    expect(person.alert).to.contain('The file has a password').and.to.contain('payslip.pdf');
    expect(person.hasButton('Try again')).to.equal(false);
  });

  it('that did not get through goes again with one press', async () => {
    const { person, service } = await atThePanel();
    service.next('upload', 'offline');
    await person.giveFile(CHOOSE, await picture());
    await person.until(() => person.hasButton('Try again'));
    await person.press('Try again');
    await person.until(() => person.upload.showsPicture);
    expect(service.times('upload')).to.equal(2);
  });

  it('is replaced by another, and taken away again', async () => {
    const { person, service } = await atThePanel();
    await person.giveFile(CHOOSE, await picture());
    await person.until(() => person.upload.showsPicture);
    await person.giveFile(AGAIN, pdf());
    await person.until(() => person.documentIsShown);
    expect(person.upload.showsPicture).to.equal(false);
    await person.press('Remove');
    await person.until(() => person.upload.asks(CHOOSE));
    expect(service.times('removeUpload')).to.equal(1);
    expect(person.upload.hasFocus, 'the focus is not lost').to.equal(true);
    expect(person.canPress(CONTINUE)).to.equal(false);
  });

  it('is still there after a reload: the service holds it', async () => {
    let fixture = await atThePanel();
    await fixture.person.giveFile(CHOOSE, await picture());
    await fixture.person.until(() => fixture.person.upload.showsPicture);
    fixture = await reload(fixture);
    const { person } = fixture;
    await person.reached('reviewing');
    await person.until(() => person.canPress(CONTINUE));
    await person.pressTab(1);
    await person.until(() => person.upload.showsPicture);
    expect(person.text).to.contain('card.png');
  });

  it('that is optional can be left out, and is said to be', async () => {
    const { person, service } = await asking({ optional: true });
    await person.reached('reviewing');
    await person.until(() => person.canPress(CONTINUE));
    expect(person.tabs[1]?.text).to.contain('To upload, optional');
    await person.press(CONTINUE);
    await person.reached('signing');
    expect(person.text).to.contain('Left out (optional)');
    await person.press('Choose a file');
    await person.reached('reviewing');
    await person.until(() => person.upload.asks(CHOOSE));
    expect(person.text).to.contain('You can leave it out.');
    await person.press(CONTINUE);
    await person.tick('By consent alone');
    await person.tick('I agree');
    await person.press(/^Sign/);
    await person.reached('completed');
    const { completion } = service.last('complete')?.detail as { completion: { actions: unknown[] } };
    expect(completion.actions).to.have.length(1);
    expect(person.text).not.to.contain(TITLE);
  });

  it('is dropped onto the panel', async () => {
    const { person } = await atThePanel();
    await person.upload.drop(await picture('dropped.png'));
    await person.until(() => person.upload.showsPicture);
    expect(person.text).to.contain('dropped.png');
  });

  for (const scheme of ['light', 'dark'] as const) {
    it(`is in reach of everyone, at 320 pixels, ${scheme}`, async () => {
      const { person, widget } = await atThePanel();
      widget.style.inlineSize = '320px';
      widget.style.colorScheme = scheme;
      await expect(widget).to.be.accessible();
      await person.giveFile(
        CHOOSE,
        await picture('a-very-long-name-of-a-picture-that-no-row-has-room-for.png'),
      );
      await person.until(() => person.upload.showsPicture && person.canPress(CONTINUE));
      // A button on its way from one look to the other has the colours of neither.
      await person.until(() => widget.shadowRoot?.getAnimations().length === 0);
      await expect(widget).to.be.accessible();
      expect(person.upload.overflowsSideways).to.equal(false);
    });
  }
});
