/** What is said of the places for the signer's mark in the documents. */

type PlaceKind = 'signature' | 'initials';

export interface PlaceWords {
  /** On an empty place. */
  readonly here: Readonly<Record<PlaceKind, string>>;
  /** Of what the signer has put in. */
  readonly yours: Readonly<Record<PlaceKind, string>>;
  readonly name: Readonly<Record<PlaceKind, (number: number, count: number, page: number) => string>>;
  /** `later`: signing fills it in. */
  readonly filled: Readonly<Record<'empty' | 'filled' | 'later', string>>;
  /** In a document that the signer has not chosen to sign. */
  readonly optional: string;
  /** The way to the next one, and which it is. */
  readonly next: (number: number, count: number) => string;
  /** The same behind the last one. */
  readonly again: (count: number) => string;
  readonly seen: (count: number) => string;
  /** Back to where it is filled in. */
  readonly toEditor: string;
}
