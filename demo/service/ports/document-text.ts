/** Finds words in a PDF where people see them: on the page as it is shown, after /Rotate and within the crop box. */
export interface DocumentText {
  /**
   * Reads no more pages than it takes to find all that is wanted.
   *
   * @throws TextSearchError
   * @returns for each that is wanted, where it is: page by page, on each from the top, then from the left
   */
  find(bytes: Uint8Array, wanted: readonly WantedText[]): Promise<readonly (readonly FoundText[])[]>;
}

export interface WantedText {
  /** Compared in its compatibility form (NFKC), any white space as one space, capitals as they are. */
  readonly text: string;
  /** The only page to look at, from 1; left out, all of them. */
  readonly page?: number;
  /** After so many it is not looked for any more. */
  readonly most: number;
}

/** In PDF points from the lower left corner of the page as shown. */
export interface FoundText {
  readonly page: number;
  readonly pageWidth: number;
  readonly pageHeight: number;
  /** Its lower left corner: on the base line, where it runs from left to right. */
  readonly x: number;
  readonly y: number;
  /** Of its last line: what stands beside it stands beside this. */
  readonly end: { readonly left: number; readonly right: number; readonly bottom: number };
  readonly rightToLeft: boolean;
}

export type TextSearchFailure =
  /** There are more pages, or fuller ones, than there is time for. */
  | 'timed-out'
  /** The text of the file cannot be read, though its pages may be shown. */
  | 'unreadable';

export class TextSearchError extends Error {
  constructor(
    readonly reason: TextSearchFailure,
    options?: ErrorOptions,
  ) {
    super(`The document's text could not be searched: ${reason}.`, options);
    this.name = 'TextSearchError';
  }
}
