/** Places for the signer's mark, over the pages and one after the other. */
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { PlacesDriver } from '../test/harness/places-driver.ts';
import type { WidgetDriver } from '../test/harness/widget-driver.ts';
import { actionsWithPlaces } from './sample-places.ts';
import { AGREE, goToSign, NAME, person, withService } from './show.ts';

const meta: Meta = { title: 'Places' };
export default meta;

type Story = StoryObj;

const NEXT = /^(Next place|Neste felt)/;
const DRAW = /^(Draw|Tegn)$/;
const SIGNATURE = /(signature place|signaturfelt) 4 /;

const byHand = withService({
  task: async () => ({ actions: await actionsWithPlaces(), signatureMethods: ['handwritten'] }),
});
const byEid = withService({
  task: async () => ({ actions: await actionsWithPlaces(), signatureMethods: ['eid'] }),
});

async function reading(canvas: HTMLElement): Promise<readonly [WidgetDriver, PlacesDriver]> {
  const driver = person(canvas);
  await driver.reached('reviewing');
  await driver.until(() => driver.documentIsShown && driver.hasButton(NEXT));
  return [driver, new PlacesDriver(driver)];
}

async function goTo(driver: WidgetDriver, places: PlacesDriver, name: RegExp): Promise<void> {
  while (!name.test(places.focused)) {
    const before = places.focused;
    await driver.press(NEXT);
    await driver.until(() => places.focused !== before && places.focused !== '');
  }
}

/** Every document has been opened. */
async function openAll(driver: WidgetDriver): Promise<void> {
  for (const title of ['Inventory of furniture and keys', 'Tenancy agreement']) {
    await driver.press(title);
    await driver.until(() => driver.documentIsShown && driver.shownDocument === title);
  }
}

const WAVE = Array.from({ length: 24 }, (_, at) => [0.1 + at * 0.03, 0.5 + Math.sin(at) * 0.2] as const);

export const WhatIsToBeSigned: Story = {
  render: byHand,
  play: async ({ canvasElement }) => {
    const [driver, places] = await reading(canvasElement);
    await goTo(driver, places, SIGNATURE);
  },
};

export const AllLookedAt: Story = {
  render: byHand,
  play: async ({ canvasElement }) => {
    const [driver, places] = await reading(canvasElement);
    await goTo(driver, places, / 6 (of|av) 6/);
    await driver.until(() => /(all 6 places|alle 6 feltene)/.test(driver.text));
  },
};

export const TypedOnThePage: Story = {
  render: byHand,
  play: async ({ canvasElement }) => {
    const [driver, places] = await reading(canvasElement);
    await openAll(driver);
    await goToSign(canvasElement);
    await driver.type(NAME, 'Kari Nordmann');
    await driver.tick(AGREE);
    await goTo(driver, places, SIGNATURE);
    await driver.until(() => places.seen(SIGNATURE).face.includes('caveat'));
  },
};

export const DrawnOnThePage: Story = {
  render: byHand,
  play: async ({ canvasElement }) => {
    const [driver, places] = await reading(canvasElement);
    await openAll(driver);
    await goToSign(canvasElement);
    await driver.choose(DRAW);
    await driver.pad.draw(WAVE);
    await goTo(driver, places, SIGNATURE);
  },
};

export const ByEid: Story = {
  render: byEid,
  play: async ({ canvasElement }) => {
    const [driver, places] = await reading(canvasElement);
    await openAll(driver);
    await goToSign(canvasElement);
    await goTo(driver, places, SIGNATURE);
  },
};
