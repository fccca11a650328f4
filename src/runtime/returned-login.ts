/** What the page has come back from a login with: it opens the task, or it vouches for the signature that was pressed. */
import type { Authenticator, LoginReturn } from '../login/authenticator.ts';
import { hasLoginReturn } from '../login/login-return.ts';
import type { SessionEvent } from '../session/session-event.ts';
import type { OpenBy } from '../task/client.ts';
import type { Task } from '../task/contract.ts';
import { credentialOf, loginFailure } from './login-answer.ts';

/** For a signature: how it has ended, once the task is open again. */
export type ReturnedProof = (run: number) => Promise<SessionEvent<Task>>;

/** What the page came back from a login with, if it did: looked for at once, told when it is known. */
export function returnOf(
  taskUrl: string,
  authenticator: Authenticator | undefined,
): Promise<LoginReturn | undefined> | undefined {
  if (authenticator) return authenticator.takeReturn(taskUrl);
  if (!hasLoginReturn(taskUrl)) return undefined;
  return import('../login/create-authenticator.ts').then(({ createAuthenticator }) =>
    createAuthenticator().takeReturn(taskUrl),
  );
}

/**
 * @param give takes what opens the task; it is for one use, and is given even if nobody waits any more
 * @throws a failed login that was to open the task
 */
export async function takeReturned(
  returned: Promise<LoginReturn | undefined>,
  give: (credential: OpenBy) => void,
): Promise<ReturnedProof | undefined> {
  const came = await returned;
  // To sign was not to come in: the session that there was goes on.
  if (came?.signs !== undefined) return (run) => proofEvent(came, came.signs ?? '', run);
  if (came?.type === 'failed') throw came;
  if (came) give(credentialOf(came.result));
  return undefined;
}

async function proofEvent(came: LoginReturn, key: string, run: number): Promise<SessionEvent<Task>> {
  if (came.type === 'failed') return { type: 'proof-undone', run, failure: loginFailure(came) };
  const { eidSignature } = await import('./signing-chunk.ts');
  return { type: 'proof-returned', run, signature: eidSignature(came.result), key };
}
