/** How large the pages of a document are as people see them, in points: most documents have many alike in a row. */

export interface PageSize {
  readonly width: number;
  readonly height: number;
}

/** How many pages in a row are how large. */
export type PageSizes = readonly (readonly [pages: number, width: number, height: number])[];

export function pageSizesOf(pages: readonly PageSize[]): PageSizes {
  const rows: [number, number, number][] = [];
  for (const page of pages) {
    const [width, height] = [hundredths(page.width), hundredths(page.height)];
    const last = rows.at(-1);
    if (last?.[1] === width && last[2] === height) last[0] += 1;
    else rows.push([1, width, height]);
  }
  return rows;
}

/**
 * @param page from 1
 * @returns undefined when there is no such page
 */
export function sizeOfPage(sizes: PageSizes, page: number): PageSize | undefined {
  let before = 0;
  for (const [pages, width, height] of sizes) {
    if (page > before && page <= before + pages) return { width, height };
    before += pages;
  }
  return undefined;
}

/** Finer than that nobody places anything. */
export function hundredths(points: number): number {
  return Math.round(points * 100) / 100;
}
