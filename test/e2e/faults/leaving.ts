/** Leaving the task open, for later or for good: nothing is signed by it, and it can be asked for again. */
import type { OperationId } from '../../../demo/service/http/contract.ts';
import type { Act, End, Scene, Truth } from './scene.ts';
import { ERROR, inTurn, notice, opensAgain, panel, seesReceipt, SIGNED, type Code } from './words.ts';

interface Leave {
  readonly title: string;
  readonly operation: OperationId;
  readonly path: string;
  readonly picks: 'Sign later' | 'Cancel';
  readonly end: End;
}

function leaving({ title, operation, path, picks, end }: Leave): Scene {
  const leaves: Act = ({ visit }) => visit.picks(picks);
  const told = `signing-${end}`;
  const stays = (code: Code, way: Act = leaves): Truth => ({
    reads: notice(code),
    told: [ERROR(code)],
    stands: 'ready',
    way,
    end,
    thenTold: [told],
  });
  const left: Truth = {
    reads: async () => undefined,
    told: [],
    stands: 'ready',
    end,
    thenTold: [told],
  };
  return {
    title,
    operation,
    catches: ({ method, path: asked }) => method === 'POST' && asked.endsWith(path),
    acts: leaves,
    cells: {
      refused: stays('service-unavailable'),
      'cut before the body': stays('service-unavailable'),
      'cut after the service': stays('service-unavailable'),
      '500': stays('service-unavailable'),
      '502': stays('service-unavailable'),
      '504': stays('service-unavailable'),
      '404': stays('not-found'),
      '401': {
        ...stays('session-expired'),
        reads: panel('session-expired'),
        way: inTurn(opensAgain, ({ visit }) => visit.seesTask(), leaves),
        thenTold: ['signing-ready ready', told],
      },
      'session over': {
        ...left,
        reads: ({ visit }) => visit.signer.button('Open again').waitFor(),
        told: [told],
        thenTold: [],
      },
      '409': { reads: seesReceipt, told: [SIGNED], stands: 'completed', end: 'signed', thenTold: [] },
      '412': 'not in the contract',
      '429': stays('too-many-attempts'),
      unanswered: {
        ...stays('timeout'),
        reads: inTurn((stage) => stage.runsOutOfPatience(), notice('timeout')),
      },
      // The words go with what they are about; then it is asked for again.
      offline: stays('offline', async (stage) => {
        await stage.visit.page.getByText('You are offline', { exact: true }).waitFor({ state: 'detached' });
        await leaves(stage);
      }),
    },
  };
}

export const postponement = leaving({
  title: 'leaves it for later',
  operation: 'postponeTask',
  path: '/postponement',
  picks: 'Sign later',
  end: 'postponed',
});

export const cancellation = leaving({
  title: 'breaks it off',
  operation: 'cancelTask',
  path: '/cancellation',
  picks: 'Cancel',
  end: 'cancelled',
});
