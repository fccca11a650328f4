/** English, in a receipt. */
import { timeWords } from '../sealing/time-words.ts';
import type { ReceiptWords } from './receipt-words.ts';

export const receiptWords: ReceiptWords = {
  receipt: 'Receipt',
  receiptOf: (title) => `Receipt: ${title}`,
  documents: (count) => (count === 1 ? 'Document' : 'Documents'),
  signers: (count) => (count === 1 ? 'Signer' : 'Signers'),
  history: 'What happened',
  historyHash: 'Last of them (SHA-256)',
  writtenOn: (order, time) => `Receipt of order ${order}, written ${time}`,
  status: 'Status',
  reference: 'Sender’s reference',
  made: 'Made',
  thisReceipt: 'This receipt',
  size: 'Size',
  original: 'Original (SHA-256)',
  sealed: 'Sealed (SHA-256)',
  reason: 'Reason',
  noReason: 'None given',
  time: 'Time',
  knownBy: 'Known by',
  consent: 'Consent (SHA-256)',
  order: {
    open: 'Open: not everybody has signed',
    packaging: 'Everybody has signed; the sealed files are being made',
    completed: 'Completed: everybody has signed, and the files are sealed',
    rejected: 'Ended: somebody said no',
    expired: 'Ended: the deadline passed',
    deleted: 'Ended: withdrawn by the sender',
    failed: 'Everybody has signed; the sealed files could not be made yet',
  },
  task: {
    blocked: 'Waits for others',
    ready: 'Has not signed yet',
    completed: 'Signed',
    rejected: 'Said no',
    expired: 'Did not sign in time',
    deleted: 'Withdrawn',
  },
  proof: (proof) => {
    switch (proof.by) {
      case 'link':
        return 'Opened by whoever held the link';
      case 'code':
        return 'Opened by whoever held the reference code';
      case 'artifact':
        return 'Logged in at the sender’s own site';
      case 'eid': {
        const what = proof.use === 'login' ? 'Logged in with eID' : 'Signed with eID';
        return `${what}, ${timeWords(new Date(proof.at))} (${proof.acr})`;
      }
      case 'passkey':
        return `Passkey ${proof.credentialId}, first used ${timeWords(new Date(proof.registeredAt))}`;
    }
  },
  event: {
    'order.created': 'The order was made',
    'task.opened': 'Opened the task',
    'task.artifact-issued': 'Was sent to sign by the sender’s site',
    'task.authenticated': 'Logged in',
    'task.login-cancelled': 'Broke off the login',
    'task.login-failed': 'Could not log in',
    'task.subject-mismatch': 'Somebody else logged in, and was turned away',
    'task.passkey-registered': 'Made a passkey',
    'task.viewed': 'Looked at a document',
    'task.uploaded': 'Uploaded a file',
    'task.upload-removed': 'Took an uploaded file away again',
    'task.postponed': 'Put it off',
    'task.cancelled': 'Left without signing',
    'task.ready': 'Could sign from now on',
    'task.completed': 'Signed',
    'task.rejected': 'Said no',
    'task.expired': 'Did not sign in time',
    'task.deleted': 'The task was withdrawn',
    'order.packaging': 'Everybody had signed',
    'order.sealed': 'The files were sealed',
    'order.completed': 'The order was completed',
    'order.rejected': 'The order ended: somebody had said no',
    'order.expired': 'The order ended: the deadline had passed',
    'order.deleted': 'The order was withdrawn',
    'packaging.failed': 'The sealed files could not be made',
    'packaging.restarted': 'Making the sealed files was started again',
  },
};
