/** Each status of the widget, by its name: the tag says which. */
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { goToSign, inState, person, sign, withService } from './show.ts';
import { sampleTask, signed } from './sample-task.ts';

const meta: Meta = { title: 'Statuses' };
export default meta;

type Story = StoryObj;

const OFFER = { id: 'login-1', startUrl: 'https://sign.example/login/start' };

const ended = async (status: 'rejected' | 'postponed' | 'cancelled' | 'expired' | 'deleted') => {
  const final = status !== 'postponed' && status !== 'cancelled';
  const task = await sampleTask(final ? { status, final } : {});
  return { status, run: 1, task, etag: undefined } as const;
};

export const Idle: Story = {
  tags: ['status-idle'],
  render: inState(async () => ({ status: 'idle', run: 1 })),
};

export const Opening: Story = { tags: ['status-opening'], render: withService({ open: 'never' }) };

export const CodeRequired: Story = {
  tags: ['status-code-required'],
  render: inState(async () => ({ status: 'code-required', run: 1 })),
};

export const LoginRequired: Story = {
  tags: ['status-login-required'],
  render: withService({ open: 'login-required' }),
};

export const LoggingIn: Story = {
  tags: ['status-logging-in'],
  render: inState(async () => ({ status: 'logging-in', run: 1, offer: OFFER, windowLost: false })),
};

export const Blocked: Story = {
  tags: ['status-blocked'],
  render: withService({
    task: {
      status: 'blocked',
      others: [
        { name: 'Ola Hansen', status: 'completed' },
        { name: 'Ingrid Berg', status: 'ready' },
      ],
    },
  }),
};

export const Reviewing: Story = {
  tags: ['status-reviewing'],
  render: withService(),
  play: async ({ canvasElement }) => {
    const driver = person(canvasElement);
    await driver.reached('reviewing');
    await driver.until(() => driver.documentIsShown);
  },
};

export const Signing: Story = {
  tags: ['status-signing'],
  render: withService(),
  play: async ({ canvasElement }) => void (await goToSign(canvasElement)),
};

export const Submitting: Story = {
  tags: ['status-submitting'],
  render: withService({ complete: 'never' }),
  play: async ({ canvasElement }) => void (await sign(canvasElement)),
};

export const Completed: Story = {
  tags: ['status-completed'],
  render: withService({
    task: async () =>
      signed(await sampleTask(), {
        others: [
          { name: 'Ola Hansen', status: 'completed' },
          { name: 'Ingrid Berg', status: 'ready' },
        ],
      }),
  }),
};

export const Rejected: Story = { tags: ['status-rejected'], render: inState(() => ended('rejected')) };
export const Postponed: Story = { tags: ['status-postponed'], render: inState(() => ended('postponed')) };
export const Cancelled: Story = { tags: ['status-cancelled'], render: inState(() => ended('cancelled')) };
export const Expired: Story = { tags: ['status-expired'], render: inState(() => ended('expired')) };
export const Deleted: Story = { tags: ['status-deleted'], render: inState(() => ended('deleted')) };

export const Failed: Story = {
  tags: ['status-failed'],
  render: withService({ open: 'service-unavailable', requestId: 'req_8f2c41', retryAfterSeconds: 30 }),
};
