/**
 * The statements of one embedded database, each parsed once and from then on run under a name. `PGlite.query` parses
 * and plans every time, in six calls into WebAssembly: that is most of what a short statement costs.
 */
import { Mutex, protocol, types, type PGlite } from '@electric-sql/pglite';
import { withoutValues } from './database-failure.ts';
import type { Connection } from './in-transaction.ts';

const { messages, serialize } = protocol;
type Answer = Awaited<ReturnType<PGlite['execProtocolStream']>>;

interface Statement {
  readonly name: string;
  readonly parameterTypes: readonly number[];
  readonly columns: readonly { readonly name: string; readonly dataTypeID: number }[];
}

export interface Outcome {
  readonly rows: readonly object[];
  /** What the server says that it did, `COMMIT` or `INSERT 0 1`. */
  readonly command: string;
}

/** Texts that are put together for a request (filters, for one) must not fill the memory of the database. */
const MOST_NAMED = 300;
/**
 * A plan was made for tables of the size that they had then, and an embedded database has nobody who analyses them and
 * has plans made anew: so it is done after as many statements.
 */
const RUNS_OF_A_PLAN = 2000;

export class PgliteStatements implements Connection {
  /** It is in this process, and ends with it. */
  readonly broken = false;
  readonly #db: PGlite;
  readonly #named = new Map<string, Statement>();
  #names = 0;
  #runs = 0;
  /** One statement after the other: PGlite has one place for the answer. */
  readonly #turns = new Mutex();

  constructor(
    db: PGlite,
    private readonly runsOfAPlan = RUNS_OF_A_PLAN,
  ) {
    this.#db = db;
  }

  /** Where it is time, has all plans made anew. Not within a transaction: in one that has failed it would fail too. */
  async renewPlans(): Promise<void> {
    if (this.#runs < this.runsOfAPlan) return;
    this.#runs = 0;
    await this.#inTurn(() => this.#send(serialize.query('discard plans')));
  }

  run(text: string, values: readonly unknown[] = []): Promise<Outcome> {
    return this.#inTurn(async () => {
      const statement = await this.#prepared(text);
      const bound = values.map((value, index) => this.#toText(value, statement.parameterTypes[index]));
      this.#runs += 1;
      const answer = await this.#send(
        serialize.bind({ statement: statement.name, values: bound }),
        serialize.execute({}),
        serialize.sync(),
      );
      return this.#outcome(statement, answer);
    });
  }

  async rows<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]> {
    return (await this.run(text, values)).rows as Row[];
  }

  /** Several statements in one text, without values. What was known of statements is no longer: it may change tables. */
  script(text: string): Promise<void> {
    return this.#inTurn(async () => {
      this.#named.clear();
      await this.#db.exec(`deallocate all; ${text}`);
    });
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.#turns.runExclusive(work).catch((error: unknown) => {
      throw withoutValues(error);
    });
  }

  async #prepared(text: string): Promise<Statement> {
    const known = this.#named.get(text);
    if (known) return known;
    await this.#dropOldest();
    const name = `s${(this.#names += 1)}`;
    const answer = await this.#send(
      serialize.parse({ name, text }),
      serialize.describe({ type: 'S', name }),
      serialize.sync(),
    );
    const statement: Statement = { name, parameterTypes: [], columns: [], ...described(answer) };
    this.#named.set(text, statement);
    return statement;
  }

  async #dropOldest(): Promise<void> {
    const [oldest] = this.#named;
    if (!oldest || this.#named.size < MOST_NAMED) return;
    const [text, { name }] = oldest;
    this.#named.delete(text);
    await this.#send(serialize.close({ type: 'S', name }), serialize.sync());
  }

  #send(...parts: readonly Uint8Array[]): Promise<Answer> {
    const { buffer, byteOffset, byteLength } = Buffer.concat(parts);
    // The folder is written by the calls themselves; there is nothing to bring to it after them.
    return this.#db.execProtocolStream(new Uint8Array(buffer, byteOffset, byteLength), { syncToFs: false });
  }

  #toText(value: unknown, type: number | undefined): string | null {
    if (value === null || value === undefined) return null;
    const toText = type === undefined ? undefined : this.#db.serializers[type];
    return toText ? toText(value) : String(value);
  }

  #outcome({ columns }: Statement, answer: Answer): Outcome {
    const rows: object[] = [];
    let command = '';
    for (const message of answer) {
      if (message instanceof messages.DataRowMessage) {
        const cells = columns.map(({ name, dataTypeID }, index) => [
          name,
          types.parseType(message.fields[index] ?? null, dataTypeID, this.#db.parsers),
        ]);
        rows.push(Object.fromEntries(cells) as object);
      } else if (message instanceof messages.CommandCompleteMessage) command = message.text;
    }
    return { rows, command };
  }
}

function described(answer: Answer): Partial<Statement> {
  let statement: Partial<Statement> = {};
  for (const message of answer) {
    if (message instanceof messages.ParameterDescriptionMessage) {
      statement = { ...statement, parameterTypes: message.dataTypeIDs };
    } else if (message instanceof messages.RowDescriptionMessage) {
      statement = { ...statement, columns: message.fields };
    }
  }
  return statement;
}
