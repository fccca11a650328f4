/**
 * Running sums over many heights of which most are alike: where page n begins, and which page lies
 * at a height, in O(log n) however many pages there are. A Fenwick tree over the differences from
 * the usual height (https://en.wikipedia.org/wiki/Fenwick_tree). Pure.
 */
export class PageOffsets {
  readonly #count: number;
  readonly #usual: number;
  readonly #differences: Float64Array;
  readonly #known = new Map<number, number>();

  constructor(count: number, usual: number) {
    this.#count = count;
    this.#usual = usual;
    this.#differences = new Float64Array(count + 1);
  }

  get total(): number {
    return this.start(this.#count + 1);
  }

  height(page: number): number {
    return this.#known.get(page) ?? this.#usual;
  }

  setHeight(page: number, height: number): void {
    const change = height - this.height(page);
    this.#known.set(page, height);
    for (let at = page; at <= this.#count; at += at & -at) {
      this.#differences[at] = (this.#differences[at] ?? 0) + change;
    }
  }

  /** The sum of the heights of all pages before this one. Page `count + 1` begins where the last ends. */
  start(page: number): number {
    let sum = (page - 1) * this.#usual;
    for (let at = page - 1; at > 0; at -= at & -at) sum += this.#differences[at] ?? 0;
    return sum;
  }

  /** The page that covers a height; the first or the last when it lies outside. */
  pageAt(offset: number): number {
    let page = 0;
    let left = offset;
    for (let step = 2 ** Math.floor(Math.log2(this.#count)); step >= 1; step /= 2) {
      const next = page + step;
      if (next > this.#count) continue;
      const covered = step * this.#usual + (this.#differences[next] ?? 0);
      if (covered <= left) {
        page = next;
        left -= covered;
      }
    }
    return Math.min(page + 1, this.#count);
  }
}
