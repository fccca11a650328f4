/** Ranges of page numbers, both ends included: `[[1, 3], [7, 7]]` is pages 1, 2, 3 and 7. */
export type PageRanges = readonly (readonly [number, number])[];

/** Both together: sorted, without overlap, neighbours joined. Pages beyond the last are dropped. */
export function joinPageRanges(a: PageRanges, b: PageRanges, lastPage: number): [number, number][] {
  const joined: [number, number][] = [];
  const all = [...a, ...b]
    .map(([from, to]): [number, number] => [Math.max(1, from), Math.min(to, lastPage)])
    .filter(([from, to]) => from <= to)
    .sort(([x], [y]) => x - y);
  for (const [from, to] of all) {
    const last = joined.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

/** Whether every page of a document is in the ranges (as `joinPageRanges` gives them). */
export function coversAllPages(ranges: PageRanges, lastPage: number): boolean {
  const [only, ...more] = joinPageRanges(ranges, [], lastPage);
  return more.length === 0 && only !== undefined && only[0] === 1 && only[1] === lastPage;
}
