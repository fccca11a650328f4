/** What the window says, in the languages of the widget. */

export interface WindowWords {
  readonly wait: string;
  readonly makeHeading: string;
  readonly makeLead: string;
  readonly make: string;
  readonly signHeading: string;
  readonly signLead: string;
  readonly signAfterMakingLead: string;
  readonly sign: string;
  readonly busy: string;
  readonly cancel: string;
  readonly order: string;
  readonly documents: (count: number) => string;
  readonly signer: string;
  readonly brokenOff: string;
  readonly notTaken: string;
  readonly notReached: string;
  readonly again: string;
  readonly doneHeading: string;
  readonly doneLead: string;
  readonly leftHeading: string;
  readonly leftLead: string;
  readonly endedHeading: string;
  readonly endedLead: string;
  readonly unsupportedHeading: string;
  readonly unsupportedLead: string;
  readonly close: string;
}

const en: WindowWords = {
  wait: 'One moment…',
  makeHeading: 'Make a passkey to sign with',
  makeLead:
    'You have no passkey here yet. Your device makes one, and keeps it behind your fingerprint, your face or your PIN.',
  make: 'Make a passkey',
  signHeading: 'Sign with your passkey',
  signLead: 'Your device asks for your fingerprint, your face or your PIN.',
  signAfterMakingLead: 'Your passkey is made. Now sign with it: your device asks once more.',
  sign: 'Sign with passkey',
  busy: 'Follow what your device asks…',
  cancel: 'Cancel',
  order: 'To sign',
  documents: (count) => (count === 1 ? 'Document' : 'Documents'),
  signer: 'You sign as',
  brokenOff: 'It was broken off, or took too long. Nothing is signed yet.',
  notTaken: 'This passkey was not accepted. Nothing is signed yet.',
  notReached: 'The service does not answer. Nothing is signed yet.',
  again: 'Try again',
  doneHeading: 'Done',
  doneLead: 'Your passkey has signed. This window closes, and the page that you came from goes on.',
  leftHeading: 'Nothing is signed',
  leftLead: 'You can close this window and go on where you came from.',
  endedHeading: 'This window is no longer valid',
  endedLead:
    'It works once, and for ten minutes. Close it, and choose the passkey again where you came from.',
  unsupportedHeading: 'No passkeys here',
  unsupportedLead:
    'This browser, or this device, cannot use a passkey. Close the window, and choose another way to sign or another device.',
  close: 'Close window',
};

const nb: WindowWords = {
  wait: 'Et øyeblikk …',
  makeHeading: 'Lag en passnøkkel å signere med',
  makeLead:
    'Du har ingen passnøkkel her ennå. Enheten din lager en og beskytter den med fingeravtrykk, ansikt eller PIN-kode.',
  make: 'Lag passnøkkel',
  signHeading: 'Signer med passnøkkelen din',
  signLead: 'Enheten din ber om fingeravtrykk, ansikt eller PIN-kode.',
  signAfterMakingLead: 'Passnøkkelen er laget. Signer nå med den: Enheten din spør én gang til.',
  sign: 'Signer med passnøkkel',
  busy: 'Følg det enheten din ber om …',
  cancel: 'Avbryt',
  order: 'Til signering',
  documents: (count) => (count === 1 ? 'Dokument' : 'Dokumenter'),
  signer: 'Du signerer som',
  brokenOff: 'Det ble avbrutt eller tok for lang tid. Ingenting er signert ennå.',
  notTaken: 'Passnøkkelen ble ikke godtatt. Ingenting er signert ennå.',
  notReached: 'Tjenesten svarer ikke. Ingenting er signert ennå.',
  again: 'Prøv igjen',
  doneHeading: 'Ferdig',
  doneLead: 'Passnøkkelen din har signert. Vinduet lukkes, og siden du kom fra, går videre.',
  leftHeading: 'Ingenting er signert',
  leftLead: 'Du kan lukke dette vinduet og fortsette der du kom fra.',
  endedHeading: 'Dette vinduet gjelder ikke lenger',
  endedLead: 'Det virker én gang, og i ti minutter. Lukk det, og velg passnøkkel på nytt der du kom fra.',
  unsupportedHeading: 'Ingen passnøkler her',
  unsupportedLead:
    'Denne nettleseren eller enheten kan ikke bruke passnøkler. Lukk vinduet, og velg en annen måte å signere på eller en annen enhet.',
  close: 'Lukk vinduet',
};

const LANGUAGES: Readonly<Record<string, WindowWords>> = { en, nb, no: nb };

export interface WindowLanguage {
  readonly tag: string;
  readonly words: WindowWords;
}

/** The first of the wished-for languages (BCP 47) that there is; else English. */
export function languageOf(wished: readonly string[]): WindowLanguage {
  for (const tag of wished) {
    const primary = tag.toLowerCase().split('-')[0] ?? '';
    const words = Object.hasOwn(LANGUAGES, primary) ? LANGUAGES[primary] : undefined;
    if (words) return { tag, words };
  }
  return { tag: 'en', words: en };
}
