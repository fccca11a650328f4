/** What is said while a document is read that cannot be signed yet, or not here. */
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { sampleAction } from './sample-task.ts';
import { atWork } from './screen-preview.ts';
import { inState, onScreen, person } from './show.ts';

const meta: Meta = { title: 'Reading' };
export default meta;

type Story = StoryObj;

const SHOWN = 'act-agreement';
const TRY_AGAIN = /^(Try again|Prøv igjen)$/;
const NEXT_UNREAD = /^(Next unread page|Neste uleste side)/;

const until =
  (name: RegExp): NonNullable<Story['play']> =>
  async ({ canvasElement }) => {
    const driver = person(canvasElement);
    await driver.until(() => driver.documentIsShown && driver.hasButton(name));
  };

const broken = (code: 'offline' | 'service-unavailable', again: boolean) =>
  onScreen(
    () =>
      atWork('reviewing', {
        loaded: [],
        broken: { [SHOWN]: { failure: { code, retryable: true }, again } },
      }),
    { loaded: 0.43 },
  );

export const WhileTheRestComes: Story = {
  render: onScreen(() => atWork('reviewing', { loaded: [] }), { loaded: 0.43 }),
  play: async ({ canvasElement }) => {
    const driver = person(canvasElement);
    await driver.until(() => driver.documentIsShown && driver.text.includes('43'));
  },
};

export const TheLineIsBroken: Story = { render: broken('offline', false), play: until(TRY_AGAIN) };
export const TheLineIsTried: Story = { render: broken('offline', true), play: until(TRY_AGAIN) };
export const TheServiceDoesNotAnswer: Story = {
  render: broken('service-unavailable', false),
  play: until(TRY_AGAIN),
};

export const ChangedAfterItWasShown: Story = {
  render: inState(async () => ({
    status: 'failed',
    run: 1,
    failure: { code: 'document-changed', retryable: false, reason: 'shown' },
    task: undefined,
  })),
  play: async ({ canvasElement }) => {
    const driver = person(canvasElement);
    await driver.until(() => /What you saw|Det du så/.test(driver.text));
  },
};

export const APageThatCannotBeShown: Story = {
  render: onScreen(() => atWork('reviewing', { undrawn: { [SHOWN]: [2] } })),
  play: until(TRY_AGAIN),
};

export const PagesLeftToRead: Story = {
  render: onScreen(async () =>
    atWork(
      'reviewing',
      { seen: { [SHOWN]: [[2, 2]] } },
      { actions: [await sampleAction('agreement', { readAll: true })] },
    ),
  ),
  play: until(NEXT_UNREAD),
};
