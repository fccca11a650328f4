import type { SignatureChallenge } from '../../../src/task/contract.ts';
import { ServiceProblem } from '../domain/problem.ts';
import { findCeremony } from '../storage/passkey-ceremonies.ts';
import { findChallenge } from '../storage/signature-challenges.ts';
import type { ServiceContext } from './service-context.ts';
import type { AuthorisedTask } from './task-sessions.ts';

/**
 * What has become of a challenge. A passkey's is told only to the session that asked for it: what its window does
 * is that session's business.
 *
 * @throws not-found
 */
export async function readSignatureChallenge(
  { database }: ServiceContext,
  { taskId, sessionHash }: AuthorisedTask,
  challengeId: string,
): Promise<SignatureChallenge> {
  const challenge = await findChallenge(database, challengeId);
  if (challenge?.taskId !== taskId) throw new ServiceProblem('not-found');
  const { id, method, random, expiresAt } = challenge;
  const told = { id, method, random, expiresAt: expiresAt.toISOString() };
  if (method !== 'passkey') return told;
  const ceremony = await findCeremony(database, id);
  if (ceremony?.sessionHash !== sessionHash) throw new ServiceProblem('not-found');
  return { ...told, status: ceremony.status };
}
