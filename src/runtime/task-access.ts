/**
 * Opens one task and keeps the token that the rest is asked with. A session that has run out is
 * dropped and the task opened anew, once for each request. Credentials are held in memory only, and only until
 * they have been answered.
 */
import type { Access, Answer, OpenBy, TaskClient } from '../task/client.ts';
import { taskAddressIn, type TaskAddress } from '../task/task-address.ts';
import { TaskError } from '../task/task-error.ts';
import { randomKey } from './random-key.ts';
import { redeem } from './redemption.ts';
import type { SessionTimes } from './session-times.ts';
import { TabStorage } from './tab-storage.ts';

/** What is to be opened; of a code it is not known which task it leads to. */
export interface Target {
  readonly service: string;
  readonly address: TaskAddress | undefined;
}

export class TaskAccess {
  readonly service: string;
  readonly client: TaskClient;
  /** Where the page can end a login itself. */
  redirectUri: string | undefined;
  /** Called after each request that the service has answered in this session. */
  onUse: () => void = () => undefined;
  #address: TaskAddress | undefined;
  #storage: TabStorage | undefined;
  /** Also kept here: storage may be refused. */
  #token: string | undefined;
  #times: SessionTimes | undefined;
  /** Used once. */
  #credential: OpenBy | undefined;
  /** Spends nothing, and is all that is known of the task until it has been opened. */
  #code: OpenBy | undefined;
  /** Shared by the requests of one run that all found the session spent. */
  #opening: { readonly signal: AbortSignal; readonly answer: Promise<Answer> } | undefined;
  /** Kept until an opening has been answered, so that one whose answer got lost is no second opening. */
  #openingKey: string | undefined;

  constructor({ service, address }: Target, client: TaskClient) {
    this.service = service;
    this.client = client;
    if (address) this.#reach(address);
  }

  get address(): TaskAddress | undefined {
    return this.#address;
  }

  get storage(): TabStorage | undefined {
    return this.#storage;
  }

  /** Of the session that there is. */
  get times(): SessionTimes | undefined {
    return this.#token === undefined ? undefined : this.#times;
  }

  /** Whether the next opening is by a code. */
  get byCode(): boolean {
    return this.#code !== undefined && this.#credential === undefined;
  }

  /** Takes a new credential. The session that there is may be another person's, and is not gone on with. */
  give(credential: OpenBy): void {
    this.#setToken(undefined);
    this.#openingKey = undefined;
    if ('referenceCode' in credential) {
      this.#code = credential;
      this.#credential = undefined;
    } else {
      this.#credential = credential;
    }
  }

  /** With a token of before the reload the task is read; without one, or when it is dead, it is opened. */
  async open(signal: AbortSignal): Promise<Answer> {
    const access = this.granted(signal);
    if (!access) return this.#openAnew(signal);
    const at = Date.now();
    try {
      const answer = await this.client.read(access);
      this.#used(at);
      return answer;
    } catch (error) {
      if (!isSpent(error)) throw error;
      this.#setToken(undefined);
      return this.#renew(signal);
    }
  }

  /** What a request is made with, while there is a session. */
  granted(signal: AbortSignal): Access | undefined {
    const token = this.#token;
    const address = this.#address;
    return token === undefined || !address ? undefined : { address, token, signal };
  }

  /** Runs a request with the token, and once more with a new one when the session had run out. */
  async call<R>(signal: AbortSignal, request: (access: Access) => Promise<R>): Promise<R> {
    const access = this.granted(signal);
    if (access) {
      try {
        return await this.#use(access, request);
      } catch (error) {
        if (!isSpent(error)) throw error;
        // Another request may have renewed it meanwhile.
        if (this.#token === access.token) this.#setToken(undefined);
      }
    }
    let renewed = this.granted(signal);
    if (!renewed) {
      await this.#renew(signal);
      renewed = this.granted(signal);
    }
    if (!renewed) throw new TaskError({ code: 'session-expired', retryable: true });
    return this.#use(renewed, request);
  }

  end(): void {
    const access = this.granted(new AbortController().signal);
    this.#setToken(undefined);
    if (this.#storage) this.#storage.kept = undefined;
    // A session that could not be ended ends by itself.
    if (access) this.client.close(access).catch(() => undefined);
  }

  async #use<R>(access: Access, request: (access: Access) => Promise<R>): Promise<R> {
    const at = Date.now();
    const answer = await request(access);
    if (this.#token === access.token) this.#used(at);
    return answer;
  }

  /** For a session that has run out under the signer's hands. */
  async #renew(signal: AbortSignal): Promise<Answer> {
    try {
      return await this.#openAnew(signal);
    } catch (error) {
      // What opened it cannot be used again: the signer is told that their time is over, and who can help.
      if (codeOf(error) !== 'artifact-required') throw error;
      throw new TaskError(
        { code: 'session-expired', retryable: false, reason: 'artifact' },
        { cause: error },
      );
    }
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
    const key = (this.#openingKey ??= randomKey());
    const credential = this.#credential;
    const address = this.#address;
    const by = credential ?? (address ? { taskId: address.taskId } : this.#code);
    if (!by) throw new TaskError({ code: 'task-not-found', retryable: false });
    const source = {
      service: this.service,
      by,
      ...(address && { address }),
      ...(this.redirectUri !== undefined && { redirectUri: this.redirectUri }),
    };
    const at = Date.now();
    const send = () => this.client.open(source, key, signal);
    try {
      const opened = await (credential ? redeem(send, signal) : send());
      this.#answered(key);
      this.#reach(address ?? addressOf(this.service, opened.task.id));
      this.#setToken(opened.token);
      this.#times = { openedAt: at, usedAt: at };
      this.#used(at);
      return { task: opened.task, etag: opened.etag };
    } catch (error) {
      // A no is an answer too. Without one the same is asked again under the same key.
      if (error instanceof TaskError && !NO_ANSWER.includes(error.failure.code)) this.#answered(key);
      throw error;
    }
  }

  /** A credential that was given meanwhile has a key of its own, and is still to be used. */
  #answered(key: string): void {
    if (this.#openingKey !== key) return;
    this.#openingKey = undefined;
    this.#credential = undefined;
  }

  #reach(address: TaskAddress): void {
    if (this.#address) return;
    this.#address = address;
    this.#storage = new TabStorage(address);
    this.#token = this.#storage.token;
    this.#times = this.#storage.times ?? { openedAt: Date.now(), usedAt: Date.now() };
    this.#code = undefined;
  }

  #used(at: number): void {
    this.#times = { openedAt: this.#times?.openedAt ?? at, usedAt: at };
    if (this.#storage) this.#storage.times = this.#times;
    this.onUse();
  }

  #setToken(token: string | undefined): void {
    this.#token = token;
    if (this.#storage) this.#storage.token = token;
    if (this.#storage && token === undefined) this.#storage.times = undefined;
  }
}

const NO_ANSWER: readonly string[] = ['timeout', 'offline', 'service-unavailable'];

function addressOf(service: string, taskId: string): TaskAddress {
  const address = taskAddressIn(service, taskId);
  if (!address) throw new TaskError({ code: 'service-unavailable', retryable: true, reason: 'not-a-task' });
  return address;
}

function codeOf(error: unknown): string | undefined {
  return error instanceof TaskError ? error.failure.code : undefined;
}

function isSpent(error: unknown): boolean {
  return codeOf(error) === 'session-expired';
}
