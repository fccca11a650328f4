import { expect } from '@open-wc/testing';
import type { CompletionRequest } from '../../src/task/client.ts';
import type { Task } from '../../src/task/contract.ts';
import { actionsWithPlaces, initialsPlace, signaturePlace } from '../../stories/sample-places.ts';
import { markWordsFor } from '../../src/task/mark-words.ts';
import { sampleAction } from '../../stories/sample-task.ts';
import { PlacesDriver } from '../harness/places-driver.ts';
import { photoOfSignature } from '../harness/signature-photo.ts';
import { cleanUp, show, type Fixture } from '../harness/widget-fixture.ts';
import { afterEach, describe, it } from '../harness/widget-suite.ts';

const SIGNATURE = /signature place/;
const INITIALS = /place for initials/;
const WAVE = Array.from({ length: 24 }, (_, at) => [0.1 + at * 0.03, 0.5 + Math.sin(at) * 0.2] as const);
const HAND: Partial<Task> = { signatureMethods: ['handwritten'] };

interface AtPlaces extends Fixture {
  readonly places: PlacesDriver;
}

/** Two places on the first page, which is seen at once. */
async function reading(part: Partial<Task> = {}, width = '1200px'): Promise<AtPlaces> {
  const both = [initialsPlace('initials', 1, { y: 640 }), signaturePlace('signature', 1, { y: 700 })];
  const actions = part.actions ?? [await sampleAction('agreement', { places: both })];
  // The element's own language comes before the task's.
  const fixture = await show({ task: { ...HAND, ...part, actions }, with: { lang: 'en' } });
  fixture.widget.style.inlineSize = width;
  fixture.widget.style.blockSize = '700px';
  const { person } = fixture;
  await person.reached('reviewing');
  await person.until(() => person.documentIsShown && person.canPress('Continue to sign'));
  return { ...fixture, places: new PlacesDriver(person) };
}

async function signing(part: Partial<Task> = {}, width?: string): Promise<AtPlaces> {
  const fixture = await reading(part, width);
  await fixture.places.shown(2);
  await fixture.person.press('Continue to sign');
  return fixture;
}

const next = ({ person }: Fixture) => person.press(/^(Next place|First place|Place to sign)/);

