/** English: what is said from the last step before signing on, and of a task with no work left in it. */
import { plural } from './en-plural.ts';
import { problems } from './en-problems.ts';
import type { SigningWords } from './messages.ts';

const from = (sender: string | undefined): string => sender ?? 'the sender';

export const signingWords: SigningWords = {
  taskStatus: {
    blocked: 'Waits for others',
    ready: 'Has not signed yet',
    completed: 'Has signed',
    rejected: 'Has said no',
    expired: 'Did not sign in time',
    deleted: 'Withdrawn',
  },
  panels: {
    rejected: ({ sender }) => ({
      title: 'You have said no',
      text: `These documents were rejected, and ${from(sender)} has been told. That cannot be undone.`,
      next: `If you have changed your mind, ask ${from(sender)} for a new request.`,
    }),
    postponed: () => ({
      title: 'Left for later',
      text: 'Nothing has been signed. The documents are waiting for you.',
      next: 'Open them here, or come back later the way you came.',
    }),
    cancelled: () => ({
      title: 'Stopped',
      text: 'Nothing has been signed. The documents can still be opened.',
      next: 'Open them here, or come back later the way you came.',
    }),
    expired: problems['task-expired'],
    deleted: problems['task-deleted'],
  },
  reading: {
    checking: 'Checking the document… You can read it meanwhile.',
    broken: 'The line is broken. Reading goes on; signing waits until the rest of the document has come.',
    unanswered:
      'The signing service does not answer. Reading goes on; signing waits until the rest of the document has come.',
    unread: (count, pages) =>
      `${plural(count, '1 page', 'pages')} left to read before you can sign${pages === undefined ? '.' : `: ${pages}.`}`,
    unopened: (count) => `${plural(count, '1 document', 'documents')} left to open before you can sign.`,
    goToUnread: 'Next unread page',
    goToUnopened: 'Next document',
    undrawn: (page, sender) => ({
      title: `Page ${page} could not be shown`,
      text: 'You cannot sign here what cannot be shown to you. Nothing has been signed.',
      next: `Try again, or open this page in another browser. If that does not help, tell ${sender}.`,
    }),
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
  },
  rejecting: {
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
};
