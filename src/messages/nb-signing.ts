/** Norwegian bokmål: what is said from the last step before signing on, and of a task with no work left in it. */
import { plural } from './nb-plural.ts';
import { problems } from './nb-problems.ts';
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
};