describe('the places for the signer’s mark', () => {
  afterEach(cleanUp);

  it('are shown over the page as what is to be signed, while it is read', async () => {
    const { places } = await reading();
    await places.shown(2);
    expect(places.names).to.deep.equal([
      'Sign here: signature place 1 of 2, page 1, not filled',
      'Initials: place for initials 2 of 2, page 1, not filled',
    ]);
    expect(places.seen(SIGNATURE).text).to.equal('Sign here');
    expect(places.seen(INITIALS).text).to.equal('Initials');
  });

  it('lead to where they are filled in', async () => {
    const { person, places } = await reading();
    await places.shown(2);
    await places.press(SIGNATURE);
    await person.reached('signing');
    expect(person.widget.shadowRoot?.activeElement?.id).to.equal('signature-text');
    await places.press(INITIALS);
    expect(person.widget.shadowRoot?.activeElement?.id).to.equal('initials-text');
    await person.choose('Draw');
    await places.press(SIGNATURE);
    expect(person.widget.shadowRoot?.activeElement?.id).to.equal('signature-pad');
  });

  it('say why they do not lead there yet', async () => {
    const action = await sampleAction('agreement', {
      readAll: true,
      places: [signaturePlace('a', 1, { y: 700 })],
    });
    const fixture = await show({ task: { ...HAND, actions: [action] } });
    const { person } = fixture;
    const places = new PlacesDriver(person);
    await person.until(() => person.widget.status === 'reviewing' && person.hasButton('Place to sign'));
    await places.shown(1);
    await places.press(SIGNATURE);
    await person.until(() => places.said.includes('left to read before you can sign'));
    expect(person.widget.status).to.equal('reviewing');
  });

  it('show what is typed while it is typed, in its face', async () => {
    const { person, places } = await signing();
    expect(places.names[0]).to.equal('Sign here: signature place 1 of 2, page 1, not filled');
    await person.type('Type your name to sign', 'Kari N');
    await places.shown(2);
    expect(places.names[0]).to.equal('Your signature: signature place 1 of 2, page 1, filled');
    expect(places.seen(SIGNATURE).text).to.contain('Kari N');
    expect(places.seen(SIGNATURE).text).to.contain('Kari Nordmann · Signed by typed name');
    await person.type('Type your name to sign', '');
    await places.shown(2);
    expect(places.names[0]).to.contain('not filled');
  });

  it('show what is drawn, stroke by stroke', async () => {
    const { person, places } = await signing();
    await person.choose('Draw');
    await person.pad.draw(WAVE);
    await places.shown(2);
    expect(places.seen(SIGNATURE).strokes).to.equal(1);
    expect(places.seen(SIGNATURE).text).to.contain('Kari Nordmann · Signed by drawn signature');
    await person.pad.draw(WAVE.map(([x, y]) => [x, y + 0.1] as const));
    await person.until(() => places.seen(SIGNATURE).strokes === 2);
    await person.press('Clear');
    await person.until(() => places.names[0]!.includes('not filled'));
  });

  it('show what is uploaded, and letters that no face has, as the picture that is sent', async () => {
    const { person, places } = await signing();
    await person.type('Type your name to sign', '山田花子');
    await person.until(() => places.seen(SIGNATURE).picture);
    expect(places.seen(SIGNATURE).text).to.contain('Signed by typed name');
    await person.type('Type your name to sign', 'Kari');
    await person.until(() => !places.seen(SIGNATURE).picture);
    await person.choose('Upload');
    await person.giveFile('Picture of your signature', await photoOfSignature());
    await person.until(() => places.seen(SIGNATURE).picture);
    expect(places.seen(SIGNATURE).text).to.contain('Signed by uploaded picture of the signature');
  });

  it('say under a signature what will be sealed there, in the task’s language where the page has another', async () => {
    const ways = ['typed', 'eid'] as const;
    const { person, places } = await signing({
      locale: 'nb',
      signatureMethods: ['handwritten', 'eid'],
      signatureRequires: 'all',
    });
    await person.type('Type your name to sign', 'Kari');
    await places.shown(2);
    const { signed, time, order } = markWordsFor('nb');
    const said = places.seen(SIGNATURE).text;
    for (const line of [`Kari Nordmann · ${signed(ways)}`, time, order('order-1')])
      expect(said).to.contain(line);
  });

  it('show and send the initials of the signer’s name, until there are others', async () => {
    const fixture = await signing();
    const { person, places, service } = fixture;
    expect(person.valueOf('Initials')).to.equal('KN');
    expect(places.names[1]).to.equal('Your initials: place for initials 2 of 2, page 1, filled');
    expect(places.seen(INITIALS).text).to.equal('KN');
    await person.type('Type your name to sign', 'Kari Nordmann');
    await person.tick('I agree');
    await person.press('Sign “');
    await person.reached('completed');
    const { completion } = service.last('complete')?.detail as CompletionRequest;
    expect(completion.signature).to.deep.include({ initials: { text: 'KN', face: 'caveat' } });
  });

  it('let the initials be emptied, and show then what the service makes of the name', async () => {
    const { person, places } = await signing();
    await person.type('Initials', '');
    expect(person.valueOf('Initials')).to.equal('');
    await places.shown(2);
    expect(places.names[1]).to.equal('KN: place for initials 2 of 2, page 1, filled in when you sign');
    await person.type('Initials', 'kn');
    await person.until(() => places.seen(INITIALS).text === 'kn');
  });

  for (const [method, words] of [
    ['eid', 'Signed with an electronic ID'],
    ['passkey', 'Signed with a passkey'],
    ['consent', 'Signed by consent'],
  ] as const) {
    it(`say that name and way will stand there: ${method}`, async () => {
      const { places } = await signing({ signatureMethods: [method] });
      await places.shown(2);
      expect(places.names[0]).to.equal(
        'Kari Nordmann: signature place 1 of 2, page 1, filled in when you sign',
      );
      expect(places.seen(SIGNATURE).text).to.contain(`Kari Nordmann · ${words}`);
    });
  }

  it('are empty until a way to sign has been chosen, and lead to the choice', async () => {
    const { person, places } = await signing({ signatureMethods: ['handwritten', 'consent'] });
    expect(places.names[0]).to.contain('Sign here');
    await places.press(SIGNATURE);
    expect(person.widget.shadowRoot?.activeElement?.id).to.equal('method-0');
    await person.tick('By consent alone');
    await person.until(() => places.names[0]!.startsWith('Kari Nordmann'));
  });
});

