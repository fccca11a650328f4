/** Pages that have been in view, as ranges with both ends: `[[1, 12], [14, 14]]`. Sorted, never touching. */
export type PageRange = readonly [first: number, last: number];

export function withPage(ranges: readonly PageRange[], page: number): readonly PageRange[] {
  if (hasPage(ranges, page)) return ranges;
  const merged: [number, number][] = [];
  const sorted = [...ranges, [page, page] as const].sort((a, b) => a[0] - b[0]);
  for (const [first, last] of sorted) {
    const before = merged.at(-1);
    if (before && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else merged.push([first, last]);
  }
  return merged;
}

export function hasPage(ranges: readonly PageRange[], page: number): boolean {
  return ranges.some(([first, last]) => first <= page && page <= last);
}

export function firstUnread(ranges: readonly PageRange[], pages: number): number | undefined {
  let page = 1;
  for (const [first, last] of ranges) {
    if (page < first) break;
    page = Math.max(page, last + 1);
  }
  return page <= pages ? page : undefined;
}
