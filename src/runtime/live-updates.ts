/**
 * Follows what the service tells of a task and its order, and begins again when the line breaks. Nothing depends
 * on it: without it the task is looked at now and then. Loaded when a task is open.
 */
import type { ChangeFacts } from '../session/task-facts.ts';
import type { Access, TaskClient } from '../task/client.ts';
import { failureOf } from '../task/problem.ts';

const SHORTEST_MILLISECONDS = 1_000;
const LONGEST_MILLISECONDS = 30_000;

export interface Follow {
  readonly client: TaskClient;
  readonly access: Omit<Access, 'signal'>;
  /** Of the task as it was read: what came before is known. */
  readonly sequence: number;
  readonly onChange: (change: ChangeFacts) => void;
}

export class LiveUpdates {
  #abort: AbortController | undefined;
  #token: string | undefined;
  #taskUrl: string | undefined;
  #lastSequence = 0;

  /** Goes on where it was left; with the same token it is under way or has been refused. */
  follow(follow: Follow): void {
    const { address, token } = follow.access;
    if (this.#abort && this.#token === token) return;
    this.stop();
    if (this.#taskUrl !== address.url) this.#lastSequence = follow.sequence;
    this.#taskUrl = address.url;
    this.#token = token;
    this.#abort = new AbortController();
    void this.#run(follow, this.#abort.signal);
  }

  stop(): void {
    this.#abort?.abort(new DOMException('Nobody is looking.', 'AbortError'));
    this.#abort = undefined;
  }

  async #run({ client, access, onChange }: Follow, signal: AbortSignal): Promise<void> {
    let wait = SHORTEST_MILLISECONDS;
    let least = SHORTEST_MILLISECONDS;
    const change = (told: ChangeFacts) => {
      if (signal.aborted) return;
      wait = least;
      // A stream that begins again may tell what was told.
      if (told.sequence <= this.#lastSequence) return;
      this.#lastSequence = told.sequence;
      onChange(told);
    };
    const retry = (milliseconds: number) => {
      least = Math.min(Math.max(milliseconds, SHORTEST_MILLISECONDS), LONGEST_MILLISECONDS);
      wait = least;
    };
    while (!signal.aborted) {
      let asked = 0;
      try {
        await client.events({ ...access, signal }, this.#lastSequence, { change, retry });
      } catch (error) {
        const { code, retryable, retryAfterSeconds = 0 } = failureOf(error);
        // A no stays a no: a session that has run out is renewed by the next request, and followed again then.
        if (signal.aborted || !retryable || code === 'session-expired') return;
        asked = retryAfterSeconds * 1000;
      }
      // Spread, so that not everyone comes back at once after the service was away.
      await pause(asked + wait * (0.75 + Math.random() / 2), signal);
      wait = Math.min(wait * 2, LONGEST_MILLISECONDS);
    }
  }
}

/** Ends early, without a word, when it is over. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
  });
}
