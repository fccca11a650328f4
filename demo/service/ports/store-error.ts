/**
 * - `unreachable`: there is no connection to the store, or it broke
 * - `timeout`: it does not answer in time, or stops in the middle
 * - `refused`: it does not let the service in, or has no such bucket: for the operator to mend
 * - `failed`: it says itself that it cannot now
 */
export type StoreFailure = 'unreachable' | 'timeout' | 'refused' | 'failed';

/** The store gives nothing and takes nothing now. What it holds is as it was: the same can succeed later. */
export class StoreError extends Error {
  override readonly name = 'StoreError';

  constructor(
    readonly reason: StoreFailure,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
