/** Norwegian bokmål: what is said before a task is open. */
import { plural } from './nb-plural.ts';
import type { EntryWords } from './messages.ts';

const from = (sender: string | undefined): string => sender ?? 'avsenderen';
const From = (sender: string | undefined): string => sender ?? 'Avsenderen';

export const entryWords: EntryWords = {
  problems: {
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
  },
  reasons: {
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
  loggingIn: {
    title: 'Logger inn',
    text: 'Fortsett i innloggingsvinduet, eller vent litt mens du sendes til den elektroniske ID-en.',
  },
};
