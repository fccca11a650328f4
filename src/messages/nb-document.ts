/** Norwegian bokmål: what is said around the documents while they are read. */
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
    print: 'Skriv ut',
    download: 'Last ned',
    moreTools: 'Flere verktøy',
    zoomLevel: (zoom) => `${Math.round(zoom * 100)} %`,
    loading: 'Laster dokumentet …',
    pageFailed: (page) => `Side ${page} kunne ikke vises.`,
  },
};
