/**
 * What all work on a document hangs on: when it is cut, whatever waits ends with the reason. pdf.js itself leaves
 * some of those who wait for a page waiting when its document is destroyed. Knows no pdf.js.
 */
export class Lifeline {
  readonly #waiting = new Set<(reason: unknown) => void>();
  #cut: { readonly reason: unknown } | undefined;

  get isCut(): boolean {
    return this.#cut !== undefined;
  }

  async hold<T>(work: Promise<T>): Promise<T> {
    let drop: (reason: unknown) => void = () => undefined;
    const dropped = new Promise<never>((_resolve, reject) => (drop = reject));
    if (this.#cut) drop(this.#cut.reason);
    this.#waiting.add(drop);
    try {
      return await Promise.race([work, dropped]);
    } catch (error) {
      // What pdf.js says when its bytes have gone is a consequence.
      throw this.#cut ? this.#cut.reason : error;
    } finally {
      this.#waiting.delete(drop);
    }
  }

  cut(reason: unknown): void {
    if (this.#cut) return;
    this.#cut = { reason };
    for (const drop of this.#waiting) drop(reason);
  }
}
