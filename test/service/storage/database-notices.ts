/** What a listener has heard, and the way to wait until it hears something. It knows no database. */
export class Notices {
  readonly heard: (string | undefined)[] = [];
  readonly #waiting = new Set<() => void>();

  readonly listener = (payload: string | undefined): void => {
    this.heard.push(payload);
    for (const check of this.#waiting) check();
  };

  until(payload: string | undefined): Promise<void> {
    return new Promise((resolve) => {
      const check = () => {
        if (!this.heard.includes(payload)) return;
        this.#waiting.delete(check);
        resolve();
      };
      this.#waiting.add(check);
      check();
    });
  }
}
