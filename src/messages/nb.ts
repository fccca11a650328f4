/** Norwegian bokmål. */
import { later } from './later.ts';
import type { Messages } from './messages.ts';
import { panels, problem, problems, reasons } from './nb-problems.ts';

const plural = (count: number, one: string, other: string): string =>
  count === 1 ? one : `${count} ${other}`;

export const nb: Messages = {
  direction: 'ltr',
  announce: {
    idle: '',
    opening: 'Åpner dokumentene dine',
    'code-required': 'Det trengs en kode',
    'login-required': 'Du må logge inn først',
    'logging-in': 'Logger inn',
    blocked: 'Det er ikke din tur ennå',
    reviewing: 'Dokumentene er åpne',
    signing: 'Signer',
    submitting: 'Sender signaturen din',
    completed: 'Du har signert',
    rejected: 'Avvist',
    postponed: 'Utsatt til senere',
    cancelled: 'Stanset',
    expired: 'Fristen er ute',
    deleted: 'Forespørselen er trukket tilbake',
    failed: 'Noe gikk galt',
  },
  taskStatus: {
    blocked: 'Venter på andre',
    ready: 'Har ikke signert ennå',
    completed: 'Har signert',
    rejected: 'Har sagt nei',
    expired: 'Signerte ikke i tide',
    deleted: 'Trukket tilbake',
  },
  problems,
  reasons,
  rare: later(async () => (await import('./nb-rare-problems.ts')).rareTexts),
  problem,
  panels,
  document: {
    document: 'Dokument',
    controls: 'Verktøy for dokumentet',
    previousPage: 'Forrige side',
    nextPage: 'Neste side',
    pageNumber: 'Sidetall',
    ofPages: (count) => `av ${count}`,
    pageOf: (page, count) => `Side ${page} av ${count}`,
    zoomOut: 'Mindre',
    zoomIn: 'Større',
    fitWidth: 'Tilpass til bredden',
    zoomLevel: (zoom) => `${Math.round(zoom * 100)} %`,
    loading: 'Laster dokumentet …',
    pageFailed: (page) => `Side ${page} kunne ikke vises.`,
  },

  from: (sender) => `Fra ${sender}`,
  signBefore: (when) => `Signer innen ${when}`,
  messageFrom: (sender) => `Melding fra ${sender}`,
  documents: 'Dokumenter',
  pageCount: (count) => plural(count, '1 side', 'sider'),
  loadingDocument: (percent) => (percent ? `Laster dokumentet, ${percent}` : 'Laster dokumentet'),

  reviewing: {
    continue: 'Gå videre til signering',
    ready: 'Les gjennom. Du signerer i neste steg.',
    loading: 'Dokumentet lastes og kontrolleres.',
    unread: (count) => `${plural(count, '1 side', 'sider')} gjenstår å lese før du kan signere.`,
    unopened: (count) => `${plural(count, '1 dokument', 'dokumenter')} gjenstår å åpne før du kan signere.`,
    goToUnread: 'Neste uleste side',
    goToUnopened: 'Neste dokument',
  },
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
      handwritten: { label: 'Skriv navnet ditt', hint: 'Det vises som en signatur i dokumentet.' },
      consent: { label: 'Samtykk uten å skrive navn', hint: 'Samtykket er signaturen din.' },
    },
    nameLabel: 'Skriv navnet ditt for å signere',
    nameHint: 'Slik du skriver det når du signerer på papir.',
    preview: 'Slik blir signaturen din seende ut',
    consentLegend: 'Samtykke',
    agree: 'Jeg samtykker',
    gaps: {
      method: 'Velg hvordan du vil signere.',
      text: 'Skriv navnet ditt.',
      consent: 'Kryss av for å samtykke.',
    },
    sign: (title, count) =>
      title !== undefined
        ? `Signer «${title}»`
        : count === 1
          ? 'Signer dokumentet'
          : `Signer ${count} dokumenter`,
    back: 'Tilbake',
  },
  code: {
    heading: 'Åpne med en kode',
    label: 'Kode',
    hint: 'Den står i meldingen du fikk: elleve bokstaver og sifre.',
    left: (count) => `${plural(count, '1 tegn', 'tegn')} igjen`,
    faults: {
      character: 'En kode har bare bokstavene A til Z og sifre.',
      long: 'Det er for langt: en kode har elleve bokstaver og sifre.',
      check: 'Ett tegn stemmer ikke. Sammenlign med koden du fikk.',
    },
    open: 'Åpne',
  },
  login: {
    start: 'Logg inn med elektronisk ID',
    again: 'Logg inn på nytt',
    here: 'Logg inn på denne siden',
    ownWindow: 'Åpne i et eget vindu',
    cancel: 'Avbryt',
    windowLost: {
      title: 'Vi ser ikke vinduet for innlogging lenger',
      text: 'Har du lukket det, prøv igjen. Har du det åpent, fortsett der.',
    },
  },
  decline: {
    more: 'Mer',
    reject: 'Avvis …',
    postpone: 'Signer senere',
    cancel: 'Avbryt',
    leaving: { postpone: 'Utsetter til senere …', cancel: 'Stanser …' },
    heading: 'Avvis',
    text: (sender) => `Du sier nei til å signere, og ${sender} får vite det. Det kan ikke gjøres om.`,
    reason: 'Begrunnelse (valgfritt)',
    reasonHint: (sender) => `${sender} kan lese den.`,
    left: (count) => `${plural(count, '1 tegn', 'tegn')} igjen`,
    confirm: 'Avvis',
    sending: 'Sender svaret ditt',
    checking: 'Svaret er sendt, men det er ikke kjent ennå om det kom fram. Vi sjekker.',
  },
  sessionEnds: {
    title: 'Dokumentene lukkes snart',
    text: 'De er bare åpne en begrenset tid.',
    stay: 'Bli her',
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
      handwritten: 'Med skrevet navn',
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
  tryAgain: 'Prøv igjen',
  reload: 'Åpne på nytt',
  retryAfter: (seconds) => `Du kan prøve igjen om ${plural(seconds, '1 sekund', 'sekunder')}.`,
  requestId: (id) => `Referanse til brukerstøtte: ${id}`,
  whatToDo: 'Hva du kan gjøre',
};
