/** The ways out of a task that is open: saying no, later, or stop; and a session that ends. */
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { atWork } from './screen-preview.ts';
import { onScreen, person } from './show.ts';

const meta: Meta = { title: 'Ways out' };
export default meta;

type Story = StoryObj;

const MORE = /^(More|Mer)$/;

const asking = { reason: '', phase: 'asking', notice: undefined } as const;

const openMenu = async ({ canvasElement }: { canvasElement: HTMLElement }) => {
  const driver = person(canvasElement);
  await driver.until(() => driver.documentIsShown && driver.hasButton(MORE));
  await driver.press(MORE);
};

export const MenuWhileReading: Story = { render: onScreen(() => atWork('reviewing')), play: openMenu };
export const MenuWhileSigning: Story = { render: onScreen(() => atWork('signing')), play: openMenu };

export const NothingButCancel: Story = {
  render: onScreen(() =>
    atWork('reviewing', {}, { allow: { reject: false, postpone: false, download: true } }),
  ),
  play: openMenu,
};

export const Rejecting: Story = { render: onScreen(() => atWork('reviewing', { declining: asking })) };
export const RejectingWithReason: Story = {
  render: onScreen(() =>
    atWork('signing', {
      declining: { ...asking, reason: 'The rent is not the one that we talked about. '.repeat(42) },
    }),
  ),
};
export const RejectionSending: Story = {
  render: onScreen(() => atWork('reviewing', { declining: { ...asking, phase: 'sending' } })),
};
export const RejectionChecking: Story = {
  render: onScreen(() => atWork('reviewing', { declining: { ...asking, phase: 'checking' } })),
};
export const RejectionNotThrough: Story = {
  render: onScreen(() =>
    atWork('reviewing', {
      declining: {
        ...asking,
        notice: { code: 'service-unavailable', retryable: true, requestId: 'req_8f2c41' },
      },
    }),
  ),
};

export const LeavingForLater: Story = {
  render: onScreen(() => atWork('reviewing', { leaving: 'postpone' })),
};
export const Stopping: Story = { render: onScreen(() => atWork('signing', { leaving: 'cancel' })) };

export const SessionEndsSoon: Story = { render: onScreen(() => atWork('reviewing', { sessionEnds: true })) };
export const SessionEndsSoonWhileSigning: Story = {
  render: onScreen(() => atWork('signing', { sessionEnds: true })),
};

export const SessionEndedAfterArtifact: Story = {
  render: onScreen(async () => ({
    status: 'failed',
    run: 1,
    task: undefined,
    failure: { code: 'session-expired', retryable: false, reason: 'artifact' },
  })),
};
