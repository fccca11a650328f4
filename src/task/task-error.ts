/** A request to the service that did not succeed. Holds a stable code and nothing personal. */
import type { Failure } from '../session/failure.ts';

export class TaskError extends Error {
  override readonly name = 'TaskError';

  constructor(
    readonly failure: Failure,
    options?: ErrorOptions,
  ) {
    super(failure.code, options);
  }
}
