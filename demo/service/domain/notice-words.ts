/**
 * What a notice says where the customer has given no text of their own: to the signer, and to the sender's own people.
 * With the placeholders of `notice-template.ts`, so that both kinds of texts go one way.
 */
import type { Language } from './language.ts';
import type { NoticeTrigger } from './notice-trigger.ts';

export interface NoticeWords {
  readonly subject: string;
  readonly message: string;
}

/** What there is to be told of: `reminder` is `task.ready` told later. */
export type NoticeOccasion = NoticeTrigger | 'reminder';

export interface SignerFacts {
  readonly hasCode: boolean;
  readonly hasDeadline: boolean;
}

const HELLO: Readonly<Record<Language, string>> = { en: 'Hello ${signerName},', nb: 'Hei ${signerName},' };

const FOR_SIGNER: Readonly<Record<Language, Readonly<Record<NoticeOccasion, NoticeWords>>>> = {
  en: {
    'task.ready': {
      subject: 'Please sign: ${orderTitle}',
      message: '${senderName} asks you to sign “${orderTitle}”. Read and sign it here:\n${taskUrl}',
    },
    reminder: {
      subject: 'Reminder, please sign: ${orderTitle}',
      message:
        '“${orderTitle}” from ${senderName} still waits for your signature. Read and sign it here:\n${taskUrl}',
    },
    'task.completed': {
      subject: 'Signed: ${orderTitle}',
      message: 'You have signed “${orderTitle}” for ${senderName}. See it here:\n${taskUrl}',
    },
    'task.rejected': {
      subject: 'Not signed: ${orderTitle}',
      message: 'You have said no to “${orderTitle}”. ${senderName} has been told.',
    },
    'task.expired': {
      subject: 'Expired: ${orderTitle}',
      message:
        'The time to sign “${orderTitle}” has run out. Ask ${senderName} if you still want to sign it.',
    },
    'task.deleted': {
      subject: 'Withdrawn: ${orderTitle}',
      message: '“${orderTitle}” has been withdrawn: you need not sign it any more.',
    },
    'order.completed': {
      subject: 'Signed by all: ${orderTitle}',
      message: '“${orderTitle}” has been signed by all and is sealed. Get it here:\n${taskUrl}',
    },
    'order.rejected': {
      subject: 'Not signed by all: ${orderTitle}',
      message: 'Somebody has said no to “${orderTitle}”: nothing comes of it.',
    },
    'order.expired': {
      subject: 'Expired: ${orderTitle}',
      message: '“${orderTitle}” was not signed by all in time: nothing comes of it.',
    },
    'order.deleted': {
      subject: 'Withdrawn: ${orderTitle}',
      message: '${senderName} has withdrawn “${orderTitle}”: nothing comes of it.',
    },
    'packaging.failed': {
      subject: 'Delayed: ${orderTitle}',
      message: '“${orderTitle}” has been signed by all. To seal it takes longer than usual.',
    },
  },
  nb: {
    'task.ready': {
      subject: 'Til signering: ${orderTitle}',
      message: '${senderName} ber deg signere «${orderTitle}». Les og signer her:\n${taskUrl}',
    },
    reminder: {
      subject: 'Påminnelse, til signering: ${orderTitle}',
      message:
        '«${orderTitle}» fra ${senderName} venter fortsatt på signaturen din. Les og signer her:\n${taskUrl}',
    },
    'task.completed': {
      subject: 'Signert: ${orderTitle}',
      message: 'Du har signert «${orderTitle}» for ${senderName}. Se den her:\n${taskUrl}',
    },
    'task.rejected': {
      subject: 'Ikke signert: ${orderTitle}',
      message: 'Du har sagt nei til «${orderTitle}». ${senderName} har fått beskjed.',
    },
    'task.expired': {
      subject: 'Utløpt: ${orderTitle}',
      message:
        'Fristen for å signere «${orderTitle}» er ute. Spør ${senderName} hvis du fortsatt vil signere.',
    },
    'task.deleted': {
      subject: 'Trukket tilbake: ${orderTitle}',
      message: '«${orderTitle}» er trukket tilbake: du trenger ikke å signere lenger.',
    },
    'order.completed': {
      subject: 'Signert av alle: ${orderTitle}',
      message: '«${orderTitle}» er signert av alle og forseglet. Hent den her:\n${taskUrl}',
    },
    'order.rejected': {
      subject: 'Ikke signert av alle: ${orderTitle}',
      message: 'Noen har sagt nei til «${orderTitle}»: det blir ikke noe av den.',
    },
    'order.expired': {
      subject: 'Utløpt: ${orderTitle}',
      message: '«${orderTitle}» ble ikke signert av alle i tide: det blir ikke noe av den.',
    },
    'order.deleted': {
      subject: 'Trukket tilbake: ${orderTitle}',
      message: '${senderName} har trukket tilbake «${orderTitle}»: det blir ikke noe av den.',
    },
    'packaging.failed': {
      subject: 'Forsinket: ${orderTitle}',
      message: '«${orderTitle}» er signert av alle. Det tar lengre tid enn vanlig å forsegle den.',
    },
  },
};

