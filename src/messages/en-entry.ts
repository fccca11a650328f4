/** English: what is said before a task is open. */
import { plural } from './en-plural.ts';
import type { EntryWords } from './messages.ts';

const from = (sender: string | undefined): string => sender ?? 'the sender';
const From = (sender: string | undefined): string => sender ?? 'The sender';

export const entryWords: EntryWords = {
  problems: {
    'login-required': ({ sender }) => ({
      title: 'You need to log in first',
      text: `${From(sender)} wants to be sure who you are before you see the documents. Logging in does not sign anything.`,
      next: `If you cannot log in, ask ${from(sender)}.`,
    }),
    'artifact-required': ({ sender }) => ({
      title: 'Open this from where you came',
      text: 'These documents open only from the website that asks you to sign. The way in works once, and for a short time.',
      next: `Go back to ${from(sender)} and start signing from there.`,
    }),
    'login-failed': () => ({
      title: 'The login did not succeed',
      text: 'Your electronic ID did not confirm who you are.',
      next: 'Try again, or use another electronic ID.',
    }),
    'subject-mismatch': ({ sender }) => ({
      title: 'These documents are for someone else',
      text: 'The person who logged in is not the one who was asked to sign.',
      next: `Log in as the one who was asked, or tell ${from(sender)}.`,
    }),
    'login-cancelled': () => ({
      title: 'The login was cancelled',
      text: 'You have not been logged in.',
      next: 'Log in to go on.',
    }),
    'login-blocked': () => ({
      title: 'The login could not be opened',
      text: 'The browser did not let its window open.',
      next: 'Allow windows for this page and log in again, or take another way to it.',
    }),
  },
  reasons: {
    'too-late': {
      title: 'The login took too long',
      text: 'No answer came from your electronic ID in time.',
      next: 'Log in again to go on.',
    },
    code: {
      title: 'No documents open with this code',
      text: 'It may be mistyped, or no longer valid.',
      next: 'Compare it with the code that you were sent, or ask the sender for a new one.',
    },
  },
  code: {
    heading: 'Open with a code',
    label: 'Code',
    hint: 'It is in the message that you were sent: eleven letters and digits.',
    left: (count) => `${plural(count, '1 character', 'characters')} to go`,
    faults: {
      character: 'A code has only the letters A to Z and digits.',
      long: 'That is too long: a code has eleven letters and digits.',
      check: 'One character does not fit. Compare it with the code that you were sent.',
    },
    open: 'Open',
  },
  login: {
    start: 'Log in with electronic ID',
    again: 'Log in again',
    here: 'Log in on this page',
    ownWindow: 'Open in its own window',
    cancel: 'Cancel',
    windowLost: {
      title: 'We can no longer see the login window',
      text: 'If you closed it, try again. If you have it open, go on there.',
    },
  },
  loggingIn: {
    title: 'Logging in',
    text: 'Go on in the login window, or wait a moment while you are taken to your electronic ID.',
  },
};
