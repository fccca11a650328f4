/** The ways in: a code that is typed, and a login with all that can come of it. */
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import type { Failure, FailureCode } from '../src/session/failure.ts';
import { onScreen, person } from './show.ts';

const meta: Meta = { title: 'Ways in' };
export default meta;

type Story = StoryObj;

const OFFER = { id: 'login-1', startUrl: 'https://sign.example/login/start' };

const code = (codeText: string, notice?: Failure) =>
  onScreen(async () => ({ status: 'code-required', run: 1, notice }), { codeText });

const refusedLogin = (code: FailureCode, framed = false, reason?: string) =>
  onScreen(
    async () => {
      const notice = { code, retryable: true, ...(reason !== undefined && { reason }) };
      return { status: 'login-required', run: 1, offer: OFFER, notice };
    },
    { framed },
  );

const loggingIn = (windowLost: boolean, framed = false) =>
  onScreen(async () => ({ status: 'logging-in', run: 1, offer: OFFER, windowLost }), { framed });

export const CodeEmpty: Story = { render: code('') };

export const CodeTyping: Story = {
  render: code(''),
  play: async ({ canvasElement }) => {
    const driver = person(canvasElement);
    await driver.until(() => driver.hasButton(/Open|Åpne/));
    await driver.type(/Code|Kode/, 'abcdefgh');
  },
};

export const CodeComplete: Story = { render: code('ABCDE-FGHJK2') };
export const CodeMistyped: Story = { render: code('ABCDE-FGHJKY') };
export const CodeWithStrangeCharacter: Story = { render: code('ABCD?') };
export const CodeTooLong: Story = { render: code('ABCDE-FGHJKMNP') };
export const CodeUnknown: Story = {
  render: code('ABCDE-FGHJK2', { code: 'task-not-found', retryable: false }),
};
export const CodeHeldOff: Story = {
  render: code('ABCDE-FGHJK2', { code: 'too-many-attempts', retryable: true, retryAfterSeconds: 60 }),
};

export const LoginRequired: Story = {
  render: onScreen(async () => ({ status: 'login-required', run: 1, offer: OFFER, notice: undefined })),
};
export const LoginCancelled: Story = { render: refusedLogin('login-cancelled') };
export const LoginBlocked: Story = { render: refusedLogin('login-blocked') };
export const LoginBlockedInFrame: Story = { render: refusedLogin('login-blocked', true) };
export const LoginFailed: Story = { render: refusedLogin('login-failed') };
export const LoginByAnotherPerson: Story = { render: refusedLogin('subject-mismatch') };
export const LoginTooLate: Story = { render: refusedLogin('login-failed', false, 'too-late') };

export const LoggingIn: Story = { render: loggingIn(false) };
export const LoginWindowLost: Story = { render: loggingIn(true) };
export const LoginWindowLostInFrame: Story = { render: loggingIn(true, true) };
