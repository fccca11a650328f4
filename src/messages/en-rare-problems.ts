/** English: what is said of problems that hardly any signer meets; loaded when one does. */
import type { RareTexts } from './messages.ts';

const from = (sender: string | undefined): string => sender ?? 'the sender';

export const rareTexts: RareTexts = {
  problems: {
    'invalid-request': () => ({
      title: 'The signing service did not accept this',
      text: 'Something in what was sent was not as the service expects. Nothing has been signed.',
      next: 'Load the page again. If it happens again, tell the sender.',
    }),
    'consent-missing': () => ({
      title: 'Your consent was not registered',
      text: 'The service needs your consent to the text as it stands now. Nothing has been signed.',
      next: 'Read the consent, tick the box and sign again.',
    }),
    'action-missing': () => ({
      title: 'Something is left to do',
      text: 'The service has not registered that every document was read. Nothing has been signed.',
      next: 'Go back, look through every document, and sign again.',
    }),
    'signature-invalid': () => ({
      title: 'The signature was not accepted',
      text: 'The service could not use this signature. Nothing has been signed.',
      next: 'Check what you have filled in, or choose another way to sign.',
    }),
    'document-unsupported': ({ sender }) => ({
      title: 'This document cannot be shown here',
      text: 'It may be protected by a password, or of a kind that this page cannot open.',
      next: `Ask ${from(sender)} for a version without protection.`,
    }),
    'document-unreadable': ({ sender }) => ({
      title: 'The document is damaged',
      text: 'It cannot be read, and so it cannot be signed.',
      next: `Tell ${from(sender)}, and ask for a new one.`,
    }),
    'idempotency-key-reused': () => ({
      title: 'This was already sent, with other content',
      text: 'The service has an earlier answer from this page that differs from what you sent now.',
      next: 'Check what you have filled in, and sign again.',
    }),
    unauthorized: ({ sender }) => ({
      title: 'No access',
      text: 'The signing service does not let this page in.',
      next: `Open the link that you were sent once more. If that does not help, tell ${from(sender)}.`,
    }),
    forbidden: ({ sender }) => ({
      title: 'This is not allowed',
      text: 'The signing service does not allow this for these documents.',
      next: `Ask ${from(sender)}.`,
    }),
    'not-found': () => ({
      title: 'Not found',
      text: 'A part of what you asked for is not there.',
      next: 'Load the page again. If it happens again, tell the sender.',
    }),
    'task-final': () => ({
      title: 'This has already been dealt with',
      text: 'These documents cannot be signed any more. Nothing was changed.',
      next: 'Load the page again to see what became of them.',
    }),
    'task-blocked': () => ({
      title: 'It is not your turn yet',
      text: 'Someone else has to sign first. Nothing has been signed.',
      next: 'Come back later; the link stays the same.',
    }),
    'not-sealed-yet': () => ({
      title: 'The signed version is not ready yet',
      text: 'It is made when everyone has signed.',
      next: 'Try again in a while.',
    }),
    'precondition-required': () => ({
      title: 'The request has to be looked at again',
      text: 'The service needs to know which version you saw. Nothing has been signed.',
      next: 'Look through it, and sign again.',
    }),
    'too-large': () => ({
      title: 'Too large',
      text: 'The document is more than this device or the service can hold.',
      next: 'Try on a computer with more memory, or tell the sender.',
    }),
    'unsupported-media-type': () => ({
      title: 'This kind of file cannot be used',
      text: 'The signing service takes PDF documents only. Nothing has been signed.',
      next: 'Tell the sender.',
    }),
  },
  reasons: {
    'no-method': {
      title: 'This cannot be signed here yet',
      text: 'The sender asks for a way to sign that this page does not have.',
      next: 'Ask the sender for another way to sign.',
    },
    'not-a-task': {
      title: 'The signing service gave no proper answer',
      text: 'Something else answered in its place. On a public network, a login page is often the cause.',
      next: 'Check your connection, and try again.',
    },
    shown: {
      title: 'What you saw is not the document you were asked to sign',
      text: 'When all of it had come, it turned out to differ from what the request describes. It was taken away: do not rely on what was shown. Nothing has been signed.',
      next: 'It may have been damaged on the way: try again. If the same happens again, do not sign, and tell the sender what this page says.',
    },
    'page-count': {
      title: 'The document is not the one you were asked to sign',
      text: 'It has another number of pages than the request says, so signing was stopped. Nothing has been signed.',
      next: 'Do not sign. Tell the sender what this page says.',
    },
  },
};
