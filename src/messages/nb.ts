/** Norwegian bokmål. */
import { later } from './later.ts';
import { plural } from './nb-plural.ts';
import type { Messages } from './messages.ts';
import { idle, notLoaded, problem, problems, reasons } from './nb-problems.ts';

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
  problems,
  reasons,
  entry: later(async () => (await import('./nb-entry.ts')).entryWords),
  document: later(async () => (await import('./nb-document.ts')).documentWords),
  signing: later(async () => (await import('./nb-signing.ts')).signingWords),
  rare: later(async () => (await import('./nb-rare-problems.ts')).rareTexts),
  problem,
  idle,
  notLoaded,

  from: (sender) => `Fra ${sender}`,
  signBefore: (when) => `Signer innen ${when}`,
  messageFrom: (sender) => `Melding fra ${sender}`,
  documents: 'Dokumenter',
  pageCount: (count) => plural(count, '1 side', 'sider'),
  percent: (share) => `${Math.round(share * 100)}\u00a0%`,
  loadingDocument: (percent) => (percent ? `Laster dokumentet, ${percent}` : 'Laster dokumentet'),

  reviewing: {
    continue: 'Gå videre til signering',
    ready: 'Les gjennom. Du signerer i neste steg.',
    loading: 'Dokumentet lastes og kontrolleres.',
  },
  decline: {
    more: 'Mer',
    reject: 'Avvis …',
    postpone: 'Signer senere',
    cancel: 'Avbryt',
    leaving: { postpone: 'Utsetter til senere …', cancel: 'Stanser …' },
  },
  sessionEnds: {
    title: 'Dokumentene lukkes snart',
    text: 'De er bare åpne en begrenset tid.',
    stay: 'Bli her',
  },
  back: 'Tilbake',
  tryAgain: 'Prøv igjen',
  reload: 'Åpne på nytt',
  retryAfter: (seconds) => `Du kan prøve igjen om ${plural(seconds, '1 sekund', 'sekunder')}.`,
  requestId: (id) => `Referanse til brukerstøtte: ${id}`,
  whatToDo: 'Hva du kan gjøre',
};
