import { expect } from '@open-wc/testing';
import type { CompletionRequest } from '../../src/task/client.ts';
import { sampleAction } from '../../stories/sample-task.ts';
import { cleanUp, reload, show, type Fixture } from '../harness/widget-fixture.ts';
import { WidgetService } from '../harness/widget-service.ts';
import { afterEach, describe, it } from '../harness/widget-suite.ts';
import { photoOfSignature } from '../harness/signature-photo.ts';

const SIGN = 'Sign “Tenancy agreement”';
const signatureOf = ({ service }: Fixture) =>
  (service.last('complete')?.detail as CompletionRequest | undefined)?.completion.signature;

async function atHand(part: Parameters<typeof WidgetService.with>[0] = {}): Promise<Fixture> {
  const service = await WidgetService.with({ signatureMethods: ['handwritten'], ...part });
  const fixture = await show({ service });
  await goToSign(fixture);
  return fixture;
}

async function goToSign({ person }: Fixture): Promise<void> {
  await person.reached('reviewing');
  await person.until(() => person.canPress('Continue to sign'));
  await person.press('Continue to sign');
}

async function signed(fixture: Fixture): Promise<void> {
  await fixture.person.tick('I agree');
  await fixture.person.press(SIGN);
  await fixture.person.reached('completed');
}

/** From left to right over the pad, with a wave in it. */
const WAVE = Array.from({ length: 24 }, (_, at) => [0.1 + at * 0.03, 0.5 + Math.sin(at) * 0.2] as const);

