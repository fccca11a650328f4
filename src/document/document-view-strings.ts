/** What the viewer says. Counts and numbers are functions, so that a language can order them as it does. */
export interface DocumentViewStrings {
  /** Names the scrolled region when the view has no `label`. */
  readonly document: string;
  readonly controls: string;
  readonly previousPage: string;
  readonly nextPage: string;
  readonly pageNumber: string;
  /** Stands after the box with the page number: "of 12". */
  readonly ofPages: (count: number) => string;
  readonly pageOf: (page: number, count: number) => string;
  readonly zoomOut: string;
  readonly zoomIn: string;
  readonly fitWidth: string;
  readonly fitPage: string;
  readonly rotate: string;
  readonly search: string;
  readonly pageList: string;
  readonly closePageList: string;
  /** Said of a page that has been read, where all have to be. */
  readonly pageRead: string;
  readonly print: string;
  readonly download: string;
  /** The button of what a narrow view has no room for. */
  readonly moreTools: string;
  /** 1 is 100 %. */
  readonly zoomLevel: (zoom: number) => string;
  readonly loading: string;
  readonly pageFailed: (page: number) => string;
  /** Said in place of a page that is only a picture. */
  readonly pageWithoutText: (page: number) => string;
  /** Shown above a document that begins with such a page, with what to do about it. */
  readonly documentWithoutText: string;
  readonly dismissNotice: string;
  /** Name of a link that has no words. */
  readonly linkTo: (destination: string) => string;
  readonly linkInDocument: string;
  readonly linkLeadsNowhere: string;
  /** Stands before the host, the mail address or the number that a link leads to. */
  readonly linkLeadsTo: string;
  readonly openLink: string;
  readonly stayInDocument: string;
  readonly find: string;
  readonly previousHit: string;
  readonly nextHit: string;
  readonly closeFind: string;
  readonly noHits: string;
  readonly looking: string;
  readonly hitOf: (hit: number, count: number) => string;
  readonly hitOnPage: (hit: number, count: number, page: number) => string;
}

export const englishDocumentViewStrings: DocumentViewStrings = {
  document: 'Document',
  controls: 'Document controls',
  previousPage: 'Previous page',
  nextPage: 'Next page',
  pageNumber: 'Page number',
  ofPages: (count) => `of ${count}`,
  pageOf: (page, count) => `Page ${page} of ${count}`,
  zoomOut: 'Zoom out',
  zoomIn: 'Zoom in',
  fitWidth: 'Fit to width',
  fitPage: 'Fit whole page',
  rotate: 'Rotate',
  search: 'Search',
  pageList: 'Pages',
  closePageList: 'Close the list of pages',
  pageRead: 'Read',
  print: 'Print',
  download: 'Download',
  moreTools: 'More tools',
  zoomLevel: (zoom) => `${Math.round(zoom * 100)}%`,
  loading: 'Loading the document…',
  pageFailed: (page) => `Page ${page} could not be shown.`,
  pageWithoutText: (page) =>
    `Page ${page} is a picture of paper. It has no text that can be read aloud or searched.`,
  documentWithoutText:
    'This document is a picture of paper: its text cannot be read aloud, searched or copied. If you need that, ask the sender for a readable copy.',
  dismissNotice: 'Hide this notice',
  linkTo: (destination) => `Link to ${destination}`,
  linkInDocument: 'Link to another place in the document',
  linkLeadsNowhere: 'This link leads to no place in the document.',
  linkLeadsTo: 'This link leads out of the document, to',
  openLink: 'Open in a new tab',
  stayInDocument: 'Stay here',
  find: 'Find in the document',
  previousHit: 'Previous hit',
  nextHit: 'Next hit',
  closeFind: 'Close search',
  noHits: 'No hits',
  looking: 'Searching…',
  hitOf: (hit, count) => `${hit} of ${count}`,
  hitOnPage: (hit, count, page) => `Hit ${hit} of ${count}, page ${page}`,
};
