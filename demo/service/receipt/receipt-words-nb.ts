/** Norwegian bokmål, in a receipt. */
import { timeWords } from '../sealing/time-words.ts';
import type { ReceiptWords } from './receipt-words.ts';

export const receiptWords: ReceiptWords = {
  receipt: 'Kvittering',
  receiptOf: (title) => `Kvittering: ${title}`,
  documents: (count) => (count === 1 ? 'Dokument' : 'Dokumenter'),
  signers: (count) => (count === 1 ? 'Den som signerer' : 'De som signerer'),
  history: 'Hva som skjedde',
  historyHash: 'Den siste (SHA-256)',
  writtenOn: (order, time) => `Kvittering for ordre ${order}, skrevet ${time}`,
  status: 'Status',
  reference: 'Avsenderens referanse',
  made: 'Opprettet',
  thisReceipt: 'Denne kvitteringen',
  size: 'Størrelse',
  original: 'Original (SHA-256)',
  sealed: 'Forseglet (SHA-256)',
  reason: 'Begrunnelse',
  noReason: 'Ikke oppgitt',
  time: 'Tidspunkt',
  knownBy: 'Kjent ved',
  consent: 'Samtykke (SHA-256)',
  order: {
    open: 'Åpen: ikke alle har signert',
    packaging: 'Alle har signert; de forseglede filene lages',
    completed: 'Fullført: alle har signert, og filene er forseglet',
    rejected: 'Avsluttet: noen sa nei',
    expired: 'Avsluttet: fristen gikk ut',
    deleted: 'Avsluttet: trukket tilbake av avsenderen',
    failed: 'Alle har signert; de forseglede filene kunne ikke lages ennå',
  },
  task: {
    blocked: 'Venter på andre',
    ready: 'Har ikke signert ennå',
    completed: 'Har signert',
    rejected: 'Har sagt nei',
    expired: 'Signerte ikke i tide',
    deleted: 'Trukket tilbake',
  },
  proof: (proof) => {
    switch (proof.by) {
      case 'link':
        return 'Åpnet av den som hadde lenken';
      case 'code':
        return 'Åpnet av den som hadde referansekoden';
      case 'artifact':
        return 'Logget inn på avsenderens eget nettsted';
      case 'eid': {
        const what = proof.use === 'login' ? 'Logget inn med eID' : 'Signerte med eID';
        return `${what}, ${timeWords(new Date(proof.at))} (${proof.acr})`;
      }
      case 'passkey':
        return `Passnøkkel ${proof.credentialId}, først brukt ${timeWords(new Date(proof.registeredAt))}`;
    }
  },
  event: {
    'order.created': 'Ordren ble opprettet',
    'task.opened': 'Åpnet oppgaven',
    'task.artifact-issued': 'Ble sendt til signering fra avsenderens nettsted',
    'task.authenticated': 'Logget inn',
    'task.login-cancelled': 'Avbrøt innloggingen',
    'task.login-failed': 'Fikk ikke logget inn',
    'task.subject-mismatch': 'Noen andre logget inn, og ble avvist',
    'task.passkey-registered': 'Laget en passnøkkel',
    'task.viewed': 'Så på et dokument',
    'task.uploaded': 'Lastet opp en fil',
    'task.upload-removed': 'Fjernet en opplastet fil',
    'task.postponed': 'Utsatte det',
    'task.cancelled': 'Gikk uten å signere',
    'task.ready': 'Kunne signere fra nå av',
    'task.completed': 'Signerte',
    'task.rejected': 'Sa nei',
    'task.expired': 'Signerte ikke i tide',
    'task.deleted': 'Oppgaven ble trukket tilbake',
    'order.packaging': 'Alle hadde signert',
    'order.sealed': 'Filene ble forseglet',
    'order.completed': 'Ordren ble fullført',
    'order.rejected': 'Ordren ble avsluttet: noen hadde sagt nei',
    'order.expired': 'Ordren ble avsluttet: fristen hadde gått ut',
    'order.deleted': 'Ordren ble trukket tilbake',
    'packaging.failed': 'De forseglede filene kunne ikke lages',
    'packaging.restarted': 'Forseglingen ble startet på nytt',
  },
};
