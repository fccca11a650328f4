/** Norwegian bokmål: what is said when something goes wrong. */
import type { Messages, PanelText } from './messages.ts';

const from = (sender: string | undefined): string => sender ?? 'avsenderen';
const From = (sender: string | undefined): string => sender ?? 'Avsenderen';

export const problems: Messages['problems'] = {
  'session-expired': () => ({
    title: 'Du var borte en stund',
    text: 'For sikkerhets skyld ble dokumentene lukket. Ingenting er signert.',
    next: 'Åpne dem igjen for å fortsette.',
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
};

export const reasons: Messages['reasons'] = {
  artifact: {
    title: 'Du var borte en stund',
    text: 'For sikkerhets skyld ble dokumentene lukket. Ingenting er signert.',
    next: 'Gå tilbake til nettstedet som ber deg signere, og start på nytt derfra.',
  },
};

/** Until the text of a rare problem is there, and where it cannot be loaded. */
export const problem: PanelText = {
  title: 'Dette kan ikke fortsette',
  text: 'Noe virket ikke som det skulle.',
  next: 'Last siden på nytt. Skjer det igjen, si fra til avsenderen.',
};

export const idle: PanelText = { title: 'Ingenting å signere', text: 'Ingen dokumenter er åpne her.' };

/** Where a part of the widget has not come. */
export const notLoaded: PanelText = {
  title: 'Denne delen av siden ble ikke lastet',
  text: 'Forbindelsen kan ha vært borte et øyeblikk.',
  next: 'Prøv igjen. Det du har fylt ut, er tatt vare på.',
};
