/** The stream of what happens meanwhile. Nothing depends on it: without it the task is signed as well. */
import type { Act, Scene, Truth } from './scene.ts';
import { inTurn, SENDS, SIGNED, signs, stillReads } from './words.ts';

/** Longer than the longest pause before the stream is asked for again. */
const LONGEST_PAUSE_MILLISECONDS = 45_000;

const unnoticed: Truth = {
  reads: inTurn((stage) => stage.met(), stillReads),
  told: [],
  stands: 'ready',
  way: signs,
  end: 'signed',
  thenTold: [SENDS, SIGNED],
};

/** What another signer did while nothing could be told is told when the stream is there again. */
const hearsOfTheOther: Act = async (stage) => {
  await stage.otherSigns();
  await stage.putsForward(LONGEST_PAUSE_MILLISECONDS);
  await stage.hears('task.completed');
};

const catchesUp: Truth = { ...unnoticed, way: inTurn(hearsOfTheOther, signs) };

export const events: Scene = {
  title: 'follows what happens',
  operation: 'streamTaskEvents',
  catches: ({ path }) => path.endsWith('/events'),
  faultFrom: 'the start',
  acts: ({ taskUrl, visit }) => visit.opens(taskUrl),
  cells: {
    refused: catchesUp,
    'cut before the body': catchesUp,
    'cut after the service': catchesUp,
    '500': catchesUp,
    '502': catchesUp,
    '504': catchesUp,
    '404': unnoticed,
    '401': unnoticed,
    'session over': { ...unnoticed, reads: stillReads },
    '409': 'not in the contract',
    '412': 'not in the contract',
    '429': catchesUp,
    unanswered: unnoticed,
    offline: { never: 'A line that is lost while the stream runs is told of in `ends/offline.ts`.' },
  },
};
