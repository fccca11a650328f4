/** Norwegian bokmål: what is said of problems that hardly any signer meets; loaded when one does. */
import type { RareTexts } from './messages.ts';

const from = (sender: string | undefined): string => sender ?? 'avsenderen';

export const rareTexts: RareTexts = {
  problems: {
    'invalid-request': () => ({
      title: 'Signeringstjenesten godtok ikke dette',
      text: 'Noe av det som ble sendt, var ikke slik tjenesten venter. Ingenting er signert.',
      next: 'Last siden på nytt. Skjer det igjen, si fra til avsenderen.',
    }),
    'consent-missing': () => ({
      title: 'Samtykket ble ikke registrert',
      text: 'Tjenesten trenger ditt samtykke til teksten slik den er nå. Ingenting er signert.',
      next: 'Les samtykket, kryss av og signer igjen.',
    }),
    'action-missing': () => ({
      title: 'Noe gjenstår',
      text: 'Tjenesten har ikke registrert at alle dokumentene er lest. Ingenting er signert.',
      next: 'Gå tilbake, se gjennom alle dokumentene og signer igjen.',
    }),
    'signature-invalid': () => ({
      title: 'Signaturen ble ikke godtatt',
      text: 'Tjenesten kunne ikke bruke denne signaturen. Ingenting er signert.',
      next: 'Se over det du har fylt inn, eller velg en annen måte å signere på.',
    }),
    'document-unsupported': ({ sender }) => ({
      title: 'Dokumentet kan ikke vises her',
      text: 'Det kan være beskyttet med passord, eller av en type som denne siden ikke kan åpne.',
      next: `Be ${from(sender)} om en versjon uten beskyttelse.`,
    }),
    'document-unreadable': ({ sender }) => ({
      title: 'Dokumentet er ødelagt',
      text: 'Det kan ikke leses, og kan derfor ikke signeres.',
      next: `Si fra til ${from(sender)}, og be om et nytt.`,
    }),
    'idempotency-key-reused': () => ({
      title: 'Dette er alt sendt, med annet innhold',
      text: 'Tjenesten har et tidligere svar fra denne siden som skiller seg fra det du sendte nå.',
      next: 'Se over det du har fylt inn, og signer igjen.',
    }),
    unauthorized: ({ sender }) => ({
      title: 'Ingen tilgang',
      text: 'Signeringstjenesten slipper ikke denne siden inn.',
      next: `Åpne lenken du fikk, en gang til. Hjelper ikke det, si fra til ${from(sender)}.`,
    }),
    forbidden: ({ sender }) => ({
      title: 'Dette er ikke tillatt',
      text: 'Signeringstjenesten tillater ikke dette for disse dokumentene.',
      next: `Spør ${from(sender)}.`,
    }),
    'not-found': () => ({
      title: 'Ikke funnet',
      text: 'En del av det du ba om, finnes ikke.',
      next: 'Last siden på nytt. Skjer det igjen, si fra til avsenderen.',
    }),
    'task-final': () => ({
      title: 'Dette er alt avgjort',
      text: 'Dokumentene kan ikke signeres lenger. Ingenting ble endret.',
      next: 'Last siden på nytt for å se hva som skjedde med dem.',
    }),
    'task-blocked': () => ({
      title: 'Det er ikke din tur ennå',
      text: 'Noen andre må signere først. Ingenting er signert.',
      next: 'Kom tilbake senere; lenken er den samme.',
    }),
    'not-sealed-yet': () => ({
      title: 'Den signerte versjonen er ikke klar ennå',
      text: 'Den lages når alle har signert.',
      next: 'Prøv igjen om en stund.',
    }),
    'precondition-required': () => ({
      title: 'Forespørselen må ses gjennom på nytt',
      text: 'Tjenesten må vite hvilken versjon du så. Ingenting er signert.',
      next: 'Se gjennom den, og signer igjen.',
    }),
    'too-large': () => ({
      title: 'For stort',
      text: 'Dokumentet er mer enn denne enheten eller tjenesten har plass til.',
      next: 'Prøv på en maskin med mer minne, eller si fra til avsenderen.',
    }),
    'unsupported-media-type': () => ({
      title: 'Denne filtypen kan ikke brukes',
      text: 'Signeringstjenesten tar bare imot PDF-dokumenter. Ingenting er signert.',
      next: 'Si fra til avsenderen.',
    }),
  },
  reasons: {
    'no-method': {
      title: 'Dette kan ikke signeres her ennå',
      text: 'Avsenderen ber om en måte å signere på som denne siden ikke har.',
      next: 'Be avsenderen om en annen måte å signere på.',
    },
    'not-a-task': {
      title: 'Signeringstjenesten ga ikke et riktig svar',
      text: 'Noe annet svarte i stedet. På et åpent nett er det ofte en innloggingsside.',
      next: 'Se til at du er på nett, og prøv igjen.',
    },
    shown: {
      title: 'Det du så, er ikke dokumentet du ble bedt om å signere',
      text: 'Da alt var kommet fram, viste det seg å være et annet enn det forespørselen beskriver. Det er tatt bort: ikke stol på det som ble vist. Ingenting er signert.',
      next: 'Det kan være blitt ødelagt på veien: prøv igjen. Skjer det samme en gang til, ikke signer, og fortell avsenderen hva denne siden sier.',
    },
    'page-count': {
      title: 'Dokumentet er ikke det du ble bedt om å signere',
      text: 'Det har et annet antall sider enn forespørselen sier. Signeringen er stanset. Ingenting er signert.',
      next: 'Ikke signer. Fortell avsenderen hva denne siden sier.',
    },
  },
};
