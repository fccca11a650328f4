/**
 * Work that nobody waits for: packaging, deadlines. It runs one piece after another, looks again at an
 * interval, and at once when it is woken. A piece that fails is logged and does not stop the rest.
 */
import type { ServiceLog } from './ports/service-log.ts';
import type { WorkTrigger } from './ports/work-trigger.ts';

/** `wake`: there is something to do, do not wait for the interval. */
export interface WorkLoop extends WorkTrigger {
  /** Resolves when the piece under way has ended; nothing is begun after it. */
  stop(): Promise<void>;
}

/** Failures in a row after which the loop waits for its interval: the fault may not be a single piece's. */
const MOST_RETRIES = 5;

/** @param work does one piece; `true` when there may be more */
export function startWorkLoop(
  work: () => Promise<boolean>,
  intervalSeconds: number,
  log: ServiceLog,
): WorkLoop {
  let stopped = false;
  let woken = false;
  let running: Promise<void> | undefined;
  const timer = setInterval(run, intervalSeconds * 1000);
  timer.unref();

  function run(): void {
    woken = true;
    running ??= drain().finally(() => {
      running = undefined;
      // Woken between the last look and here.
      if (woken && !stopped) run();
    });
  }

  async function drain(): Promise<void> {
    let retries = 0;
    while (woken && !stopped) {
      woken = false;
      try {
        if (await work()) woken = true;
        retries = 0;
      } catch (error) {
        log.error({ err: error }, 'background work failed');
        // What failed has put itself off; others may be due.
        woken = !stopped && retries < MOST_RETRIES;
        retries += 1;
      }
    }
  }

  return {
    wake: run,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}

/** For use cases, which are there before the loop that they wake. */
export class LateTrigger implements WorkTrigger {
  #loop: WorkTrigger | undefined;

  wake(): void {
    this.#loop?.wake();
  }

  wakes(loop: WorkTrigger): void {
    this.#loop = loop;
  }
}
