/**
 * Opens one task and keeps the token that the rest is asked with. A session that has run out is
 * dropped and the task opened anew, once for each request.
 */
import type { Access, Answer, TaskClient } from '../task/client.ts';
import type { TaskAddress } from '../task/task-address.ts';
import { TaskError } from '../task/task-error.ts';
import { randomKey } from './random-key.ts';
import type { TabStorage } from './tab-storage.ts';

export class TaskAccess {
  readonly address: TaskAddress;
  readonly #client: TaskClient;
  readonly #storage: TabStorage;
  /** Also kept here: storage may be refused. */
  #token: string | undefined;
  /** Shared by the requests of one run that all found the session spent. */
  #opening: { readonly signal: AbortSignal; readonly answer: Promise<Answer> } | undefined;
  /** Kept until an opening has been answered, so that one whose answer got lost is no second opening. */
  #openingKey: string | undefined;

  constructor(address: TaskAddress, client: TaskClient, storage: TabStorage) {
    this.address = address;
    this.#client = client;
    this.#storage = storage;
    this.#token = storage.token;
  }

  /** With a token of before the reload the task is read; without one, or when it is dead, it is opened. */
  async open(signal: AbortSignal): Promise<Answer> {
    const token = this.#token;
    if (token === undefined) return this.#openAnew(signal);
    try {
      return await this.#client.read({ address: this.address, token, signal });
    } catch (error) {
      if (!isSpent(error)) throw error;
      this.#setToken(undefined);
      return this.#openAnew(signal);
    }
  }

  /** Runs a request with the token, and once more with a new one when the session had run out. */
  async call<R>(signal: AbortSignal, request: (access: Access) => Promise<R>): Promise<R> {
    const token = this.#token;
    if (token !== undefined) {
      try {
        return await request({ address: this.address, token, signal });
      } catch (error) {
        if (!isSpent(error)) throw error;
        // Another request may have renewed it meanwhile.
        if (this.#token === token) this.#setToken(undefined);
      }
    }
    if (this.#token === undefined) await this.#openAnew(signal);
    return request({ address: this.address, token: this.#token ?? '', signal });
  }

  end(): void {
    const token = this.#token;
    this.#setToken(undefined);
    this.#storage.kept = undefined;
    if (token === undefined) return;
    const signal = new AbortController().signal;
    // A session that could not be ended ends by itself.
    this.#client.close({ address: this.address, token, signal }).catch(() => undefined);
  }

  #openAnew(signal: AbortSignal): Promise<Answer> {
    if (this.#opening?.signal === signal) return this.#opening.answer;
    const opening = { signal, answer: this.#post(signal) };
    this.#opening = opening;
    const done = () => {
      if (this.#opening === opening) this.#opening = undefined;
    };
    opening.answer.then(done, done);
    return opening.answer;
  }

  async #post(signal: AbortSignal): Promise<Answer> {
    this.#openingKey ??= randomKey();
    const opened = await this.#client.open(this.address, this.#openingKey, signal);
    this.#openingKey = undefined;
    this.#setToken(opened.token);
    return { task: opened.task, etag: opened.etag };
  }

  #setToken(token: string | undefined): void {
    this.#token = token;
    this.#storage.token = token;
  }
}

function isSpent(error: unknown): boolean {
  return error instanceof TaskError && error.failure.code === 'session-expired';
}
