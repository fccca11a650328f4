/** English. Always there: it also stands in where another language cannot be loaded. */
import { englishDocumentViewStrings } from '../document/document-view-strings.ts';
import { panels, problem, problems, reasons } from './en-problems.ts';
import { later } from './later.ts';
import type { Messages } from './messages.ts';

const plural = (count: number, one: string, other: string): string =>
  count === 1 ? one : `${count} ${other}`;

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
  taskStatus: {
    blocked: 'Waits for others',
    ready: 'Has not signed yet',
    completed: 'Has signed',
    rejected: 'Has said no',
    expired: 'Did not sign in time',
    deleted: 'Withdrawn',
  },
  problems,
  reasons,
  rare: later(async () => (await import('./en-rare-problems.ts')).rareTexts),
  problem,
  panels,
  document: englishDocumentViewStrings,

  from: (sender) => `From ${sender}`,
  signBefore: (when) => `Sign by ${when}`,
  messageFrom: (sender) => `Message from ${sender}`,
  documents: 'Documents',
  pageCount: (count) => plural(count, '1 page', 'pages'),
  loadingDocument: (percent) => (percent ? `Loading the document, ${percent}` : 'Loading the document'),

  reviewing: {
    continue: 'Continue to sign',
    ready: 'Read it through. You sign on the next step.',
    loading: 'The document is being loaded and checked.',
    unread: (count) => `${plural(count, '1 page', 'pages')} left to read before you can sign.`,
    unopened: (count) => `${plural(count, '1 document', 'documents')} left to open before you can sign.`,
    goToUnread: 'Next unread page',
    goToUnopened: 'Next document',
  },
  signing: {
    heading: 'Sign',
    youSign: (count) => (count === 1 ? 'You are signing' : `You are signing ${count} documents`),
    onlyToRead: 'For information, not signed',
    optional: 'Sign this one too (optional)',
    openFirst: 'Open it first to sign it too (optional)',
    as: 'As',
    for: 'At the request of',
    methodLegend: 'How do you want to sign?',
    method: {
      handwritten: { label: 'Type your name', hint: 'It is shown as a signature in the document.' },
      consent: { label: 'Agree without a written name', hint: 'Your consent is your signature.' },
    },
    nameLabel: 'Type your name to sign',
    nameHint: 'As you write it when you sign on paper.',
    preview: 'Your signature will look like this',
    consentLegend: 'Consent',
    agree: 'I agree',
    gaps: {
      method: 'Choose how you want to sign.',
      text: 'Type your name.',
      consent: 'Tick the box to agree.',
    },
    sign: (title, count) =>
      title !== undefined ? `Sign “${title}”` : count === 1 ? 'Sign document' : `Sign ${count} documents`,
    back: 'Back',
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
  decline: {
    more: 'More',
    reject: 'Reject…',
    postpone: 'Sign later',
    cancel: 'Cancel',
    leaving: { postpone: 'Leaving it for later…', cancel: 'Stopping…' },
    heading: 'Reject',
    text: (sender) =>
      `You say no to signing, and ${sender} gets to know it. This is final: it cannot be undone.`,
    reason: 'Reason (optional)',
    reasonHint: (sender) => `${sender} can read it.`,
    left: (count) => `${plural(count, '1 character', 'characters')} left`,
    confirm: 'Reject',
    sending: 'Sending your answer',
    checking: 'Your answer was sent, but it is not known yet whether it arrived. We are checking.',
  },
  sessionEnds: {
    title: 'The documents will soon be closed',
    text: 'They are open for a limited time only.',
    stay: 'Stay',
  },
  submitting: {
    heading: 'Sending your signature',
    text: 'This takes a moment. Please stay on this page.',
    unknownHeading: 'Not known yet',
    unknownText:
      'Your signature was sent, but no answer has come back. We keep checking and will not sign twice. You can also come back to this link later.',
    checkNow: 'Check now',
    checking: 'Checking…',
  },
  blocked: {
    heading: 'It is not your turn yet',
    text: (sender) =>
      `Others have to sign first. ${sender} has set the order. This page opens the documents when it is your turn; you can also come back later with the same link.`,
    others: 'Who else signs',
  },
  receipt: {
    heading: 'You have signed',
    text: (sender) => `${sender} has received your signature.`,
    signedBy: 'Signed by',
    signedAt: 'When',
    method: 'How',
    methods: {
      consent: 'By consent',
      handwritten: 'With a typed name',
      eid: 'With an electronic ID',
      passkey: 'With a passkey',
    },
    reference: 'Reference',
    fingerprint: 'Fingerprint of the document (SHA-256)',
    original: 'Download original',
    sealed: 'Download signed version',
    downloading: 'Downloading…',
    downloadFailed: 'The download did not succeed. Try again.',
    sealing: (waitingFor) =>
      waitingFor === 0
        ? 'The signed version is being made. It appears here in a moment.'
        : `The signed version is made when everyone has signed. ${plural(waitingFor, '1 person has', 'people have')} yet to sign.`,
    sealedReady: 'The signed version is ready.',
    others: 'Who else signs',
    keep: 'Keep a copy for yourself.',
  },
  tryAgain: 'Try again',
  reload: 'Open again',
  retryAfter: (seconds) => `You can try again in ${plural(seconds, '1 second', 'seconds')}.`,
  requestId: (id) => `Reference for support: ${id}`,
  whatToDo: 'What you can do',
};
