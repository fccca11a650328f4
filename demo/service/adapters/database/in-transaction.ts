/** A transaction on one connection, whichever database is at its other end. */
import type { Sql } from '../../ports/database.ts';
import { transactionUndone } from './database-failure.ts';

export interface Connection {
  run(text: string): Promise<{ readonly command: string }>;
  rows<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Whether nothing more is to be expected of it. */
  readonly broken: boolean;
}

/** @throws what `work` throws, with nothing of it done */
export async function inTransaction<Result>(
  connection: Connection,
  work: (sql: Sql) => Promise<Result>,
): Promise<Result> {
  // Said, because a server may have another default: who waits for a lock must then see what the other wrote.
  await connection.run('begin isolation level read committed');
  let ended = false;
  const sql: Sql = {
    query: async (text, values) => {
      // The connection may be somebody else's by now.
      if (ended) throw new Error('The transaction has ended.');
      return connection.rows(text, values);
    },
  };
  let result: Result;
  try {
    result = await work(sql);
  } catch (error) {
    ended = true;
    // Where this fails the connection is dropped, and the server undoes the transaction without being asked.
    if (!connection.broken) await connection.run('rollback').catch(() => undefined);
    throw error;
  }
  ended = true;
  // After a statement that failed, the server answers COMMIT with ROLLBACK, and with no error.
  if ((await connection.run('commit')).command === 'ROLLBACK') throw transactionUndone();
  return result;
}
