/** Norwegian (bokmål): what is said where the signer is asked for a file of their own. Comes with the signing. */
import type { UploadWords } from './upload-words.ts';

export const uploadWords: UploadWords = {
  kinds: { 'application/pdf': 'PDF', 'image/jpeg': 'JPEG', 'image/png': 'PNG' },
  limits: (kinds, size) => `Én fil: ${kinds}, opptil ${size}.`,
  mayBeLeftOut: 'Du kan la være.',
  choose: 'Velg en fil',
  chooseAnother: 'Velg en annen fil',
  takePicture: 'Ta et bilde',
  drop: 'Eller slipp filen her.',
  sending: (name) => `Laster opp ${name} …`,
  checking: (name) => `Kontrollerer ${name} …`,
  cancel: 'Avbryt opplastingen',
  uploaded: (name) => `${name} er lastet opp.`,
  remove: 'Fjern',
  removing: 'Fjerner filen …',
  pictureOf: (name) => `Bildet som du har lastet opp, ${name}`,
  notShown: 'Filen er lastet opp. Den kan ikke vises her.',
  problems: {
    empty: ({ name }) => ({
      title: 'Filen er tom',
      text: `Det er ikke noe i ${name}.`,
      next: 'Åpne den på enheten din for å se hva som er i den, eller velg en annen fil.',
    }),
    'too-large': ({ name, size }) => ({
      title: 'Filen er for stor',
      text: `${name} er større enn ${size}.`,
      next: 'Ta et bilde med færre piksler, eller lagre filen mindre, og velg den.',
    }),
    'too-many-pages': ({ name }) => ({
      title: 'Filen har for mange sider',
      text: `${name} er lengre enn det som kan tas imot.`,
      next: 'Lagre bare de sidene du er bedt om, og velg den filen.',
    }),
    'too-many-pixels': ({ name }) => ({
      title: 'Bildet er for stort',
      text: `${name} har flere piksler enn det som kan vises.`,
      next: 'Gjør bildet mindre, eller ta et nytt.',
    }),
    'not-accepted': ({ name, kinds }) => ({
      title: 'Denne typen fil er det ikke bedt om',
      text: `${name} er noe annet enn ${kinds}.`,
      next: 'Lagre den som en av disse, eller ta et bilde av den, og velg det.',
    }),
    damaged: ({ name }) => ({
      title: 'Filen kan ikke leses',
      text: `${name} er skadet, eller ikke hel.`,
      next: 'Åpne den på enheten din og lagre den på nytt, eller velg en annen fil.',
    }),
    locked: ({ name }) => ({
      title: 'Filen har et passord',
      text: `${name} er beskyttet, slik at mottakeren ikke kan åpne den.`,
      next: 'Lagre den uten passord, og velg den filen.',
    }),
    signed: ({ name }) => ({
      title: 'Filen er signert elektronisk',
      text: `${name} har en signatur som denne tjenesten ikke kan gå god for.`,
      next: 'Skriv den ut som en ny PDF, eller ta et bilde av den, og velg det.',
    }),
    unsafe: ({ name }) => ({
      title: 'Filen har mer i seg enn det som vises',
      text: `${name} har deler som kan endre, kjøre eller skjule det som vises.`,
      next: 'Skriv den ut som en ny PDF, eller ta et bilde av den, og velg det.',
    }),
    'kind-of-picture': ({ name }) => ({
      title: 'Denne typen bilde vises ikke overalt',
      text: `Det kan hende at mottakeren ikke kan se ${name}.`,
      next: 'Lagre det som en vanlig JPEG eller PNG, eller ta et nytt bilde.',
    }),
    'more-than-picture': ({ name }) => ({
      title: 'Filen har mer i seg enn et bilde',
      text: `Det er noe annet i ${name} også, som en kort film.`,
      next: 'Ta et skjermbilde av bildet, eller et nytt bilde, og velg det.',
    }),
    'too-often': () => ({
      title: 'For mange filer på kort tid',
      text: 'Filen er ikke lastet opp.',
      next: 'Vent litt, og prøv igjen.',
    }),
    line: () => ({
      title: 'Filen kom ikke fram',
      text: 'Forbindelsen ble brutt, eller signeringstjenesten svarer ikke.',
      next: 'Kontroller forbindelsen, og prøv igjen. Alt annet er her fortsatt.',
    }),
    other: () => ({
      title: 'Filen ble ikke tatt imot',
      text: 'Signeringstjenesten sa ikke hvorfor.',
      next: 'Prøv en annen fil. Hjelper ikke det, så si fra til avsenderen.',
    }),
  },
  along: (name, size) => `${name}, ${size}`,
  leftOut: 'Utelatt (valgfritt)',
  change: 'Endre',
};
