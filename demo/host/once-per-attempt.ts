/** Pressing a button twice makes one thing: the second press waits for, and gets, the first one's. */
export class OncePerAttempt<Made> {
  static readonly #MOST = 1000;
  readonly #made = new Map<string, Promise<Made>>();

  make(attempt: string, make: () => Promise<Made>): Promise<Made> {
    const known = this.#made.get(attempt);
    if (known) return known;
    const making = make();
    this.#made.set(attempt, making);
    making.catch(() => this.#made.delete(attempt));
    const oldest = this.#made.size > OncePerAttempt.#MOST ? this.#made.keys().next().value : undefined;
    if (oldest !== undefined) this.#made.delete(oldest);
    return making;
  }
}
