/** What carries out the effects of its own kind, and is loaded when it is needed for the first time. */
import { LateLogins, type LoginSession } from './late-logins.ts';
import { LateProofs } from './late-proofs.ts';
import { LateUploads } from './late-uploads.ts';
import type { LateEffect } from './task-effect.ts';

type Running = LoginSession &
  ConstructorParameters<typeof LateProofs>[0] &
  ConstructorParameters<typeof LateUploads>[0];

export class LateRunners {
  readonly logins: LateLogins;
  readonly uploads: LateUploads;
  readonly #proofs: LateProofs;

  constructor(session: Running) {
    this.logins = new LateLogins(session);
    this.#proofs = new LateProofs(session);
    this.uploads = new LateUploads(session);
  }

  run(effect: LateEffect, run: number): void {
    switch (effect.type) {
      case 'log-in':
        return this.logins.run(effect, run);
      case 'ask-challenge':
      case 'prove':
        return this.#proofs.run(effect, run);
      case 'stop-proving':
        return this.#proofs.stop();
      default:
        return this.uploads.run(effect, run);
    }
  }
}
