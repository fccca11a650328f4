/** Looking at what a passkey does in its window, from a customer's page. The service knows it, and nobody else. */
import { VirtualAuthenticator } from '../../harness/virtual-authenticator.ts';
import type { Act, Scene, Truth } from './scene.ts';
import { ERROR, inTurn, opensAgain, panel, pressesSign, SENDS, SIGNED } from './words.ts';

const UNDER_WAY = 'Follow what your device asks for. Nothing has been signed yet.';

const opensTheWindow: Act = async (stage) => {
  const [window] = await Promise.all([stage.visit.context.waitForEvent('page'), pressesSign(stage)]);
  await VirtualAuthenticator.in(window);
  await window.getByRole('heading', { name: 'Make a passkey to sign with' }).waitFor();
};

/** Makes a passkey, and signs with it; then the window closes. */
const confirmsInTheWindow: Act = async ({ visit }) => {
  const window = visit.context.pages().at(-1);
  if (!window || window === visit.page) throw new Error('There is no window.');
  await window.getByRole('button', { name: 'Make a passkey' }).click();
  await window.getByRole('button', { name: 'Sign with passkey' }).click();
  await window.getByRole('heading', { name: 'Done' }).waitFor();
};

const stillUnderWay: Act = ({ visit: { page } }) => page.getByText(UNDER_WAY).waitFor();

/** It is looked at again each second. What was done in the window meanwhile is found, and sent. */
const looksOn: Truth = {
  reads: inTurn((stage) => stage.met(2), confirmsInTheWindow, stillUnderWay),
  told: [SENDS],
  stands: 'ready',
  end: 'signed',
  thenTold: [SIGNED],
};

export const passkeyWindow: Scene = {
  title: 'is at the passkey in its window',
  operation: 'readSignatureChallenge',
  catches: ({ method, path }) => method === 'GET' && /\/signature-challenges\/[^/]+$/.test(path),
  task: () => ({
    subject: { name: 'Kari Nordmann', reference: `person-${crypto.randomUUID()}` },
    signatureMethods: ['passkey'],
  }),
  elsewhere: true,
  comes: async (stage) => {
    const { visit } = stage;
    await visit.seesTask();
    await visit.signer.goesOnToSign();
    await visit.signer.agrees();
    await opensTheWindow(stage);
  },
  acts: () => Promise.resolve(),
  cells: {
    refused: looksOn,
    'cut before the body': looksOn,
    'cut after the service': looksOn,
    '500': looksOn,
    '502': looksOn,
    '504': looksOn,
    '404': looksOn,
    '401': {
      ...looksOn,
      reads: panel('session-expired'),
      told: [SENDS, ERROR('session-expired')],
      way: inTurn(opensAgain, opensAgainInAWindow()),
      thenTold: ['signing-ready ready', SENDS, SIGNED],
    },
    'session over': { never: 'Each look, a second after the other, is a use of the session.' },
    '409': 'not in the contract',
    '412': 'not in the contract',
    '429': looksOn,
    unanswered: {
      ...looksOn,
      reads: inTurn((stage) => stage.runsOutOfPatience(2), confirmsInTheWindow, stillUnderWay),
    },
    offline: {
      ...looksOn,
      reads: stillUnderWay,
      way: confirmsInTheWindow,
    },
  },
};

function opensAgainInAWindow(): Act {
  return inTurn(
    async (stage) => {
      await stage.visit.seesTask();
      await stage.visit.signer.goesOnToSign();
    },
    opensTheWindow,
    confirmsInTheWindow,
  );
}