const CODE: Readonly<Record<Language, string>> = {
  en: 'Or go to ${codeUrl} and type in the code ${referenceCode}.',
  nb: 'Eller gå til ${codeUrl} og skriv inn koden ${referenceCode}.',
};
const DEADLINE: Readonly<Record<Language, string>> = {
  en: 'Please sign before ${deadline}.',
  nb: 'Signer før ${deadline}.',
};

const FOR_SENDER: Readonly<Record<Language, Readonly<Record<NoticeTrigger, string>>>> = {
  en: {
    'task.ready': '“${orderTitle}” is ready to be signed by ${signerName}.',
    'task.completed': '${signerName} has signed “${orderTitle}”.',
    'task.rejected': '${signerName} has said no to “${orderTitle}”.',
    'task.expired': 'The time has run out in which ${signerName} could sign “${orderTitle}”.',
    'task.deleted': '${signerName} need not sign “${orderTitle}” any more.',
    'order.completed': '“${orderTitle}” has been signed by all and is sealed.',
    'order.rejected': '“${orderTitle}” has been rejected.',
    'order.expired': '“${orderTitle}” has expired.',
    'order.deleted': '“${orderTitle}” has been withdrawn.',
    'packaging.failed': '“${orderTitle}” has been signed by all, and could not be sealed. It is tried again.',
  },
  nb: {
    'task.ready': '«${orderTitle}» er klar til signering av ${signerName}.',
    'task.completed': '${signerName} har signert «${orderTitle}».',
    'task.rejected': '${signerName} har sagt nei til «${orderTitle}».',
    'task.expired': 'Fristen for ${signerName} til å signere «${orderTitle}» er ute.',
    'task.deleted': '${signerName} trenger ikke å signere «${orderTitle}» lenger.',
    'order.completed': '«${orderTitle}» er signert av alle og forseglet.',
    'order.rejected': '«${orderTitle}» er avvist.',
    'order.expired': '«${orderTitle}» er utløpt.',
    'order.deleted': '«${orderTitle}» er trukket tilbake.',
    'packaging.failed': '«${orderTitle}» er signert av alle, men kunne ikke forsegles. Det prøves igjen.',
  },
};

export function wordsForSigner(
  occasion: NoticeOccasion,
  language: Language,
  facts: SignerFacts,
): NoticeWords {
  const { subject, message } = FOR_SIGNER[language][occasion];
  const asks = occasion === 'task.ready' || occasion === 'reminder';
  const parts = [
    HELLO[language],
    message,
    ...(asks && facts.hasCode ? [CODE[language]] : []),
    ...(asks && facts.hasDeadline ? [DEADLINE[language]] : []),
    '${senderName}',
  ];
  return { subject, message: parts.join('\n\n') };
}

/**
 * One text without greeting: an SMS costs by its length, and by the half more where a character is not of its own
 * alphabet (3GPP TS 23.038), as quotation marks of print are not.
 */
export function shortWordsForSigner(
  occasion: NoticeOccasion,
  language: Language,
  facts: SignerFacts,
): string {
  const asks = occasion === 'task.ready' || occasion === 'reminder';
  const message = FOR_SIGNER[language][occasion].message.replace(/[“”«»]/g, '"');
  return asks && facts.hasCode ? `${message}\n${CODE[language]}` : message;
}

export function wordsForSender(trigger: NoticeTrigger, language: Language): NoticeWords {
  const sentence = FOR_SENDER[language][trigger];
  return { subject: sentence, message: sentence };
}
