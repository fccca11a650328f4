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
  readonly print: string;
  readonly download: string;
  /** The button of what a narrow view has no room for. */
  readonly moreTools: string;
  /** 1 is 100 %. */
  readonly zoomLevel: (zoom: number) => string;
  readonly loading: string;
  readonly pageFailed: (page: number) => string;
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
  print: 'Print',
  download: 'Download',
  moreTools: 'More tools',
  zoomLevel: (zoom) => `${Math.round(zoom * 100)}%`,
  loading: 'Loading the document…',
  pageFailed: (page) => `Page ${page} could not be shown.`,
};
