/** Opening the task. Nothing is there to be read before the service has said so, and one press leads on. */
import { readsAWhile } from '../ends/offline.ts';
import type { Scene, Truth } from './scene.ts';
import { ERROR, inTurn, opensAgain, panel, SENDS, SIGNED, signs, triesAgain, type Code } from './words.ts';

const OPENED_AND_SIGNED = ['signing-ready ready', SENDS, SIGNED];

function shutOut(code: Code, again = triesAgain): Truth {
  return {
    reads: panel(code),
    told: [ERROR(code)],
    stands: 'ready',
    way: inTurn(again, signs),
    end: 'signed',
    thenTold: OPENED_AND_SIGNED,
  };
}

const noSession = { never: 'There is no session before the task has been opened.' };

export const opening: Scene = {
  title: 'opens the task',
  operation: 'openTask',
  catches: ({ method, path }) => method === 'POST' && path === '/task-sessions',
  comes: async ({ fault, sites, taskUrl, visit }) => {
    // Without a line not even the service's page would come: there it is a customer's, which has had a task open.
    if (fault !== 'offline') return;
    await visit.opens(sites.embedding.elementPage(sites.service.url, { src: taskUrl }));
    await visit.seesTask();
    // All of it: what has not come by then never does, once the task is gone.
    await readsAWhile(visit);
    await visit.page.locator('signing-widget').evaluate((element) => element.removeAttribute('src'));
    await visit.page.getByRole('heading', { name: 'Nothing to sign' }).waitFor();
  },
  acts: async ({ fault, taskUrl, visit }) => {
    if (fault !== 'offline') return visit.opens(taskUrl);
    await visit.page.locator('signing-widget').evaluate((element, url) => {
      element.setAttribute('src', url);
    }, taskUrl);
  },
  opens: true,
  cells: {
    refused: shutOut('service-unavailable'),
    'cut before the body': shutOut('service-unavailable'),
    'cut after the service': shutOut('service-unavailable'),
    '500': shutOut('service-unavailable'),
    '502': shutOut('service-unavailable'),
    '504': shutOut('service-unavailable'),
    '404': shutOut('not-found', opensAgain),
    '401': noSession,
    'session over': noSession,
    '409': 'not in the contract',
    '412': 'not in the contract',
    '429': shutOut('too-many-attempts'),
    unanswered: {
      ...shutOut('timeout'),
      reads: inTurn((stage) => stage.runsOutOfPatience(), panel('timeout')),
    },
    offline: {
      ...shutOut('offline'),
      told: ['signing-ready ready', ERROR('offline')],
      way: signs,
    },
  },
};
