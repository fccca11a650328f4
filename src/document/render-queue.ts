/**
 * What to draw next. Whoever knows the view says, each time it has moved, all that it wants, the most
 * wanted first; the queue starts, keeps or stops work so that it matches. Pure: it knows no page.
 */
export interface RenderJob {
  /** Two jobs with the same key do the same: one that runs is kept when it is wanted again. */
  readonly key: string;
  /** Somebody looks at where this belongs: work that nobody looks at makes way for it. */
  readonly urgent: boolean;
  run(signal: AbortSignal): Promise<void>;
}

interface Running<Job> {
  readonly job: Job;
  readonly abort: AbortController;
}

export class RenderQueue<Job extends RenderJob> {
  readonly #onFailed: (job: Job, error: unknown) => void;
  #waiting: Job[] = [];
  #running: Running<Job> | undefined;

  /** One at a time: pdf.js draws on the main thread, where two at once only make each other late. */
  constructor(onFailed: (job: Job, error: unknown) => void) {
    this.#onFailed = onFailed;
  }

  /** The key of the job that runs. */
  get running(): string | undefined {
    return this.#running?.job.key;
  }

  /** Replaces all that was wanted before. */
  plan(jobs: readonly Job[]): void {
    const running = this.#running;
    const still = running?.abort.signal.aborted
      ? undefined
      : jobs.find(({ key }) => key === running?.job.key);
    const others = jobs.filter((job) => job !== still);
    if (still && (still.urgent || !others.some(({ urgent }) => urgent))) {
      this.#waiting = others;
      return;
    }
    // What makes way but is still wanted begins again when its turn comes.
    this.#waiting = [...jobs];
    running?.abort.abort();
    this.#startNext();
  }

  /** Stops everything. */
  clear(): void {
    this.plan([]);
  }

  #startNext(): void {
    if (this.#running) return;
    const job = this.#waiting.shift();
    if (!job) return;
    const running: Running<Job> = { job, abort: new AbortController() };
    this.#running = running;
    void this.#run(running);
  }

  async #run({ job, abort }: Running<Job>): Promise<void> {
    try {
      await job.run(abort.signal);
    } catch (error) {
      if (!abort.signal.aborted) this.#onFailed(job, error);
    } finally {
      this.#running = undefined;
      this.#startNext();
    }
  }
}
