/** A signature made by hand, or initials: typed, drawn or uploaded; what has been put in of each, and what is sent. */

export const KINDS = ['typed', 'drawn', 'uploaded'] as const;
export type Kind = (typeof KINDS)[number];

/** The faces for typed signatures that both sides have, in the order in which they are offered. */
export const FACES = ['caveat', 'marck-script', 'mynerve'] as const;
export type Face = (typeof FACES)[number];

/** One stroke: x, y and pressure (0 to 1) in turn, in units of the pad, whatever size it is shown at. */
export type Stroke = readonly number[];

export interface Drawing {
  readonly strokes: readonly Stroke[];
  /** What is sent: the outlines of the strokes. */
  readonly svg: string;
}

/** All that was put in is kept while another kind is tried. */
export interface Hand {
  readonly kind: Kind;
  /** As typed. */
  readonly text: string;
  /** The look of what was typed; undefined where none of the faces has all of its letters. */
  readonly face: Face | undefined;
  /** What was typed, as it is shown, where no face has its letters: PNG, Base64. */
  readonly textPicture: string | undefined;
  readonly drawing: Drawing | undefined;
  /** What was uploaded, cleaned: PNG, Base64. */
  readonly picture: string | undefined;
}

export const EMPTY_HAND: Hand = {
  kind: 'typed',
  text: '',
  face: undefined,
  textPicture: undefined,
  drawing: undefined,
  picture: undefined,
};

export type HandwrittenSignature = { readonly method: 'handwritten'; readonly initials?: Initials } & (
  | { readonly kind: 'typed'; readonly text: string; readonly face?: Face; readonly png?: string }
  | { readonly kind: 'drawn'; readonly svg: string }
  | { readonly kind: 'uploaded'; readonly png: string }
);

export interface Initials {
  readonly text?: string;
  readonly face?: Face;
  readonly svg?: string;
  readonly png?: string;
}
