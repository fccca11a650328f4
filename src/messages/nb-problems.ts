/** Norwegian bokmål: what is said when something goes wrong. */
import type { Messages, PanelText } from './messages.ts';

const from = (sender: string | undefined): string => sender ?? 'avsenderen';
const From = (sender: string | undefined): string => sender ?? 'Avsenderen';

export const problems: Messages['problems'] = {
  'login-required': ({ sender }) => ({
    title: 'Du må logge inn først',
    text: `${From(sender)} vil være sikker på hvem du er før du ser dokumentene. Å logge inn signerer ingenting.`,
    next: `Får du ikke logget inn, spør ${from(sender)}.`,
  }),
  'artifact-required': ({ sender }) => ({
    title: 'Åpne dette fra der du kom',
    text: 'Dokumentene åpnes bare fra nettstedet som ber deg signere. Veien inn virker én gang, og en kort stund.',
    next: `Gå tilbake til ${from(sender)} og start signeringen derfra.`,
  }),
  'session-expired': () => ({
    title: 'Du var borte en stund',
    text: 'For sikkerhets skyld ble dokumentene lukket. Ingenting er signert.',
    next: 'Åpne dem igjen for å fortsette.',
  }),
  'login-failed': () => ({
    title: 'Innloggingen lyktes ikke',
    text: 'Den elektroniske ID-en bekreftet ikke hvem du er.',
    next: 'Prøv igjen, eller bruk en annen elektronisk ID.',
  }),
  'subject-mismatch': ({ sender }) => ({
    title: 'Dokumentene er til noen andre',
    text: 'Den som logget inn, er ikke den som er bedt om å signere.',
    next: `Logg inn som den som er bedt, eller si fra til ${from(sender)}.`,
  }),
  'task-not-found': () => ({
    title: 'Vi finner ikke dokumentene',
    text: 'Lenken kan være ufullstendig, brukt opp eller ikke gyldig lenger.',
    next: 'Kopier hele lenken fra meldingen og åpne den igjen, eller be avsenderen om en ny.',
  }),
  'task-expired': ({ sender }) => ({
    title: 'Fristen er ute',
    text: 'Dokumentene kan ikke signeres lenger.',
    next: `Be ${from(sender)} om en ny forespørsel om du fortsatt vil signere.`,
  }),
  'task-deleted': ({ sender }) => ({
    title: 'Forespørselen er trukket tilbake',
    text: `${From(sender)} ber deg ikke lenger om å signere dokumentene.`,
    next: `Kommer det overraskende, spør ${from(sender)}.`,
  }),
  'document-changed': ({ sender }) => ({
    title: 'Dokumentet er ikke det du ble bedt om å signere',
    text: 'Det som kom fram, er et annet enn det forespørselen beskriver. Signeringen er stanset for å beskytte deg. Ingenting er signert.',
    next: `Ikke signer. Fortell ${from(sender)} hva denne siden sier.`,
  }),
  'precondition-failed': () => ({
    title: 'Forespørselen er endret siden du åpnet den',
    text: 'Nå ser du den nyeste versjonen. Ingenting er signert.',
    next: 'Se gjennom den på nytt før du signerer.',
  }),
  'too-many-attempts': () => ({
    title: 'For mange forsøk',
    text: 'Tjenesten har fått mange forespørsler herfra og vil at du venter.',
    next: 'Vent litt, og prøv igjen.',
  }),
  'service-unavailable': () => ({
    title: 'Signeringstjenesten svarer ikke',
    text: 'Den er nede, eller kan ikke nås herfra. Ingenting er signert.',
    next: 'Prøv igjen om noen minutter. Det du har fylt inn, er tatt vare på.',
  }),
  offline: () => ({
    title: 'Du er frakoblet',
    text: 'Enheten har ingen forbindelse til internett. Ingenting er signert.',
    next: 'Siden fortsetter når forbindelsen er tilbake.',
  }),
  timeout: () => ({
    title: 'Dette tar for lang tid',
    text: 'Signeringstjenesten svarte ikke i tide. Ingenting er signert.',
    next: 'Se til at du er på nett, og prøv igjen.',
  }),
  'outcome-unknown': () => ({
    title: 'Ikke kjent ennå',
    text: 'Signaturen din er sendt, men det har ikke kommet svar.',
    next: 'Prøv igjen: det kan ikke signeres to ganger. Eller kom tilbake til lenken senere: den viser om du har signert.',
  }),
  'login-cancelled': () => ({
    title: 'Innloggingen ble avbrutt',
    text: 'Du er ikke logget inn.',
    next: 'Logg inn for å fortsette.',
  }),
  'login-blocked': () => ({
    title: 'Innloggingen kunne ikke åpnes',
    text: 'Nettleseren lot ikke vinduet åpne seg.',
    next: 'Tillat vinduer for denne siden og logg inn på nytt, eller ta en annen vei dit.',
  }),
};

export const reasons: Messages['reasons'] = {
  artifact: {
    title: 'Du var borte en stund',
    text: 'For sikkerhets skyld ble dokumentene lukket. Ingenting er signert.',
    next: 'Gå tilbake til nettstedet som ber deg signere, og start på nytt derfra.',
  },
  'too-late': {
    title: 'Innloggingen tok for lang tid',
    text: 'Det kom ikke noe svar fra den elektroniske ID-en i tide.',
    next: 'Logg inn på nytt for å fortsette.',
  },
  code: {
    title: 'Ingen dokumenter åpnes med denne koden',
    text: 'Den kan være skrevet feil, eller ikke gyldig lenger.',
    next: 'Sammenlign den med koden du fikk, eller be avsenderen om en ny.',
  },
};

/** Until the text of a rare problem is there, and where it cannot be loaded. */
export const problem: PanelText = {
  title: 'Dette kan ikke fortsette',
  text: 'Noe virket ikke som det skulle.',
  next: 'Last siden på nytt. Skjer det igjen, si fra til avsenderen.',
};

export const panels: Messages['panels'] = {
  idle: () => ({ title: 'Ingenting å signere', text: 'Ingen dokumenter er åpne her.' }),
  'logging-in': () => ({
    title: 'Logger inn',
    text: 'Fortsett i innloggingsvinduet, eller vent litt mens du sendes til den elektroniske ID-en.',
  }),
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
};
