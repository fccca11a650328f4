/** What a page can be given to have lie over it: it turns, zooms and scrolls with the page, and can be pressed. */
import type { TemplateResult } from 'lit';

/** On a page at 100 %, in CSS pixels (96 to the inch) from the lower left corner of the page as the document turns it. */
export interface MarkRegion {
  readonly left: number;
  readonly bottom: number;
  readonly width: number;
  readonly height: number;
}

export interface PageMark {
  /** One of a kind in the document. */
  readonly id: string;
  readonly page: number;
  /** What of it would lie beside the page is moved onto it. */
  readonly region: MarkRegion;
  /** What it is called, its state included: what it shows is seen and not read out. */
  readonly label: string;
  /** The one among all that the reader is led to. */
  readonly current?: boolean;
  /** What is shown in it. Asked for only while its page is near the view. */
  readonly content: () => TemplateResult;
  /** Without it, it cannot be pressed now. @returns what is to be said to who listens */
  readonly press?: () => string | undefined;
}
