/** English. Always there: it also stands in where another language cannot be loaded. */
import { idle, notLoaded, problem, problems, reasons } from './en-problems.ts';
import { later } from './later.ts';
import { plural } from './en-plural.ts';
import type { Messages } from './messages.ts';

export const en: Messages = {
  direction: 'ltr',
  announce: {
    idle: '',
    opening: 'Opening your documents',
    'code-required': 'A code is needed',
    'login-required': 'You need to log in first',
    'logging-in': 'Logging in',
    blocked: 'It is not your turn yet',
    reviewing: 'The documents are open',
    signing: 'Sign',
    submitting: 'Sending your signature',
    completed: 'You have signed',
    rejected: 'Rejected',
    postponed: 'Left for later',
    cancelled: 'Stopped',
    expired: 'The deadline has passed',
    deleted: 'The request was withdrawn',
    failed: 'Something went wrong',
  },
  problems,
  reasons,
  entry: later(async () => (await import('./en-entry.ts')).entryWords),
  document: later(async () => (await import('./en-document.ts')).documentWords),
  signing: later(async () => (await import('./en-signing.ts')).signingWords),
  rare: later(async () => (await import('./en-rare-problems.ts')).rareTexts),
  problem,
  idle,
  notLoaded,

  from: (sender) => `From ${sender}`,
  signBefore: (when) => `Sign by ${when}`,
  messageFrom: (sender) => `Message from ${sender}`,
  documents: 'Documents',
  pageCount: (count) => plural(count, '1 page', 'pages'),
  percent: (share) => `${Math.round(share * 100)}%`,
  loadingDocument: (percent) => (percent ? `Loading the document, ${percent}` : 'Loading the document'),

  reviewing: {
    continue: 'Continue to sign',
    ready: 'Read it through. You sign on the next step.',
    loading: 'The document is being loaded and checked.',
  },
  decline: {
    more: 'More',
    reject: 'Reject…',
    postpone: 'Sign later',
    cancel: 'Cancel',
    leaving: { postpone: 'Leaving it for later…', cancel: 'Stopping…' },
  },
  sessionEnds: {
    title: 'The documents will soon be closed',
    text: 'They are open for a limited time only.',
    stay: 'Stay',
  },
  back: 'Back',
  tryAgain: 'Try again',
  reload: 'Open again',
  retryAfter: (seconds) => `You can try again in ${plural(seconds, '1 second', 'seconds')}.`,
  requestId: (id) => `Reference for support: ${id}`,
  whatToDo: 'What you can do',
};
