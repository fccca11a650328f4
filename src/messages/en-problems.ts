/** English: what is said when something goes wrong. */
import type { Messages, PanelText } from './messages.ts';

const from = (sender: string | undefined): string => sender ?? 'the sender';
const From = (sender: string | undefined): string => sender ?? 'The sender';

export const problems: Messages['problems'] = {
  'session-expired': () => ({
    title: 'You were away for a while',
    text: 'For your safety the documents were closed. Nothing has been signed.',
    next: 'Open them again to go on.',
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
};

export const reasons: Messages['reasons'] = {
  artifact: {
    title: 'You were away for a while',
    text: 'For your safety the documents were closed. Nothing has been signed.',
    next: 'Go back to the website that asks you to sign, and start again from there.',
  },
};

/** Until the text of a rare problem is there, and where it cannot be loaded. */
export const problem: PanelText = {
  title: 'This cannot go on',
  text: 'Something did not work as it should.',
  next: 'Load the page again. If it happens again, tell the sender.',
};

export const idle: PanelText = { title: 'Nothing to sign', text: 'No documents are open here.' };

/** Where a part of the widget has not come. */
export const notLoaded: PanelText = {
  title: 'This part of the page did not load',
  text: 'The connection may have been lost for a moment.',
  next: 'Try again. What you have filled in is kept.',
};
