/** Why a picture is not taken: `kind` where it is whole, but not of those that are. */
export interface PictureFault {
  readonly kind: 'damaged' | 'kind' | 'dimensions' | 'and-more';
  /** In words, to go on after "it cannot be taken:". */
  readonly text: string;
}

export const damaged = (text: string): PictureFault => ({ kind: 'damaged', text });
export const ofAnotherKind = (text: string): PictureFault => ({ kind: 'kind', text });
export const TOO_LARGE: PictureFault = { kind: 'dimensions', text: 'it is too large' };

export interface PictureLimits {
  /** Of either side, in pixels. */
  readonly longestSide: number;
  /** In all. */
  readonly mostPixels: number;
}

export function fits(width: number, height: number, { longestSide, mostPixels }: PictureLimits): boolean {
  return (
    width >= 1 && height >= 1 && width <= longestSide && height <= longestSide && width * height <= mostPixels
  );
}
