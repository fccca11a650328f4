/**
 * Telling which pages were in view, where all of them must have been. The signer never hears of it as such; what
 * could not be told is told again with the signature, and without it the service does not take that.
 */
import type { Act, Scene, Truth } from './scene.ts';
import {
  ERROR,
  inTurn,
  notice,
  pressesSign,
  REJECTED,
  seesReceipt,
  seesRejected,
  SENDS,
  SIGNED,
  signs,
} from './words.ts';

/** The signature is refused, with nothing signed, and the same press is enough once the service hears again. */
const leftToDo: Truth = {
  reads: inTurn((stage) => stage.met(), signs, notice('action-missing')),
  told: [SENDS, ERROR('action-missing')],
  stands: 'ready',
  way: pressesSign,
  end: 'signed',
  thenTold: [SENDS, SIGNED],
};

/** What waits to be told is told before the signature, one after the other, and each is waited for. */
const waitsForEach: Act = async (stage) => {
  const over = notice('action-missing')(stage).then(() => true);
  const lost = (count: number) => stage.met(count).then(() => false);
  for (let count = 1; !(await Promise.race([over, lost(count)])); count++) await stage.losesPatience();
};

/** The service knows of the pages, and takes the signature. */
const known: Truth = {
  reads: inTurn((stage) => stage.met(), signs, seesReceipt),
  told: [SENDS, SIGNED],
  stands: 'completed',
  end: 'signed',
  thenTold: [],
};

export const pagesViewed: Scene = {
  title: 'has read the last page',
  operation: 'reportPagesViewed',
  catches: ({ method, path }) => method === 'POST' && path.endsWith('/view'),
  pages: 3,
  task: { actions: [{ document: 'contract', type: 'sign', readAll: true }] },
  endsElsewhereBy: 'rejection',
  keptAlive: true,
  comes: ({ visit: { page } }) => page.getByText('3 pages left to read before you can sign: 1–3.').waitFor(),
  acts: ({ visit }) => visit.readsToTheEnd(),
  cells: {
    refused: leftToDo,
    'cut before the body': { never: 'The answer is 204: it has no body.' },
    'cut after the service': known,
    '500': leftToDo,
    '502': leftToDo,
    '504': known,
    '404': leftToDo,
    '401': leftToDo,
    'session over': { ...known, reads: inTurn(signs, seesReceipt) },
    // To the report of a page nobody says so: the news of the end comes by itself.
    '409': {
      reads: seesRejected,
      told: [REJECTED],
      stands: 'rejected',
      end: 'rejected',
      thenTold: [],
    },
    '412': 'not in the contract',
    '429': leftToDo,
    unanswered: { ...leftToDo, reads: inTurn(signs, waitsForEach, notice('action-missing')) },
    offline: {
      reads: inTurn(signs, async ({ visit: { page } }) => {
        await page.getByRole('heading', { name: 'Not known yet' }).waitFor();
      }),
      told: [SENDS, ERROR('outcome-unknown')],
      stands: 'ready',
      end: 'signed',
      thenTold: [SIGNED],
    },
  },
};