describe('a signature by hand', () => {
  afterEach(cleanUp);

  it('is typed in a look that has its letters, and another one can be chosen', async () => {
    const fixture = await atHand();
    await fixture.person.type('Type your name to sign', 'Kari Nordmann');
    await fixture.person.choose('Style 2');
    await signed(fixture);
    expect(signatureOf(fixture)).to.deep.equal({
      method: 'handwritten',
      kind: 'typed',
      text: 'Kari Nordmann',
      face: 'marck-script',
    });
  });

  it('in letters that no look has goes as the picture that is shown', async () => {
    const fixture = await atHand();
    await fixture.person.type('Type your name to sign', '山田花子');
    expect(fixture.person.text).to.contain('Your signature will look like this');
    await signed(fixture);
    const { text, face, png } = signatureOf(fixture) as { text?: string; face?: string; png?: string };
    expect([text, face]).to.deep.equal(['山田花子', undefined]);
    expect(await sizeOf(png)).to.satisfy(([width, height]: number[]) => width! > 100 && height! > 40);
  });

  it('is drawn, and goes as curves', async () => {
    const fixture = await atHand();
    await fixture.person.choose('Draw');
    await fixture.person.pad.draw(WAVE);
    await signed(fixture);
    const { kind, svg } = signatureOf(fixture) as { kind?: string; svg?: string };
    expect(kind).to.equal('drawn');
    expect(svg).to.match(
      /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 [\d.]+ [\d.]+"><path d="M/,
    );
  });

  it('that was drawn stays as it is when the phone is turned, and after a reload', async () => {
    let fixture = await atHand();
    fixture.widget.style.inlineSize = '340px';
    await fixture.person.choose('Draw');
    await fixture.person.pad.draw(WAVE);
    const before = fixture.person.pad.ink;
    fixture.widget.style.inlineSize = '760px';
    await fixture.person.until(() => fixture.person.pad.width > 360);
    expect(fixture.person.pad.ink).to.deep.equal(before);
    fixture = await reload(fixture);
    await goToSign(fixture);
    expect(fixture.person.pad.ink).to.deep.equal(before);
  });

  it('is taken back stroke by stroke, or all at once', async () => {
    const { person } = await atHand();
    await person.choose('Draw');
    expect(person.canPress('Undo')).to.equal(false);
    await person.pad.draw(WAVE);
    await person.pad.draw(WAVE.map(([x, y]) => [x, y + 0.1] as const));
    expect(person.pad.ink).to.have.length(2);
    await person.press('Undo');
    expect(person.pad.ink).to.have.length(1);
    await person.pad.draw(WAVE);
    await person.press('Clear');
    expect(person.pad.ink).to.have.length(0);
  });

  it('is not a slip of the finger', async () => {
    const fixture = await atHand();
    await fixture.person.choose('Draw');
    await fixture.person.pad.draw([[0.5, 0.5]]);
    await fixture.person.tick('I agree');
    await fixture.person.press(SIGN);
    expect(fixture.person.text).to.contain('Draw your signature.');
    expect(fixture.service.times('complete')).to.equal(0);
  });

  it('is drawn by one finger: a palm beside it draws nothing', async () => {
    const { person } = await atHand();
    await person.choose('Draw');
    await person.pad.draw(WAVE, {
      beside: [
        [0.9, 0.9],
        [0.2, 0.9],
      ],
    });
    expect(person.pad.ink).to.have.length(1);
  });

  it('comes from a photo: the paper is taken away, and nothing else of the file goes along', async () => {
    const fixture = await atHand();
    await fixture.person.choose('Upload');
    await fixture.person.giveFile('Picture of your signature', await photoOfSignature());
    await fixture.person.until(() => fixture.person.text.includes('Your signature will look like this'));
    await signed(fixture);
    const { kind, png } = signatureOf(fixture) as { kind?: string; png?: string };
    expect(kind).to.equal('uploaded');
    const { width, height, clear, ink } = await looksOf(png);
    expect(width).to.be.within(100, 900);
    expect(height).to.be.within(20, 300);
    expect(clear, 'share of nothing').to.be.above(0.6);
    expect(ink, 'share of ink').to.be.within(0.005, 0.35);
  });

  it('says why a file is no signature, and keeps the one before', async () => {
    const fixture = await atHand();
    const { person } = fixture;
    await person.choose('Upload');
    await person.giveFile('Picture of your signature', await photoOfSignature());
    await person.until(() => person.text.includes('Choose another picture'));
    await person.giveFile(
      'Choose another picture',
      new File(['no picture'], 'notes.png', { type: 'image/png' }),
    );
    await person.until(() => person.text.includes('no picture that can be read'));
    await person.giveFile('Choose another picture', await photoOfSignature({ blank: true }));
    await person.until(() => person.text.includes('No ink could be found'));
    expect(person.text).to.contain('Your signature will look like this');
  });

  it('keeps what was put in while another way is tried', async () => {
    const { person } = await atHand();
    await person.type('Type your name to sign', 'Kari');
    await person.choose('Draw');
    await person.pad.draw(WAVE);
    await person.choose('Type');
    expect(person.valueOf('Type your name to sign')).to.equal('Kari');
    await person.choose('Draw');
    expect(person.pad.ink).to.have.length(1);
  });

  it('has initials beside it where the documents ask for them', async () => {
    const places = [{ id: 'p1', kind: 'initials', page: 1, x: 10, y: 10, width: 60, height: 30 } as const];
    const fixture = await atHand({ actions: [await sampleAction('agreement', { places })] });
    await fixture.person.type('Type your name to sign', 'Kari Nordmann');
    await fixture.person.type('Initials', 'KN');
    await signed(fixture);
    expect(signatureOf(fixture)).to.deep.include({ initials: { text: 'KN', face: 'caveat' } });
  });
});

async function sizeOf(png = ''): Promise<number[]> {
  const { width, height } = await looksOf(png);
  return [width, height];
}

async function looksOf(png = '') {
  const bytes = Uint8Array.from(atob(png), (character) => character.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const context = canvas.getContext('2d');
  context?.drawImage(picture, 0, 0);
  const { data } = context?.getImageData(0, 0, picture.width, picture.height) ?? { data: [] };
  const alphas = [...data].filter((_, at) => at % 4 === 3);
  const share = (is: (alpha: number) => boolean) => alphas.filter(is).length / alphas.length;
  return {
    width: picture.width,
    height: picture.height,
    clear: share((alpha) => alpha < 16),
    ink: share((alpha) => alpha > 200),
  };
}
