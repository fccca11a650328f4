/** English: what is said from the last step before signing on, and of a task with no work left in it. */
import { plural } from './en-plural.ts';
import { problems } from './en-problems.ts';
import { uploadWords } from './en-upload.ts';
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
    notUploaded: (title) => `Upload what is asked for before you can sign: ${title}.`,
    uploading: 'The file is on its way. It has to arrive before you can sign.',
    goToUpload: 'Go to upload',
  },
  upload: uploadWords,
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
      handwritten: {
        label: 'By hand',
        hint: 'Type, draw or upload your signature. It is shown in the document.',
      },
      consent: { label: 'By consent alone', hint: 'Your consent is your signature.' },
      eid: { label: 'With your eID', hint: 'You confirm it by logging in with your eID once more.' },
      passkey: {
        label: 'With a passkey',
        hint: 'You confirm it with this device: by fingerprint, face, PIN or security key.',
      },
    },
    nameLabel: 'Type your name to sign',
    nameHint: 'As you write it when you sign on paper.',
    hand: {
      legend: 'Your signature',
      kinds: { typed: 'Type', drawn: 'Draw', uploaded: 'Upload' },
      looks: 'How it looks',
      look: (number) => `Style ${number}`,
      preview: 'Your signature will look like this',
      padEmpty: 'Draw here with finger, pen or mouse',
      padDrawn: 'Something has been drawn.',
      padHint: 'You cannot draw? Type it instead.',
      undo: 'Undo',
      clear: 'Clear',
      file: 'Picture of your signature',
      fileAgain: 'Choose another picture',
      fileHint: 'A photo or a scan of your signature in dark ink on white paper. The paper is taken away.',
      fileProblems: {
        'too-large': 'This file is too large. Take one of at most 20 MB.',
        unreadable: 'This file is no picture that can be read. Take a PNG or a JPEG.',
        empty: 'No ink could be found in this picture. Take one with dark ink on light paper.',
      },
      uploadedAlt: 'Your signature, without the paper',
    },
    initials: {
      legend: 'Your initials',
      label: 'Initials',
      hint: 'Left empty, they are made of your name.',
    },
    consentLegend: 'Consent',
    agree: 'I agree',
    gaps: {
      method: 'Choose how you want to sign.',
      text: 'Type your name.',
      drawing: 'Draw your signature.',
      picture: 'Choose a picture of your signature.',
      consent: 'Tick the box to agree.',
    },
    sign: (title, count, proof) => {
      const by = proof === undefined ? '' : proof === 'eid' ? ' with eID' : ' with passkey';
      if (title !== undefined) return `Sign “${title}”${by}`;
      return count === 1 ? `Sign document${by}` : `Sign ${count} documents${by}`;
    },
  },
  places: {
    here: { signature: 'Sign here', initials: 'Initials' },
    yours: { signature: 'Your signature', initials: 'Your initials' },
    name: {
      signature: (number, count, page) => `signature place ${number} of ${count}, page ${page}`,
      initials: (number, count, page) => `place for initials ${number} of ${count}, page ${page}`,
    },
    filled: { empty: 'not filled', filled: 'filled', later: 'filled in when you sign' },
    optional: 'optional',
    next: (number, count) => (count === 1 ? 'Place to sign' : `Next place (${number} of ${count})`),
    again: (count) => (count === 1 ? 'Place to sign' : 'First place again'),
    seen: (count) =>
      count === 1 ? 'You have looked at the place.' : `You have looked at all ${count} places.`,
    toEditor: 'To my signature',
  },
  proofs: {
    problems: {
      'login-cancelled': () => ({
        title: 'You have not confirmed it',
        text: 'It was cancelled. Nothing has been signed.',
        next: 'Press “Sign” to try again.',
      }),
      'login-blocked': () => ({
        title: 'The window could not be opened',
        text: 'The browser did not let it open. Nothing has been signed.',
        next: 'Allow windows for this page, and press “Sign” again.',
      }),
      'login-failed': () => ({
        title: 'It could not be confirmed',
        text: 'Your electronic ID did not confirm who signs. Nothing has been signed.',
        next: 'Press “Sign” to try again, or use another electronic ID.',
      }),
      'subject-mismatch': ({ sender }) => ({
        title: 'It was confirmed by somebody else',
        text: 'The person who confirmed is not the one who was asked to sign. Nothing has been signed.',
        next: `Confirm it as the one who was asked, or tell ${from(sender)}.`,
      }),
    },
    reasons: {
      'too-late': {
        title: 'It took too long',
        text: 'No confirmation came in time. Nothing has been signed.',
        next: 'Press “Sign” to try again.',
      },
      'passkey-unsupported': {
        title: 'Passkeys cannot be used here',
        text: 'This browser or this device has none to offer. Nothing has been signed.',
        next: 'Try another browser or device, or sign in another way where there is one.',
      },
      challenge: {
        title: 'The confirmation does not fit this attempt',
        text: 'It came too late, or was for an earlier visit. Nothing has been signed by it.',
        next: 'Press “Sign” and confirm again.',
      },
      'challenge-expired': {
        title: 'The confirmation is too old',
        text: 'It is good for ten minutes, and once. Nothing has been signed by it.',
        next: 'Press “Sign” and confirm again.',
      },
    },
  },
  proving: {
    eid: {
      heading: 'Confirm with your eID',
      preparing: 'Getting your eID ready…',
      ready: 'Your eID opens in a window of its own. Log in there to sign these documents.',
      running: 'Log in with your eID. What you log in for is this signature and nothing else.',
      windowLost: 'The window of your eID is gone. If you have not logged in there, open it again.',
      proven: 'Your eID has confirmed it. Your signature is sent as soon as the documents have been checked.',
      goOn: 'Continue to your eID',
      again: 'Open your eID again',
    },
    passkey: {
      heading: 'Confirm with your passkey',
      preparing: 'Getting your passkey ready…',
      ready: 'Your device asks you to confirm that you sign these documents.',
      running: 'Follow what your device asks for. Nothing has been signed yet.',
      windowLost: 'The window of the passkey is gone. If you have not confirmed there, open it again.',
      proven: 'Your passkey has confirmed it. Your signature is being sent.',
      goOn: 'Use your passkey',
      again: 'Use your passkey again',
    },
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
      handwritten: 'By hand',
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
