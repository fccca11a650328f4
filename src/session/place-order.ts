/** The order in which places on pages are come to: page after page, row after row, as the language is read. Pure. */

/** In PDF points, from the lower left corner of the page as it is shown. */
export interface PlaceFacts {
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** @param direction of the language: what stands beside each other is come to in it */
export function inReadingOrder<P extends PlaceFacts>(
  places: readonly P[],
  direction: 'ltr' | 'rtl',
): readonly P[] {
  const downward = [...places].sort((one, other) => one.page - other.page || topOf(other) - topOf(one));
  const rows: P[][] = [];
  for (const place of downward) {
    const row = rows.at(-1);
    const [first] = row ?? [];
    if (row && first && isBeside(place, first)) row.push(place);
    else rows.push([place]);
  }
  const along = (one: P, other: P) =>
    direction === 'ltr' ? one.x - other.x : other.x + other.width - (one.x + one.width);
  return rows.flatMap((row) => row.sort(along));
}

/** Nobody sets two fields on one line to the point: what has its middle beside another one is in its row. */
function isBeside(place: PlaceFacts, first: PlaceFacts): boolean {
  return place.page === first.page && place.y + place.height / 2 > first.y;
}

function topOf({ y, height }: PlaceFacts): number {
  return y + height;
}
