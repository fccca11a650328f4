/**
 * A database that speaks PostgreSQL's SQL. Which one it is (embedded, or a server) is the adapter's
 * business: there is one dialect and one set of migrations.
 */
export interface Sql {
  /**
   * @param text one statement, with `$1…` for values: a value never becomes part of the text
   * @returns the rows. Times come as `Date`, `jsonb` parsed, `bytea` as bytes.
   */
  query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

export interface Database extends Sql {
  /**
   * All of `work` or nothing of it. Inside, only the `sql` that it is given may be used. A server that has undone
   * it for the sake of another transaction lets it be done again, so that it changes nothing but the database.
   */
  transaction<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result>;
  /**
   * Calls back for each notice that any instance puts on the channel (`pg_notify`) once its transaction has
   * committed. After a break of the connection it calls back with undefined: anything may have been missed.
   *
   * @returns the way to stop listening
   */
  listen(channel: string, heard: (payload: string | undefined) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}
