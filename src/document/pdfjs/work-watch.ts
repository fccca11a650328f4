/**
 * Watches over work that may have no end: PDFs can be made so that whoever reads them goes round in circles, in a
 * worker that then answers nobody, or in steps that never become a page. Knows no pdf.js.
 */
import type { Clock } from '../clock.js';

export interface Watched {
  /** Something else than the machine is waited for now, which may take what time it likes. */
  waits(): boolean;
  /** The worker answers, but this has gone on for longer than any page should take. */
  endless(): void;
}

export interface WatchedWorker {
  /** Answered by a worker that has a moment for others, whatever it works on. */
  ask(): Promise<unknown>;
  /** It has not answered for so long that it will not: what is asked of it has no end. */
  stuck(): void;
}

/**
 * Looked at so often. Time is counted in looks, not by the clock: a machine that slept, or a page that was held up, has
 * not waited.
 */
const LOOK_MILLISECONDS = 1000;

/** Without an answer. A large image is unpacked in less, on slow machines too. */
const STUCK_LOOKS = 8;

/** For one piece of work: a signer waits for a page no longer than a quarter of a minute, and looks come late. */
const ENDLESS_LOOKS = 10;

export class WorkWatch {
  readonly #worker: WatchedWorker;
  readonly #clock: Clock;
  /** What is under way, and at how many looks it was. */
  readonly #work = new Map<Watched, number>();
  #stopLooking: (() => void) | undefined;
  #asking = false;
  #silentLooks = 0;

  constructor(worker: WatchedWorker, clock: Clock) {
    this.#worker = worker;
    this.#clock = clock;
  }

  /** @returns to be called when it is done */
  begin(watched: Watched): () => void {
    this.#work.set(watched, 0);
    if (!this.#stopLooking) this.#lookLater();
    return () => {
      this.#work.delete(watched);
      if (this.#work.size === 0) this.stop();
    };
  }

  stop(): void {
    this.#work.clear();
    this.#stopLooking?.();
    this.#stopLooking = undefined;
    this.#silentLooks = 0;
  }

  #lookLater(): void {
    this.#stopLooking = this.#clock.after(LOOK_MILLISECONDS, () => this.#look());
  }

  #look(): void {
    if (this.#asking) this.#silentLooks += 1;
    else this.#ask();
    if (this.#silentLooks >= STUCK_LOOKS) {
      this.stop();
      this.#worker.stuck();
      return;
    }
    this.#lookLater();
    for (const [watched, looks] of this.#work) {
      if (watched.waits()) continue;
      this.#work.set(watched, looks + 1);
      if (looks + 1 === ENDLESS_LOOKS) watched.endless();
    }
  }

  #ask(): void {
    this.#asking = true;
    const answered = () => {
      this.#asking = false;
      this.#silentLooks = 0;
    };
    // A refusal is an answer, too.
    this.#worker.ask().then(answered, answered);
  }
}
