/** Has what vouches for signatures loaded when it is asked for the first time, and at hand from then on. */
import type { Failure } from '../session/failure.ts';
import type { ProofEffect, Proofs, ProvingSession } from './proofs.ts';

export class LateProofs {
  readonly #session: ProvingSession;
  #proofs: Proofs | undefined;

  constructor(session: ProvingSession) {
    this.#session = session;
  }

  run(effect: ProofEffect, run: number): void {
    if (this.#proofs) return this.#proofs.run(effect, run);
    import('./signing-chunk.ts').then(
      ({ Proofs }) => {
        this.#proofs ??= new Proofs(this.#session);
        this.#proofs.run(effect, run);
      },
      () => this.#session.send({ type: 'proof-undone', run, failure: NOT_LOADED }),
    );
  }

  stop(): void {
    this.#proofs?.stop();
  }
}

const NOT_LOADED: Failure = { code: 'offline', retryable: true };
