/** What is left to read of a document, for a screen that says so. Apart from what every page loads first. */
import type { PageRange } from './page-ranges.ts';

/** The pages 1 to `pages` that are in none of the ranges, which are sorted. */
export function unreadRanges(ranges: readonly PageRange[], pages: number): readonly PageRange[] {
  const unread: PageRange[] = [];
  let page = 1;
  for (const [first, last] of ranges) {
    if (first > pages) break;
    if (page < first) unread.push([page, first - 1]);
    page = Math.max(page, last + 1);
  }
  if (page <= pages) unread.push([page, pages]);
  return unread;
}

export function countOf(ranges: readonly PageRange[]): number {
  return ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);
}
