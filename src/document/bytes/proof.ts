/** Whether what has come is the file: decided once. */
import { changed } from './part-request.js';

export class Proof {
  readonly proven: Promise<void>;
  readonly #sha256: string;
  #prove!: () => void;
  #disprove!: (error: unknown) => void;

  /** @param sha256 of the file; lowercase hex */
  constructor(sha256: string) {
    this.#sha256 = sha256;
    this.proven = new Promise((resolve, reject) => {
      this.#prove = resolve;
      this.#disprove = reject;
    });
    // Whoever shows the document hears of it; one that was given up before has nobody who does.
    this.proven.catch(() => undefined);
  }

  /** @throws {DocumentError} `document-changed` */
  compare(sha256: string): void {
    if (sha256 !== this.#sha256) throw changed('Its SHA-256 is not the one that the task names.');
    this.#prove();
  }

  /** Of no use any more, for whatever reason. */
  fail(error: unknown): void {
    this.#disprove(error);
  }
}
