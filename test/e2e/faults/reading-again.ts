/** Reading the task: when it is opened again, and when the page looks at it again while the signer reads. */
import type { Scene, Truth } from './scene.ts';
import {
  ERROR,
  inTurn,
  opensAgain,
  panel,
  SENDS,
  SIGNED,
  signs,
  stillReads,
  triesAgain,
  type Code,
} from './words.ts';

const READY = 'signing-ready ready';

const catches: Scene['catches'] = ({ method, path }) => method === 'GET' && /^\/tasks\/[^/]+$/.test(path);

function shutOut(code: Code, again = triesAgain): Truth {
  return {
    reads: panel(code),
    told: ['signing-postponed', ERROR(code)],
    stands: 'ready',
    way: inTurn(again, signs),
    end: 'signed',
    thenTold: [READY, SENDS, SIGNED],
  };
}

/** What the session is refused for does not matter: it is opened anew. */
const openedAnew: Truth = {
  reads: stillReads,
  told: ['signing-postponed', READY],
  stands: 'ready',
  way: signs,
  end: 'signed',
  thenTold: [SENDS, SIGNED],
};

export const openingAgain: Scene = {
  title: 'comes back to what was left for later',
  operation: 'readTask',
  catches: (heard) => catches(heard),
  comes: async ({ visit }) => {
    await visit.seesTask();
    await visit.picks('Sign later');
    await visit.signer.button('Open again').waitFor();
  },
  acts: opensAgain,
  cells: {
    refused: shutOut('service-unavailable'),
    'cut before the body': shutOut('service-unavailable'),
    'cut after the service': shutOut('service-unavailable'),
    '500': shutOut('service-unavailable'),
    '502': shutOut('service-unavailable'),
    '504': shutOut('service-unavailable'),
    '404': shutOut('not-found', opensAgain),
    '401': openedAnew,
    'session over': openedAnew,
    '409': 'not in the contract',
    '412': 'not in the contract',
    '429': shutOut('too-many-attempts'),
    unanswered: {
      ...shutOut('timeout'),
      reads: inTurn((stage) => stage.runsOutOfPatience(), panel('timeout')),
    },
    offline: { ...shutOut('offline'), way: signs },
  },
};

/** Reading goes on: that a look at the task did not succeed is nobody's concern yet. */
const unnoticed: Truth = {
  reads: inTurn((stage) => stage.met(), stillReads),
  told: [],
  stands: 'ready',
  way: signs,
  end: 'signed',
  thenTold: [SENDS, SIGNED],
};

const closed = (code: Code): Truth => ({
  reads: panel(code),
  told: [ERROR(code)],
  stands: 'ready',
  way: inTurn(opensAgain, signs),
  end: 'signed',
  thenTold: [READY, SENDS, SIGNED],
});

export const lookingAgain: Scene = {
  title: 'comes back into view while reading',
  operation: 'readTask',
  catches: (heard) => catches(heard),
  acts: ({ visit }) => visit.comesBack(),
  cells: {
    refused: unnoticed,
    'cut before the body': unnoticed,
    'cut after the service': unnoticed,
    '500': unnoticed,
    '502': unnoticed,
    '504': unnoticed,
    '404': unnoticed,
    '401': closed('session-expired'),
    'session over': { ...unnoticed, reads: stillReads },
    '409': 'not in the contract',
    '412': 'not in the contract',
    '429': unnoticed,
    unanswered: {
      ...unnoticed,
      reads: inTurn((stage) => stage.runsOutOfPatience(), stillReads),
    },
    offline: unnoticed,
  },
};
