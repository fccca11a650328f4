/** The state of a signature that an eID or a passkey vouches for. */
import type { ProofMethod, ProvenSignature } from './draft.ts';
import type { LoginOffer } from './login-offer.ts';

/** What the service wants to be signed; the rest of it is for whoever carries it out. */
export interface Challenge {
  readonly id: string;
  /** For an eID. */
  readonly login?: LoginOffer;
}

export interface Proof {
  /** Of the press on "sign"; the completion has it in the end. */
  readonly key: string;
  /** The one that is under way, or was last. */
  readonly method: ProofMethod;
  /**
   * `preparing`: the challenge is asked for. `ready`: it waits for one more press, since a window opens only inside a
   * click. `running`: the signer is with the eID, or at the passkey. `proven`: done, and to be sent. `held`: it has
   * been sent, nobody knows what came of it, and the very same goes out when "sign" is pressed again.
   */
  readonly phase: 'preparing' | 'ready' | 'running' | 'proven' | 'held';
  readonly challenge: Challenge | undefined;
  readonly proven: readonly ProvenSignature[];
  /** The window is out of reach; it may still end well. */
  readonly windowLost: boolean;
}
