/** What a screen looks like in a situation of its own. */
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import type { Proof } from '../src/session/proof.ts';
import { photoOfSignature } from '../test/harness/signature-photo.ts';
import { atWork } from './screen-preview.ts';
import { fillIn, goToSign, onScreen, person, sign, SIGN, withService } from './show.ts';
import { sampleAction, sampleTask, signed } from './sample-task.ts';

const meta: Meta = { title: 'Variants' };
export default meta;

type Story = StoryObj;

const DRAW = /^(Draw|Tegn)$/;
const UPLOAD = /^(Upload|Last opp)$/;

const three = async () => [
  await sampleAction('agreement', { order: 0 }),
  await sampleAction('rules', { order: 1, type: 'view' }),
  await sampleAction('inventory', { order: 2, optional: true }),
];

export const TypedSignature: Story = {
  render: withService(),
  play: async ({ canvasElement }) => fillIn(await goToSign(canvasElement)),
};

export const DrawnSignature: Story = {
  render: withService({ task: { signatureMethods: ['handwritten'] } }),
  play: async ({ canvasElement }) => {
    const driver = await goToSign(canvasElement);
    await driver.choose(DRAW);
    await driver.pad.draw(
      Array.from({ length: 40 }, (_, at) => [0.12 + at * 0.018, 0.5 + Math.sin(at / 2) * 0.22] as const),
    );
  },
};

export const UploadedSignature: Story = {
  render: withService({ task: { signatureMethods: ['handwritten'] } }),
  play: async ({ canvasElement }) => {
    const driver = await goToSign(canvasElement);
    await driver.choose(UPLOAD);
    await driver.giveFile(/^(Picture of your signature|Bilde av underskriften)/, await photoOfSignature());
    await driver.until(() => driver.hasPicture);
  },
};

export const Initials: Story = {
  render: withService({
    task: async () => ({
      signatureMethods: ['handwritten'],
      actions: [
        await sampleAction('agreement', {
          places: [{ id: 'place-1', kind: 'initials', page: 1, x: 400, y: 60, width: 60, height: 30 }],
        }),
      ],
    }),
  }),
  play: async ({ canvasElement }) => void (await goToSign(canvasElement)),
};

export const EveryWayToSign: Story = {
  render: withService({ task: { signatureMethods: ['consent', 'handwritten', 'eid', 'passkey'] } }),
  play: async ({ canvasElement }) => void (await goToSign(canvasElement)),
};

export const AllWaysTogether: Story = {
  render: withService({
    task: { signatureMethods: ['handwritten', 'eid', 'passkey'], signatureRequires: 'all' },
  }),
  play: async ({ canvasElement }) => void (await goToSign(canvasElement)),
};

const confirming = (phase: Proof['phase'], method: Proof['method'], windowLost = false): Story => ({
  render: onScreen(() =>
    atWork('signing', {
      proof: { key: 'sample', method, phase, challenge: { id: 'sample' }, proven: [], windowLost },
    }),
  ),
});

export const ConfirmWithEid: Story = confirming('running', 'eid');
export const ConfirmInWindow: Story = confirming('ready', 'eid');
export const ConfirmWindowGone: Story = confirming('running', 'eid', true);
export const ConfirmWithPasskey: Story = confirming('running', 'passkey');
export const Confirmed: Story = confirming('proven', 'eid');

export const NotConfirmed: Story = {
  render: onScreen(() => atWork('signing', { notice: { code: 'subject-mismatch', retryable: true } })),
};

export const ConsentOnly: Story = {
  render: withService({ task: { signatureMethods: ['consent'] } }),
  play: async ({ canvasElement }) => void (await goToSign(canvasElement)),
};

export const PressedTooEarly: Story = {
  render: withService(),
  play: async ({ canvasElement }) => {
    const driver = await goToSign(canvasElement);
    await driver.press(SIGN);
  },
};

export const ReadEveryPage: Story = {
  render: withService({
    task: async () => ({ actions: [await sampleAction('agreement', { readAll: true })] }),
  }),
  play: async ({ canvasElement }) => {
    const driver = person(canvasElement);
    await driver.reached('reviewing');
    await driver.until(() => driver.documentIsShown);
  },
};

export const SeveralDocuments: Story = {
  render: withService({ task: async () => ({ actions: await three() }) }),
  play: async ({ canvasElement }) => {
    const driver = person(canvasElement);
    await driver.reached('reviewing');
    await driver.until(() => driver.documentIsShown);
  },
};

export const SignSeveralDocuments: Story = {
  render: withService({ task: async () => ({ actions: await three() }) }),
  play: async ({ canvasElement }) => {
    const driver = person(canvasElement);
    await driver.reached('reviewing');
    await driver.until(() => driver.documentIsShown);
    await driver.press('House rules');
    await driver.until(() => driver.documentIsShown && driver.shownDocument === 'House rules');
    await driver.press('Inventory');
    await goToSign(canvasElement);
  },
};

export const MessageFromSender: Story = {
  render: withService({
    task: {
      message: 'Hello Kari,\n\nhere is the agreement that we talked about. The keys are with the caretaker.',
    },
  }),
  play: async ({ canvasElement }) => {
    const driver = person(canvasElement);
    await driver.reached('reviewing');
    await driver.until(() => driver.documentIsShown);
  },
};

export const LoadingDocument: Story = {
  render: withService({ documents: 'never' }),
  play: async ({ canvasElement }) => person(canvasElement).reached('reviewing'),
};

export const OutcomeUnknown: Story = {
  render: withService({ complete: 'timeout', read: 'offline' }),
  play: async ({ canvasElement }) => {
    const driver = await sign(canvasElement);
    await driver.until(() => driver.hasButton(/Check now|Sjekk nå/));
  },
};

export const SignatureRefused: Story = {
  render: withService({ complete: 'signature-invalid', requestId: 'req_8f2c41' }),
  play: async ({ canvasElement }) => {
    const driver = await sign(canvasElement);
    await driver.until(() => driver.alert !== '');
  },
};

export const ChangedWhileOpen: Story = {
  render: withService({
    complete: 'precondition-failed',
  }),
  play: async ({ canvasElement }) => {
    const driver = await sign(canvasElement);
    await driver.until(() => driver.alert !== '');
  },
};

export const DocumentTamperedWith: Story = {
  render: withService({ documents: 'tampered' }),
  play: async ({ canvasElement }) => person(canvasElement).reached('failed'),
};

export const NoMethodOfOurs: Story = {
  render: withService({ task: { signatureMethods: [] } }),
};

export const ReceiptSealed: Story = {
  render: withService({
    task: async () => signed(await sampleTask({ actions: await three() }), { sealed: true }),
  }),
};

export const ReceiptWithoutDownload: Story = {
  render: withService({
    task: async () =>
      signed(await sampleTask(), { allow: { reject: false, postpone: false, download: false } }),
  }),
};
