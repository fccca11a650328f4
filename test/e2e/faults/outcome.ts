/** Reading the task for what became of a signature whose answer was lost. It is signed: nobody says that it is not. */
import type { Act, Scene, Truth } from './scene.ts';
import { completion } from './completion.ts';
import { ERROR, inTurn, panel, pressesSign, seesReceipt, SENDS, SIGNED, triesAgain } from './words.ts';

const UNKNOWN = ERROR('outcome-unknown');

/** By a press, unless it has been found out by itself before that. */
const checksNow: Act = async ({ visit: { page } }) => {
  const button = page.getByRole('button', { name: 'Check now' });
  const receipt = page.getByRole('heading', { name: 'You have signed' });
  await button.or(receipt).waitFor();
  if (await button.isVisible()) await Promise.race([button.click(), receipt.waitFor()]);
};

/** It is looked at again now and then, and when the signer asks for it. */
const notKnownYet: Truth = {
  reads: async ({ visit: { page } }) => {
    await page.getByRole('heading', { name: 'Not known yet' }).waitFor();
    await page.getByRole('button', { name: 'Check now' }).waitFor();
  },
  told: [SENDS, UNKNOWN],
  stands: 'completed',
  way: checksNow,
  end: 'signed',
  thenTold: [SIGNED],
};

/** The way to the answer is barred; the words stay the same. */
const barred: Truth = {
  reads: panel('outcome-unknown'),
  told: [SENDS, UNKNOWN],
  stands: 'completed',
  way: triesAgain,
  end: 'signed',
  thenTold: ['signing-ready completed', SIGNED],
};

export const outcome: Scene = {
  title: 'waits for what became of the signature',
  operation: 'readTask',
  catches: ({ method, path }) => method === 'GET' && /^\/tasks\/[^/]+$/.test(path),
  comes: completion.comes,
  loses: completion.catches,
  acts: pressesSign,
  cells: {
    refused: notKnownYet,
    'cut before the body': notKnownYet,
    'cut after the service': notKnownYet,
    '500': notKnownYet,
    '502': notKnownYet,
    '504': notKnownYet,
    '404': barred,
    '401': barred,
    'session over': {
      ...notKnownYet,
      reads: seesReceipt,
      told: [SENDS, UNKNOWN, SIGNED],
      way: undefined,
      thenTold: [],
    },
    '409': 'not in the contract',
    '412': 'not in the contract',
    '429': notKnownYet,
    unanswered: { ...notKnownYet, reads: inTurn((stage) => stage.runsOutOfPatience(), notKnownYet.reads) },
    offline: {
      never: 'Without a line the completion does not get there either: it is told of under “signs”.',
    },
  },
};
