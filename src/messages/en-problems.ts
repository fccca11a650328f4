/** English: what is said when something goes wrong. */
import type { Messages, PanelText } from './messages.ts';

const from = (sender: string | undefined): string => sender ?? 'the sender';
const From = (sender: string | undefined): string => sender ?? 'The sender';

export const problems: Messages['problems'] = {
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
  'session-expired': () => ({
    title: 'You were away for a while',
    text: 'For your safety the documents were closed. Nothing has been signed.',
    next: 'Open them again to go on.',
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
  'task-not-found': () => ({
    title: 'We cannot find these documents',
    text: 'The link may be incomplete, used up, or no longer valid.',
    next: 'Copy the whole link from your message and open it again, or ask the sender for a new one.',
  }),
  'task-expired': ({ sender }) => ({
    title: 'The deadline has passed',
    text: 'These documents can no longer be signed.',
    next: `Ask ${from(sender)} for a new request if you still want to sign.`,
  }),
  'task-deleted': ({ sender }) => ({
    title: 'The request was withdrawn',
    text: `${From(sender)} no longer asks you to sign these documents.`,
    next: `If this is a surprise, ask ${from(sender)}.`,
  }),
  'document-changed': ({ sender }) => ({
    title: 'The document is not the one you were asked to sign',
    text: 'What arrived differs from what the request describes, so signing was stopped to protect you. Nothing has been signed.',
    next: `Do not sign. Tell ${from(sender)} what this page says.`,
  }),
  'precondition-failed': () => ({
    title: 'The request has changed since you opened it',
    text: 'You see the newest version now. Nothing has been signed.',
    next: 'Look through it again before you sign.',
  }),
  'too-many-attempts': () => ({
    title: 'Too many tries',
    text: 'The service has had many requests from here and wants you to wait.',
    next: 'Wait a little, and try again.',
  }),
  'service-unavailable': () => ({
    title: 'The signing service does not answer',
    text: 'It is down or cannot be reached from here. Nothing has been signed.',
    next: 'Try again in a few minutes. What you have filled in is kept.',
  }),
  offline: () => ({
    title: 'You are offline',
    text: 'This device has no connection to the internet. Nothing has been signed.',
    next: 'This page goes on when the connection is back.',
  }),
  timeout: () => ({
    title: 'This takes too long',
    text: 'The signing service did not answer in time. Nothing has been signed.',
    next: 'Check your connection, and try again.',
  }),
  'outcome-unknown': () => ({
    title: 'Not known yet',
    text: 'Your signature was sent, but no answer has come back.',
    next: 'Try again: it cannot sign twice. Or come back to this link later: it shows whether you have signed.',
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
};

export const reasons: Messages['reasons'] = {
  artifact: {
    title: 'You were away for a while',
    text: 'For your safety the documents were closed. Nothing has been signed.',
    next: 'Go back to the website that asks you to sign, and start again from there.',
  },
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
};

/** Until the text of a rare problem is there, and where it cannot be loaded. */
export const problem: PanelText = {
  title: 'This cannot go on',
  text: 'Something did not work as it should.',
  next: 'Load the page again. If it happens again, tell the sender.',
};

export const panels: Messages['panels'] = {
  idle: () => ({ title: 'Nothing to sign', text: 'No documents are open here.' }),
  'logging-in': () => ({
    title: 'Logging in',
    text: 'Go on in the login window, or wait a moment while you are taken to your electronic ID.',
  }),
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
};
