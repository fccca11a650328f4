/** What the aids around a document are given by the view, and what they ask of it. */
import type { Clock } from '../clock.js';
import type { OpenDocument, PageSize } from '../document-engine.js';
import type { DocumentViewStrings } from '../document-view-strings.js';
import type { PageMark } from '../page-mark.js';
import type { PageSheet } from '../page-sheet.js';

/** The view as it is at the moment of asking. */
export interface AidedView {
  readonly root: ShadowRoot;
  readonly scroller: HTMLElement;
  readonly clock: Clock;
  readonly strings: DocumentViewStrings;
  readonly document: OpenDocument | undefined;
  /** The one that the reader is at. */
  readonly page: number;
  /** The pages near the view. */
  readonly sheets: readonly PageSheet[];
  /** @param top how far down the page, in CSS pixels at 100 % */
  scrollToPage(page: number, top?: number): void;
  /** What lies over the pages. */
  readonly marks: readonly PageMark[];
  /** Brings a point of a page to the middle of the view: in shares of the page as the document turns it. */
  showPoint(page: number, size: PageSize, across: number, down: number): void;
  /** Says it to who listens. */
  announce(text: string): void;
}
