import type { FailureCode } from '../session/failure.ts';

/** Something went wrong, and the signer has been told. Once for each time. */
export class SigningErrorEvent extends Event {
  static readonly type = 'signing-error';

  constructor(
    /** Stable: a code of the protocol, or one of the widget. */
    readonly code: FailureCode,
    readonly retryable: boolean,
    /** What to quote to the service's operator. */
    readonly requestId: string | undefined,
  ) {
    super(SigningErrorEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'signing-error': SigningErrorEvent;
  }
}
