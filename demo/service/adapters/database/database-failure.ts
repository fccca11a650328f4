/**
 * What a database refused, as both databases tell it. It knows no driver, and it carries none of the values
 * that were sent: drivers put them into details, contexts and lists of parameters, and errors end in logs.
 */
export class DatabaseFailure extends Error {
  override readonly name = 'DatabaseFailure';

  /** @param code the SQLSTATE: https://www.postgresql.org/docs/18/errcodes-appendix.html */
  constructor(
    message: string,
    readonly code: string,
    readonly constraint: string | undefined,
    /** The server has ended the connection with it. */
    readonly fatal: boolean,
  ) {
    super(message);
  }
}

/** For a COMMIT that the server has answered with ROLLBACK. */
export function transactionUndone(): DatabaseFailure {
  return new DatabaseFailure(
    'The transaction was undone: a statement in it had failed.',
    '25P02',
    undefined,
    false,
  );
}

/** @returns the error without values where it is a database's own; any other as it is */
export function withoutValues(error: unknown): unknown {
  if (!isServerError(error)) return error;
  const { code, severity, message, constraint } = error;
  // Messages of these classes quote what was sent: malformed data, and what a function of a database raises.
  const quotesValues = /^(22|P0)/.test(code);
  return new DatabaseFailure(
    quotesValues
      ? `The database could not take a value (SQLSTATE ${code}).`
      : `${message} (SQLSTATE ${code})`,
    code,
    constraint,
    severity === 'FATAL' || severity === 'PANIC',
  );
}

interface ServerError extends Error {
  readonly code: string;
  readonly severity: string;
  readonly constraint: string | undefined;
}

/** By its form: each driver has a class of its own. */
function isServerError(error: unknown): error is ServerError {
  const { code, severity } = error instanceof Error ? (error as Partial<ServerError>) : {};
  return typeof severity === 'string' && typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code);
}
