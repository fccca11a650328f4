/** What signers read and do in many cells, in one place for each. */
import type { Stage } from './stage.ts';
import type { Act } from './scene.ts';

export const ERROR = (code: string): string => `signing-error ${code}`;
export const SENDS = 'signing-before-submit';
export const SIGNED = 'signing-completed';
export const REJECTED = 'signing-rejected';

/** Of each problem: its title, and a sentence of what to do. */
const WORDS = {
  'service-unavailable': ['The signing service does not answer', 'Try again in a few minutes.'],
  timeout: ['This takes too long', 'Check your connection, and try again.'],
  offline: ['You are offline', 'This page goes on when the connection is back.'],
  'outcome-unknown': ['Not known yet', 'Try again: it cannot sign twice.'],
  'not-found': ['Not found', 'Load the page again.'],
  'session-expired': ['You were away for a while', 'Open them again to go on.'],
  'precondition-failed': [
    'The request has changed since you opened it',
    'Look through it again before you sign.',
  ],
  'too-many-attempts': ['Too many tries', 'Wait a little, and try again.'],
  'action-missing': ['Something is left to do', 'sign again.'],
  'signature-invalid': ['The signature was not accepted', 'Check what you have filled in'],
} as const;

export type Code = keyof typeof WORDS;

/** A whole screen. */
export function panel(code: Code): Act {
  const [title, next] = WORDS[code];
  return async ({ visit: { page } }) => {
    await page.getByRole('heading', { name: title, exact: true }).waitFor();
    await page.getByText(next).waitFor();
  };
}

/** A message within a screen that stays. */
export function notice(code: Code): Act {
  const [title, next] = WORDS[code];
  return async ({ visit }) => {
    await visit.seesNotice(title, next);
    if (code === 'too-many-attempts') await visit.seesNotice(title, 'You can try again in 30 seconds.');
  };
}

export const opensAgain: Act = ({ visit }) => visit.presses('Open again');
export const triesAgain: Act = ({ visit }) => visit.presses('Try again');
export const pressesSign: Act = ({ visit }) => visit.presses(/^Sign/);

/** From the task as it is read to the receipt. */
export const signs: Act = async ({ visit }) => {
  await visit.seesTask();
  await visit.agreesAndSigns();
};

/** Agreed before: the box is still ticked. */
export const signsAsAgreed: Act = async ({ visit }) => {
  await visit.seesTask();
  await visit.signer.goesOnToSign();
  await visit.signer.button(/^Sign/).click();
};

export const seesReceipt: Act = ({ visit }) =>
  visit.seesPanel('You have signed', 'Fjord Homes has received your signature.');

export const seesRejected: Act = ({ visit: { page } }) =>
  page.getByRole('heading', { name: 'You have said no', exact: true }).waitFor();

/** Nothing that the signer could see. */
export const stillReads: Act = async (stage: Stage) => stage.visit.seesTask();

export function inTurn(...acts: readonly Act[]): Act {
  return async (stage) => {
    for (const act of acts) await act(stage);
  };
}
