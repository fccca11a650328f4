/** What comes before a signature by passkey: the challenge, and the passkey that is made for the first one. */
import type { OperationId } from '../../../demo/service/http/contract.ts';
import { VirtualAuthenticator } from '../../harness/virtual-authenticator.ts';
import type { Catches, Scene, Truth } from './scene.ts';
import {
  ERROR,
  inTurn,
  notice,
  opensAgain,
  panel,
  pressesSign,
  REJECTED,
  seesReceipt,
  seesRejected,
  SENDS,
  SIGNED,
  signsAsAgreed,
  type Code,
} from './words.ts';

/** Nothing has been sent that could sign: the signer is told why, and presses again. */
const notConfirmed = (code: Code): Truth => ({
  reads: notice(code),
  told: [SENDS, ERROR(code)],
  stands: 'ready',
  way: pressesSign,
  end: 'signed',
  thenTold: [SENDS, SIGNED],
});

const unnoticed: Truth = {
  reads: seesReceipt,
  told: [SENDS, SIGNED],
  stands: 'completed',
  end: 'signed',
  thenTold: [],
};

function proving(title: string, operation: OperationId, catches: Catches, sessionOver: Truth): Scene {
  return {
    title,
    operation,
    catches,
    // A subject of their own each, who has no passkey yet.
    task: () => ({
      subject: { name: 'Kari Nordmann', reference: `person-${crypto.randomUUID()}` },
      signatureMethods: ['passkey'],
    }),
    start: async ({ fault, visit }) => {
      // The news of it would come at the same time, and in either order: here nobody hears it.
      if (fault === '409') await visit.context.route('**/events', (route) => route.abort());
    },
    comes: async ({ visit }) => {
      await VirtualAuthenticator.in(visit.page);
      await visit.seesTask();
      await visit.signer.goesOnToSign();
      await visit.signer.agrees();
    },
    acts: pressesSign,
    endsElsewhereBy: 'rejection',
    cells: {
      refused: notConfirmed('service-unavailable'),
      'cut before the body': notConfirmed('service-unavailable'),
      'cut after the service': notConfirmed('service-unavailable'),
      '500': notConfirmed('service-unavailable'),
      '502': notConfirmed('service-unavailable'),
      '504': notConfirmed('service-unavailable'),
      '404': notConfirmed('not-found'),
      '401': {
        ...notConfirmed('session-expired'),
        reads: panel('session-expired'),
        way: inTurn(opensAgain, signsAsAgreed),
        thenTold: ['signing-ready ready', SENDS, SIGNED],
      },
      'session over': sessionOver,
      '409': {
        reads: seesRejected,
        told: [SENDS, ERROR('task-final'), REJECTED],
        stands: 'rejected',
        end: 'rejected',
        thenTold: [],
      },
      '412': 'not in the contract',
      '429': notConfirmed('too-many-attempts'),
      unanswered: {
        ...notConfirmed('timeout'),
        reads: inTurn((stage) => stage.runsOutOfPatience(), notice('timeout')),
      },
      offline: notConfirmed('offline'),
    },
  };
}

export const challenge = proving(
  'asks what the passkey is to sign',
  'createSignatureChallenge',
  ({ method, path }) => method === 'POST' && path.endsWith('/signature-challenges'),
  unnoticed,
);

export const registration = proving(
  'makes a passkey',
  'registerPasskey',
  ({ method, path, body }) =>
    method === 'POST' && path.endsWith('/passkeys') && body.includes('"credential"'),
  // It was made for a challenge of the session before: another one is made by the same press.
  {
    ...notConfirmed('signature-invalid'),
    reads: ({ visit }) =>
      visit.seesNotice('The confirmation does not fit this attempt', 'Press “Sign” and confirm again.'),
  },
);
