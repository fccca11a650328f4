/** The completion. Nobody is told that it is signed before the service has said so, and no fault signs twice. */
import type { Scene, Truth } from './scene.ts';
import {
  ERROR,
  inTurn,
  notice,
  opensAgain,
  panel,
  pressesSign,
  seesReceipt,
  SENDS,
  SIGNED,
  signsAsAgreed,
} from './words.ts';

const UNKNOWN = ERROR('outcome-unknown');
const READY = 'signing-ready ready';

/** Sent four times under one key, each time after a look at the task: then the signer is asked whether to try again. */
const notKnown: Truth = {
  reads: notice('outcome-unknown'),
  told: [SENDS, UNKNOWN],
  stands: 'ready',
  way: pressesSign,
  end: 'signed',
  thenTold: [SENDS, SIGNED],
};

/** The task is read, and says what has become of it. */
const foundOut: Truth = {
  reads: seesReceipt,
  told: [SENDS, UNKNOWN, SIGNED],
  stands: 'completed',
  end: 'signed',
  thenTold: [],
};

const unnoticed: Truth = { ...foundOut, told: [SENDS, SIGNED] };

export const completion: Scene = {
  title: 'signs',
  operation: 'completeTask',
  catches: ({ method, path }) => method === 'POST' && path.endsWith('/completion'),
  comes: async ({ visit }) => {
    await visit.seesTask();
    await visit.signer.goesOnToSign();
    await visit.signer.agrees();
  },
  acts: pressesSign,
  cells: {
    refused: notKnown,
    'cut before the body': foundOut,
    'cut after the service': foundOut,
    '500': notKnown,
    '502': notKnown,
    '504': foundOut,
    '404': {
      reads: panel('not-found'),
      told: [SENDS, ERROR('not-found')],
      stands: 'ready',
      way: inTurn(opensAgain, signsAsAgreed),
      end: 'signed',
      thenTold: [READY, SENDS, SIGNED],
    },
    '401': {
      reads: panel('session-expired'),
      told: [SENDS, ERROR('session-expired')],
      stands: 'ready',
      way: inTurn(opensAgain, signsAsAgreed),
      end: 'signed',
      thenTold: [READY, SENDS, SIGNED],
    },
    'session over': unnoticed,
    '409': unnoticed,
    '412': {
      reads: notice('precondition-failed'),
      told: [SENDS, ERROR('precondition-failed')],
      stands: 'ready',
      way: pressesSign,
      end: 'signed',
      thenTold: [SENDS, SIGNED],
    },
    '429': {
      reads: notice('too-many-attempts'),
      told: [SENDS, ERROR('too-many-attempts')],
      stands: 'ready',
      way: pressesSign,
      end: 'signed',
      thenTold: [SENDS, SIGNED],
    },
    unanswered: {
      reads: inTurn((stage) => stage.runsOutOfPatience(4), notice('outcome-unknown')),
      told: [SENDS, UNKNOWN],
      stands: 'ready',
      // All four arrive after all, and are one.
      end: 'signed',
      thenTold: [SIGNED],
    },
    offline: {
      reads: async ({ visit: { page } }) => {
        await page.getByRole('heading', { name: 'Not known yet' }).waitFor();
        await page.getByRole('button', { name: 'Check now' }).waitFor();
      },
      told: [SENDS, UNKNOWN],
      stands: 'ready',
      end: 'signed',
      thenTold: [SIGNED],
    },
  },
};
