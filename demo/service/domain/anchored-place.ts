/** Where a mark goes that is to stand beside a text, and whether it can stand there. Points throughout (1/72 inch). */
import { hundredths, type PageSize } from './page-sizes.ts';

export interface Spot {
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface AnchorText {
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly end: { readonly left: number; readonly right: number; readonly bottom: number };
  readonly rightToLeft: boolean;
}

export interface Anchoring {
  readonly kind: 'signature' | 'initials';
  readonly offset?: { readonly x: number; readonly y: number };
  readonly width?: number;
  readonly height?: number;
}

/** As large as the contract says where an order does not. */
const SIZES = { signature: { width: 180, height: 48 }, initials: { width: 60, height: 30 } } as const;
/** What sums of decimal fractions may be wrong by. */
const TOLERANCE = 0.01;

export function spotBeside(text: AnchorText, { kind, offset, ...size }: Anchoring): Spot {
  const { width = SIZES[kind].width, height = SIZES[kind].height } = size;
  const { left, right, bottom } = text.end;
  const [x, y] = offset
    ? [text.x + offset.x, text.y + offset.y]
    : [text.rightToLeft ? left - width : right, bottom];
  return { page: text.page, x: hundredths(x), y: hundredths(y), width, height };
}

export function liesOn({ x, y, width, height }: Spot, page: PageSize): boolean {
  return (
    x >= -TOLERANCE &&
    y >= -TOLERANCE &&
    x + width <= page.width + TOLERANCE &&
    y + height <= page.height + TOLERANCE
  );
}

/** Touching is not covering. */
export function covers(a: Spot, b: Spot): boolean {
  return (
    a.page === b.page &&
    a.x + TOLERANCE < b.x + b.width &&
    b.x + TOLERANCE < a.x + a.width &&
    a.y + TOLERANCE < b.y + b.height &&
    b.y + TOLERANCE < a.y + a.height
  );
}
