/** Saying no. It is final: it is called so when the service has said so, and can be sent again until then. */
import type { Act, Scene, Truth } from './scene.ts';
import {
  ERROR,
  inTurn,
  notice,
  opensAgain,
  panel,
  REJECTED,
  seesReceipt,
  seesRejected,
  SIGNED,
  type Code,
} from './words.ts';

const pressesReject: Act = ({ visit }) => visit.presses('Reject');

const startsToReject: Act = async ({ visit }) => {
  await visit.seesTask();
  await visit.picks('Reject…');
  await visit.signer.button('Reject').waitFor();
};

const notThere = (code: Code): Truth => ({
  reads: notice(code),
  told: [ERROR(code)],
  stands: 'ready',
  way: pressesReject,
  end: 'rejected',
  thenTold: [REJECTED],
});

const closed = (code: Code): Truth => ({
  reads: panel(code),
  told: [ERROR(code)],
  stands: 'ready',
  way: inTurn(opensAgain, startsToReject, pressesReject),
  end: 'rejected',
  thenTold: ['signing-ready ready', REJECTED],
});

/** The task is read, and says what has become of it. */
const foundOut: Truth = {
  reads: seesRejected,
  told: [REJECTED],
  stands: 'rejected',
  end: 'rejected',
  thenTold: [],
};

export const rejection: Scene = {
  title: 'says no',
  operation: 'rejectTask',
  catches: ({ method, path }) => method === 'POST' && path.endsWith('/rejection'),
  comes: startsToReject,
  acts: pressesReject,
  cells: {
    refused: notThere('service-unavailable'),
    'cut before the body': foundOut,
    'cut after the service': foundOut,
    '500': notThere('service-unavailable'),
    '502': notThere('service-unavailable'),
    '504': foundOut,
    '404': closed('not-found'),
    '401': closed('session-expired'),
    'session over': foundOut,
    '409': { reads: seesReceipt, told: [SIGNED], stands: 'completed', end: 'signed', thenTold: [] },
    '412': 'not in the contract',
    '429': notThere('too-many-attempts'),
    unanswered: {
      ...notThere('timeout'),
      reads: inTurn((stage) => stage.runsOutOfPatience(), notice('timeout')),
      // It arrives after all, and the news of it comes by itself.
      way: undefined,
    },
    offline: notThere('offline'),
  },
};