describe('the next place', () => {
  afterEach(cleanUp);

  it('is come to one after the other in reading order, with the focus on it, through all documents', async () => {
    const fixture = await show({ task: { ...HAND, actions: await actionsWithPlaces() } });
    const { person } = fixture;
    const places = new PlacesDriver(person);
    await person.until(() => person.documentIsShown && person.hasButton('Next place (1 of 6)'));
    const kinds = ['initials 1', 'initials 2', 'signature place 3', 'signature place 4', 'initials 5'];
    const pages = [1, 2, 3, 3, 3];
    for (const [at, kind] of kinds.entries()) {
      await person.press(`Next place (${at + 1} of 6)`);
      await places.hasFocus(new RegExp(`${kind} of 6, page ${pages[at]}`));
      expect(places.isInView(new RegExp(`${kind} of`)), kind).to.equal(true);
    }
    await person.press('Next place (6 of 6)');
    await places.hasFocus(/signature place 6 of 6, page 1/);
    expect(person.shownDocument).to.equal('Inventory of furniture and keys');
    expect(person.text).to.contain('You have looked at all 6 places.');
    await person.press('First place again');
    await places.hasFocus(/initials 1 of 6/);
    expect(person.shownDocument).to.equal('Tenancy agreement');
  });

  it('is a key away in the document', async () => {
    const { places } = await reading();
    await places.shown(2);
    await places.key('p');
    await places.hasFocus(/signature place 1/);
    await places.key('P');
    await places.hasFocus(/initials 2/);
  });

  it('is at hand in the last step, too', async () => {
    const fixture = await signing();
    await next(fixture);
    await fixture.places.hasFocus(/signature place 1/);
    await next(fixture);
    await fixture.places.hasFocus(/initials 2/);
    expect(fixture.person.text).to.contain('You have looked at all 2 places.');
  });

  it('on a small screen shows the page in place of the panel, and there is a way back', async () => {
    const fixture = await signing({}, '360px');
    const { person, places } = fixture;
    await person.type('Type your name to sign', 'Kari');
    expect(person.isSeen('Type your name to sign')).to.equal(true);
    await next(fixture);
    await places.hasFocus(/Your signature: signature place 1/);
    expect(places.isInView(SIGNATURE)).to.equal(true);
    expect(person.isSeen('Type your name to sign')).to.equal(false);
    await person.press('To my signature');
    expect(person.isSeen('Type your name to sign')).to.equal(true);
    expect(person.focused).to.equal('Sign');
    await next(fixture);
    await places.press(SIGNATURE);
    expect(person.isSeen('Type your name to sign')).to.equal(true);
    expect(person.widget.shadowRoot?.activeElement?.id).to.equal('signature-text');
  });

  it('on a small screen gives way to what is missing when “sign” is pressed', async () => {
    const fixture = await signing({}, '360px');
    const { person, places } = fixture;
    await next(fixture);
    await places.hasFocus(SIGNATURE);
    await person.press('Sign “');
    expect(person.isSeen('Type your name to sign')).to.equal(true);
    expect(person.widget.shadowRoot?.activeElement?.id).to.equal('signature-text');
  });

  it('is seen at 400 %, where the document has been scrolled away by what is under it', async () => {
    const fixture = await reading({}, '320px');
    const { person, places, widget } = fixture;
    widget.style.blockSize = '200px';
    await places.shown(2);
    await next(fixture);
    await places.hasFocus(/signature place 1/);
    const { left, top, right, bottom } = places.box(/signature place 1/);
    const frame = widget.getBoundingClientRect();
    expect([
      left >= frame.left,
      top >= frame.top,
      right <= frame.right,
      bottom <= frame.bottom,
    ]).to.deep.equal([true, true, true, true]);
    expect(person.hasButton('Next place (2 of 2)')).to.equal(true);
  });

  it('is spoken of otherwise where there is one only', async () => {
    const action = await sampleAction('agreement', { places: [signaturePlace('only', 3)] });
    const fixture = await reading({ actions: [action] });
    await fixture.person.until(() => fixture.person.hasButton('Place to sign'));
    await fixture.person.press('Place to sign');
    await fixture.places.hasFocus(/signature place 1 of 1, page 3/);
    expect(fixture.person.text).to.contain('You have looked at the place.');
  });
});
