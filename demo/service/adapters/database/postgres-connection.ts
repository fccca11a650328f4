/** One connection for as long as one piece of work has it. It knows statements, and nothing of the service. */
import type { PoolClient, QueryConfig, QueryResultRow } from 'pg';
import { toParameter } from './column-types.ts';
import { DatabaseFailure, withoutValues } from './database-failure.ts';

const SCRIPT_TIMEOUT_MS = 10 * 60_000;

interface Outcome {
  readonly rows: readonly QueryResultRow[];
  readonly command: string;
}

export class PostgresConnection {
  readonly #client: PoolClient;
  /** The statement under way: the next one waits for it, also where a caller does not. */
  #last: Promise<unknown> = Promise.resolve();
  #broken = false;

  constructor(client: PoolClient) {
    this.#client = client;
  }

  /** Whether nothing more is to be expected of it. */
  get broken(): boolean {
    return this.#broken;
  }

  async rows<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return [...(await this.run(text, values)).rows] as Row[];
  }

  run(text: string, values: readonly unknown[] = []): Promise<Outcome> {
    // With the extended protocol the server refuses a second statement in the text, as PGlite does.
    const statement: QueryConfig & { queryMode: 'extended' } = {
      text,
      values: values.map(toParameter),
      queryMode: 'extended',
    };
    return this.#send(statement);
  }

  /** Several statements in one text, without values. Of a service's making only, and it may take its time. */
  script(text: string): Promise<Outcome> {
    const script: QueryConfig & { query_timeout: number } = { text, query_timeout: SCRIPT_TIMEOUT_MS };
    return this.#send(script);
  }

  #send(statement: QueryConfig): Promise<Outcome> {
    const sent = this.#last.then(async () => {
      try {
        return await this.#client.query(statement);
      } catch (error) {
        const failure = withoutValues(error);
        // What the server refuses, it refuses on a sound connection; after all else nobody knows its state.
        if (!(failure instanceof DatabaseFailure) || failure.fatal) this.#broken = true;
        throw failure;
      }
    });
    this.#last = sent.catch(() => undefined);
    return sent;
  }
}
