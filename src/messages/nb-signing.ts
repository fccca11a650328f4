/** Norwegian bokmål: what is said from the last step before signing on, and of a task with no work left in it. */
import { plural } from './nb-plural.ts';
import { problems } from './nb-problems.ts';
import { uploadWords } from './nb-upload.ts';
import type { SigningWords } from './messages.ts';

const from = (sender: string | undefined): string => sender ?? 'avsenderen';

export const signingWords: SigningWords = {
  taskStatus: {
    blocked: 'Venter på andre',
    ready: 'Har ikke signert ennå',
    completed: 'Har signert',
    rejected: 'Har sagt nei',
    expired: 'Signerte ikke i tide',
    deleted: 'Trukket tilbake',
  },
  panels: {
    rejected: ({ sender }) => ({
      title: 'Du har sagt nei',
      text: `Dokumentene er avvist, og ${from(sender)} har fått beskjed. Det kan ikke gjøres om.`,
      next: `Har du ombestemt deg, be ${from(sender)} om en ny forespørsel.`,
    }),
    postponed: () => ({
      title: 'Utsatt til senere',
      text: 'Ingenting er signert. Dokumentene venter på deg.',
      next: 'Åpne dem her, eller kom tilbake senere samme vei som du kom.',
    }),
    cancelled: () => ({
      title: 'Stanset',
      text: 'Ingenting er signert. Dokumentene kan fortsatt åpnes.',
      next: 'Åpne dem her, eller kom tilbake senere samme vei som du kom.',
    }),
    expired: problems['task-expired'],
    deleted: problems['task-deleted'],
  },
  reading: {
    checking: 'Dokumentet kontrolleres … Du kan lese det imens.',
    broken:
      'Forbindelsen er brutt. Du kan lese videre; signeringen venter til resten av dokumentet er kommet.',
    unanswered:
      'Signeringstjenesten svarer ikke. Du kan lese videre; signeringen venter til resten av dokumentet er kommet.',
    unread: (count, pages) =>
      `${plural(count, '1 side', 'sider')} gjenstår å lese før du kan signere${pages === undefined ? '.' : `: ${pages}.`}`,
    unopened: (count) => `${plural(count, '1 dokument', 'dokumenter')} gjenstår å åpne før du kan signere.`,
    goToUnread: 'Neste uleste side',
    goToUnopened: 'Neste dokument',
    undrawn: (page, sender) => ({
      title: `Side ${page} kunne ikke vises`,
      text: 'Du kan ikke signere her det som ikke kan vises for deg. Ingenting er signert.',
      next: `Prøv igjen, eller åpne siden i en annen nettleser. Hjelper ikke det, si fra til ${sender}.`,
    }),
    notUploaded: (title) => `Last opp det du er bedt om, før du kan signere: ${title}.`,
    uploading: 'Filen er på vei. Den må være framme før du kan signere.',
    goToUpload: 'Gå til opplasting',
  },
  upload: uploadWords,
  signing: {
    heading: 'Signer',
    youSign: (count) => (count === 1 ? 'Du signerer' : `Du signerer ${count} dokumenter`),
    onlyToRead: 'Til orientering, signeres ikke',
    optional: 'Signer dette også (valgfritt)',
    openFirst: 'Åpne det først for å signere det også (valgfritt)',
    as: 'Som',
    for: 'På forespørsel fra',
    methodLegend: 'Hvordan vil du signere?',
    method: {
      handwritten: {
        label: 'For hånd',
        hint: 'Skriv, tegn eller last opp underskriften din. Den vises i dokumentet.',
      },
      consent: { label: 'Bare med samtykke', hint: 'Samtykket ditt er underskriften din.' },
      eid: { label: 'Med eID', hint: 'Du bekrefter ved å logge inn med eID en gang til.' },
      passkey: {
        label: 'Med passnøkkel',
        hint: 'Du bekrefter med denne enheten: med fingeravtrykk, ansikt, PIN eller sikkerhetsnøkkel.',
      },
    },
    nameLabel: 'Skriv navnet ditt for å signere',
    nameHint: 'Slik du skriver det når du signerer på papir.',
    hand: {
      legend: 'Underskriften din',
      kinds: { typed: 'Skriv', drawn: 'Tegn', uploaded: 'Last opp' },
      looks: 'Slik ser den ut',
      look: (number) => `Stil ${number}`,
      preview: 'Slik kommer underskriften din til å se ut',
      padEmpty: 'Tegn her med finger, penn eller mus',
      padDrawn: 'Noe er tegnet.',
      padHint: 'Kan du ikke tegne? Skriv den i stedet.',
      undo: 'Angre',
      clear: 'Tøm',
      file: 'Bilde av underskriften din',
      fileAgain: 'Velg et annet bilde',
      fileHint:
        'Et foto eller en skanning av underskriften din med mørkt blekk på hvitt papir. Papiret tas bort.',
      fileProblems: {
        'too-large': 'Filen er for stor. Velg en på høyst 20 MB.',
        unreadable: 'Filen er ikke et bilde som kan leses. Velg en PNG eller JPEG.',
        empty: 'Det finnes ikke noe blekk i bildet. Velg et med mørkt blekk på lyst papir.',
      },
      uploadedAlt: 'Underskriften din, uten papiret',
    },
    initials: {
      legend: 'Initialene dine',
      label: 'Initialer',
      hint: 'Er feltet tomt, lages de av navnet ditt.',
    },
    consentLegend: 'Samtykke',
    agree: 'Jeg samtykker',
    gaps: {
      method: 'Velg hvordan du vil signere.',
      text: 'Skriv navnet ditt.',
      drawing: 'Tegn underskriften din.',
      picture: 'Velg et bilde av underskriften din.',
      consent: 'Kryss av for å samtykke.',
    },
    sign: (title, count, proof) => {
      const by = proof === undefined ? '' : proof === 'eid' ? ' med eID' : ' med passnøkkel';
      if (title !== undefined) return `Signer «${title}»${by}`;
      return count === 1 ? `Signer dokumentet${by}` : `Signer ${count} dokumenter${by}`;
    },
  },
  places: {
    here: { signature: 'Signer her', initials: 'Initialer' },
    yours: { signature: 'Underskriften din', initials: 'Initialene dine' },
    name: {
      signature: (number, count, page) => `signaturfelt ${number} av ${count}, side ${page}`,
      initials: (number, count, page) => `felt for initialer ${number} av ${count}, side ${page}`,
    },
    filled: { empty: 'ikke fylt ut', filled: 'fylt ut', later: 'fylles ut når du signerer' },
    optional: 'valgfritt',
    next: (number, count) => (count === 1 ? 'Stedet å signere' : `Neste felt (${number} av ${count})`),
    again: (count) => (count === 1 ? 'Stedet å signere' : 'Første felt igjen'),
    seen: (count) => (count === 1 ? 'Du har sett på feltet.' : `Du har sett på alle ${count} feltene.`),
    toEditor: 'Til underskriften',
  },
  proofs: {
    problems: {
      'login-cancelled': () => ({
        title: 'Du har ikke bekreftet',
        text: 'Det ble avbrutt. Ingenting er signert.',
        next: 'Trykk på «Signer» for å prøve igjen.',
      }),
      'login-blocked': () => ({
        title: 'Vinduet kunne ikke åpnes',
        text: 'Nettleseren lot det ikke åpne seg. Ingenting er signert.',
        next: 'Tillat vinduer for denne siden, og trykk på «Signer» igjen.',
      }),
      'login-failed': () => ({
        title: 'Det kunne ikke bekreftes',
        text: 'Din eID bekreftet ikke hvem som signerer. Ingenting er signert.',
        next: 'Trykk på «Signer» for å prøve igjen, eller bruk en annen eID.',
      }),
      'subject-mismatch': ({ sender }) => ({
        title: 'Noen andre har bekreftet',
        text: 'Den som bekreftet, er ikke den som ble bedt om å signere. Ingenting er signert.',
        next: `Bekreft som den som ble spurt, eller si fra til ${from(sender)}.`,
      }),
    },
    reasons: {
      'too-late': {
        title: 'Det tok for lang tid',
        text: 'Det kom ingen bekreftelse i tide. Ingenting er signert.',
        next: 'Trykk på «Signer» for å prøve igjen.',
      },
      'passkey-unsupported': {
        title: 'Passnøkler kan ikke brukes her',
        text: 'Nettleseren eller enheten har ingen å tilby. Ingenting er signert.',
        next: 'Prøv en annen nettleser eller enhet, eller signer på en annen måte der det går.',
      },
      challenge: {
        title: 'Bekreftelsen passer ikke til dette forsøket',
        text: 'Den kom for sent, eller gjaldt et tidligere besøk. Ingenting er signert med den.',
        next: 'Trykk på «Signer» og bekreft igjen.',
      },
      'challenge-expired': {
        title: 'Bekreftelsen er for gammel',
        text: 'Den gjelder i ti minutter, og én gang. Ingenting er signert med den.',
        next: 'Trykk på «Signer» og bekreft igjen.',
      },
    },
  },
  proving: {
    eid: {
      heading: 'Bekreft med eID',
      preparing: 'Gjør klar eID…',
      ready: 'Din eID åpnes i et eget vindu. Logg inn der for å signere dokumentene.',
      running: 'Logg inn med eID. Innloggingen gjelder denne signaturen og ikke noe annet.',
      windowLost: 'Vinduet til eID er borte. Har du ikke logget inn der, kan du åpne det igjen.',
      proven: 'Din eID har bekreftet. Signaturen sendes så snart dokumentene er kontrollert.',
      goOn: 'Gå videre til eID',
      again: 'Åpne eID igjen',
    },
    passkey: {
      heading: 'Bekreft med passnøkkel',
      preparing: 'Gjør klar passnøkkelen…',
      ready: 'Enheten ber deg bekrefte at du signerer dokumentene.',
      running: 'Gjør det enheten ber om. Ingenting er signert ennå.',
      windowLost: 'Vinduet til passnøkkelen er borte. Har du ikke bekreftet der, kan du åpne det igjen.',
      proven: 'Passnøkkelen har bekreftet. Signaturen sendes.',
      goOn: 'Bruk passnøkkelen',
      again: 'Bruk passnøkkelen igjen',
    },
  },
  rejecting: {
    heading: 'Avvis',
    text: (sender) => `Du sier nei til å signere, og ${sender} får vite det. Det kan ikke gjøres om.`,
    reason: 'Begrunnelse (valgfritt)',
    reasonHint: (sender) => `${sender} kan lese den.`,
    left: (count) => `${plural(count, '1 tegn', 'tegn')} igjen`,
    confirm: 'Avvis',
    sending: 'Sender svaret ditt',
    checking: 'Svaret er sendt, men det er ikke kjent ennå om det kom fram. Vi sjekker.',
  },
  submitting: {
    heading: 'Sender signaturen din',
    text: 'Det tar et øyeblikk. Bli på denne siden.',
    unknownHeading: 'Ikke kjent ennå',
    unknownText:
      'Signaturen er sendt, men det er ikke kommet noe svar. Vi fortsetter å sjekke, og signerer ikke to ganger. Du kan også komme tilbake til lenken senere.',
    checkNow: 'Sjekk nå',
    checking: 'Sjekker …',
  },
  blocked: {
    heading: 'Det er ikke din tur ennå',
    text: (sender) =>
      `Andre må signere først. ${sender} har bestemt rekkefølgen. Siden åpner dokumentene når det er din tur; du kan også komme tilbake senere med den samme lenken.`,
    others: 'Hvem andre signerer',
  },
  receipt: {
    heading: 'Du har signert',
    text: (sender) => `${sender} har mottatt signaturen din.`,
    signedBy: 'Signert av',
    signedAt: 'Når',
    method: 'Hvordan',
    methods: {
      consent: 'Ved samtykke',
      handwritten: 'For hånd',
      eid: 'Med elektronisk ID',
      passkey: 'Med passnøkkel',
    },
    reference: 'Referanse',
    fingerprint: 'Dokumentets fingeravtrykk (SHA-256)',
    original: 'Last ned originalen',
    sealed: 'Last ned signert versjon',
    downloading: 'Laster ned …',
    downloadFailed: 'Nedlastingen lyktes ikke. Prøv igjen.',
    sealing: (waitingFor) =>
      waitingFor === 0
        ? 'Den signerte versjonen lages nå. Den kommer her om et øyeblikk.'
        : `Den signerte versjonen lages når alle har signert. ${plural(waitingFor, '1 person', 'personer')} gjenstår.`,
    sealedReady: 'Den signerte versjonen er klar.',
    others: 'Hvem andre signerer',
    keep: 'Ta vare på en kopi selv.',
  },
};
