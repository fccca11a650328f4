/**
 * What all work on a document hangs on: when it is cut, whatever waits ends with the reason. pdf.js itself leaves
 * some of those who wait for a page waiting when its document is destroyed. Knows no pdf.js.
 */
export class Lifeline {
  readonly #began: () => () => void;
  readonly #waiting = new Set<(reason: unknown) => void>();
  #cut: { readonly reason: unknown } | undefined;

  /** @param began told of each work; gives back what is to be told when that is over */
  constructor(began: () => () => void = () => () => undefined) {
    this.#began = began;
  }

  get isCut(): boolean {
    return this.#cut !== undefined;
  }

  async hold<T>(work: Promise<T>): Promise<T> {
    let drop: (reason: unknown) => void = () => undefined;
    const dropped = new Promise<never>((_resolve, reject) => (drop = reject));
    if (this.#cut) drop(this.#cut.reason);
    this.#waiting.add(drop);
    const over = this.#began();
    try {
      return await Promise.race([work, dropped]);
    } catch (error) {
      // What pdf.js says when its bytes have gone is a consequence.
      throw this.#cut ? this.#cut.reason : error;
    } finally {
      over();
      this.#waiting.delete(drop);
    }
  }

  cut(reason: unknown): void {
    if (this.#cut) return;
    this.#cut = { reason };
    for (const drop of this.#waiting) drop(reason);
  }
}
