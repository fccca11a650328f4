/**
 * Notices of PostgreSQL, on a connection of their own that comes back by itself. It knows channels, and
 * nothing of what the notices mean.
 */
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { withoutValues } from './database-failure.ts';
import { quotedChannel } from './quoted-channel.ts';

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 10_000;
/** A connection that only listens does not notice by itself that the other end is gone. */
const HEARTBEAT_MS = 15_000;
const HEARTBEAT_TIMEOUT_MS = 10_000;
const GOODBYE_TIMEOUT_MS = 1000;

type Heard = (payload: string | undefined) => void;

export class PostgresListener {
  readonly #settings: pg.ClientConfig;
  readonly #listeners = new Map<string, Set<{ readonly heard: Heard }>>();
  readonly #closing = new AbortController();
  #client: pg.Client | undefined;
  /** The connection, or its coming; undefined until somebody listens. */
  #ready: Promise<pg.Client> | undefined;
  /** The statement under way: a connection takes one after the other. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(settings: pg.ClientConfig) {
    this.#settings = settings;
  }

  async listen(channel: string, heard: Heard): Promise<() => Promise<void>> {
    const name = quotedChannel(channel);
    // An object for each call: the same function may listen twice.
    const listener = { heard };
    const listeners = this.#listeners.get(channel) ?? new Set();
    this.#listeners.set(channel, listeners.add(listener));
    const remove = () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#listeners.get(channel) === listeners) this.#listeners.delete(channel);
    };
    try {
      await this.#say(`listen ${name}`);
    } catch (error) {
      remove();
      throw withoutValues(error);
    }
    return async () => {
      remove();
      // Where the connection is gone, so is what it listened to.
      const client = this.#client;
      if (client && !this.#listeners.has(channel)) {
        await this.#send(client, { text: `unlisten ${name}` }).catch(() => undefined);
      }
    };
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#listeners.clear();
    const client = this.#client;
    this.#client = undefined;
    await this.#ready?.catch(() => undefined);
    // A server that is gone does not say goodbye.
    await Promise.race([client?.end(), pause(GOODBYE_TIMEOUT_MS, undefined, { ref: false })]);
  }

  async #say(statement: string): Promise<void> {
    for (;;) {
      this.#closing.signal.throwIfAborted();
      const ready = (this.#ready ??= this.#connect());
      const client = await ready.catch((error: unknown) => {
        if (this.#ready === ready) this.#ready = undefined;
        throw error;
      });
      try {
        await this.#send(client, { text: statement });
        return;
      } catch (error) {
        // Said into a connection that was breaking: its successor is told.
        if (this.#client === client) throw error;
      }
    }
  }

  #send(client: pg.Client, statement: pg.QueryConfig): Promise<unknown> {
    const sent = this.#last.then(() => client.query(statement));
    this.#last = sent.catch(() => undefined);
    return sent;
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client(this.#settings);
    client.on('notification', ({ channel, payload }) => this.#tell(channel, payload ?? ''));
    let ended = false;
    const lose = () => {
      ended = true;
      if (this.#client === client) this.#lost();
      client.end().catch(() => undefined);
    };
    client.on('error', lose).once('end', lose);
    try {
      await client.connect();
      for (const channel of this.#listeners.keys()) await client.query(`listen ${quotedChannel(channel)}`);
      if (ended) throw new Error('The connection ended at its beginning.');
      this.#closing.signal.throwIfAborted();
    } catch (error) {
      client.end().catch(() => undefined);
      throw error;
    }
    this.#client = client;
    this.#watch(client, lose);
    return client;
  }

  #lost(): void {
    this.#client = undefined;
    this.#ready = this.#reconnect();
    // It fails only when it is closed, and then nobody waits for it.
    this.#ready.catch(() => undefined);
  }

  async #reconnect(): Promise<pg.Client> {
    for (let longest = FIRST_PAUSE_MS; ; longest = Math.min(2 * longest, LONGEST_PAUSE_MS)) {
      // Not all instances at the same moment, when a server comes back.
      await pause(longest * (0.5 + Math.random() / 2), undefined, { signal: this.#closing.signal });
      try {
        const client = await this.#connect();
        for (const channel of this.#listeners.keys()) this.#tell(channel, undefined);
        return client;
      } catch {
        // Whoever listens is told once it is back; until then their statements tell that the server is away.
        this.#closing.signal.throwIfAborted();
      }
    }
  }

  #watch(client: pg.Client, lose: () => void): void {
    const heartbeat: pg.QueryConfig & { query_timeout: number } = {
      text: 'select 1',
      query_timeout: HEARTBEAT_TIMEOUT_MS,
    };
    const timer = setInterval(() => {
      this.#send(client, heartbeat).catch(lose);
    }, HEARTBEAT_MS).unref();
    client.once('end', () => clearInterval(timer));
  }

  /** Each on its own, so that one that throws keeps no other from hearing. */
  #tell(channel: string, payload: string | undefined): void {
    for (const { heard } of this.#listeners.get(channel) ?? []) queueMicrotask(() => heard(payload));
  }
}
