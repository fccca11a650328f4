/** Norwegian bokmål: what is said around the documents while they are read. */
import { plural } from './nb-plural.ts';
import type { DocumentWords } from './messages.ts';

export const documentWords: DocumentWords = {
  view: {
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
    fitPage: 'Vis hele siden',
    rotate: 'Roter',
    search: 'Søk',
    pageList: 'Sider',
    closePageList: 'Lukk listen over sider',
    pageRead: 'Lest',
    print: 'Skriv ut',
    download: 'Last ned',
    moreTools: 'Flere verktøy',
    zoomLevel: (zoom) => `${Math.round(zoom * 100)} %`,
    loading: 'Laster dokumentet …',
    pageFailed: (page) => `Side ${page} kunne ikke vises.`,
    pageWithoutText: (page) =>
      `Side ${page} er et bilde av et papir. Den har ingen tekst som kan leses opp eller søkes i.`,
    documentWithoutText:
      'Dokumentet er et bilde av et papir: teksten kan ikke leses opp, søkes i eller kopieres. Trenger du det, be avsenderen om en lesbar utgave.',
    dismissNotice: 'Skjul meldingen',
    linkTo: (destination) => `Lenke til ${destination}`,
    linkInDocument: 'Lenke til et annet sted i dokumentet',
    linkLeadsNowhere: 'Lenken fører ikke til noe sted i dokumentet.',
    linkLeadsTo: 'Lenken fører ut av dokumentet, til',
    openLink: 'Åpne i ny fane',
    stayInDocument: 'Bli her',
    find: 'Søk i dokumentet',
    previousHit: 'Forrige treff',
    nextHit: 'Neste treff',
    closeFind: 'Lukk søket',
    noHits: 'Ingen treff',
    looking: 'Søker …',
    hitOf: (hit, count) => `${hit} av ${count}`,
    hitOnPage: (hit, count, page) => `Treff ${hit} av ${count}, side ${page}`,
  },
  tabs: {
    toSign: 'Til signering',
    toRead: 'Bare til lesing',
    optional: (use) => `${use}, valgfritt`,
    unopened: 'Ikke åpnet',
    loading: 'Laster',
    opened: 'Åpnet',
    left: (count) => `${plural(count, '1 side', 'sider')} igjen å lese`,
    read: 'Lest',
  },
  taking: {
    busy: 'Henter dokumentet …',
    failed: {
      print: { title: 'Dokumentet kunne ikke skrives ut', text: 'Se til at du er på nett, og prøv igjen.' },
      original: {
        title: 'Dokumentet kunne ikke lastes ned',
        text: 'Se til at du er på nett, og prøv igjen.',
      },
    },
    kept: {
      title: 'Denne nettleseren kan ikke skrive ut herfra',
      text: 'Dokumentet er lastet ned i stedet. Åpne det, og skriv det ut derfra.',
    },
    close: 'Lukk',
  },
};
