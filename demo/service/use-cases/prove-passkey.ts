/** Whether one of the subject's passkeys has signed this challenge, and what shows it to anyone later. */
import { ServiceProblem } from '../domain/problem.ts';
import type { Sql } from '../ports/database.ts';
import type { WebAuthnJson } from '../ports/passkey-authority.ts';
import type { OrderRecord, PasskeySignatureEvidence, TaskRecord } from '../storage/order-record.ts';
import { findCeremony } from '../storage/passkey-ceremonies.ts';
import { usePasskey } from '../storage/passkeys.ts';
import type { ChallengeRecord } from '../storage/signature-challenges.ts';
import { passkeySubjectOf } from './passkey-subject.ts';
import { passkeysOf } from './register-passkey.ts';
import { refusedPasskey } from './refused-passkey.ts';
import { requireRelyingParty } from './relying-party.ts';
import type { ServiceContext } from './service-context.ts';

export interface PasskeyToProve {
  readonly order: OrderRecord;
  readonly task: TaskRecord;
  readonly challenge: ChallengeRecord;
}

type Finish = (sql: Sql) => Promise<PasskeySignatureEvidence>;

/**
 * @param unverifiedCredential left out where the ceremony ran in a window of the service
 * @throws signature-invalid with what is wrong
 */
export async function provePasskey(
  context: ServiceContext,
  toProve: PasskeyToProve & { readonly sessionHash: string },
  unverifiedCredential: WebAuthnJson | undefined,
): Promise<Finish> {
  if (unverifiedCredential) return proveAssertion(context, toProve, unverifiedCredential);
  const ceremony = await findCeremony(context.database, toProve.challenge.id);
  // The id of a challenge is no secret, and a window may have been done by anyone who was led to it. But its address was
  // told to one session only, and what came of it counts for that session alone: nobody signs with another's ceremony.
  if (ceremony?.sessionHash !== toProve.sessionHash) {
    throw new ServiceProblem('signature-invalid', { reason: 'challenge-of-another-session' });
  }
  const { evidence } = ceremony;
  if (ceremony.status !== 'done' || !evidence) {
    throw new ServiceProblem('signature-invalid', { reason: 'ceremony-not-done' });
  }
  return async () => evidence;
}

/**
 * Verifies an assertion (section 7.2).
 *
 * @returns what writes that the passkey was used, and gives the evidence
 */
export async function proveAssertion(
  context: ServiceContext,
  { order, task, challenge }: PasskeyToProve,
  unverifiedCredential: WebAuthnJson,
): Promise<Finish> {
  const relyingParty = requireRelyingParty(context);
  const passkeys = await passkeysOf(context, context.database, order, task);
  const passkey = passkeys.find(({ id }) => id === unverifiedCredential['id']);
  if (!passkey) throw new ServiceProblem('signature-invalid', { reason: 'passkey-unknown' });
  const verified = await refusedPasskey(
    context.passkeys.verifyAssertion(unverifiedCredential, {
      relyingParty,
      challenge: challenge.digest,
      passkey,
      userHandle: passkeySubjectOf(context, order, task).handle,
    }),
  );
  const { authenticatorData, clientDataJSON, signature, origin } = verified;
  return async (sql) => {
    if (!(await usePasskey(sql, passkey.id, verified))) {
      throw new ServiceProblem('signature-invalid', { reason: 'counter' });
    }
    return {
      method: 'passkey',
      challengeId: challenge.id,
      random: challenge.random,
      credentialId: passkey.id,
      publicKey: passkey.publicKey,
      rpId: relyingParty.id,
      origin,
      authenticatorData,
      clientDataJSON,
      signature,
      registeredAt: passkey.createdAt.toISOString(),
      registeredBy: passkey.registeredBy,
    };
  };
}
