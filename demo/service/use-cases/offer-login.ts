import type { LoginOffer } from '../domain/problem.ts';
import { ServiceProblem } from '../domain/problem.ts';
import type { IdentityProvider } from '../ports/identity-provider.ts';
import { insertLogin } from '../storage/logins.ts';
import type { TaskRecord } from '../storage/order-record.ts';
import { readLastOf } from '../storage/read-history.ts';
import { limitLogins, type Caller } from './limit-attempts.ts';
import type { ServiceContext } from './service-context.ts';

export interface LoginAsking {
  readonly caller: Caller;
  /** Where the page can end a login itself; looked for among those that are registered with the eID. */
  readonly redirectUri: string | undefined;
}

/**
 * A login that may be run now. It is no secret, and opens nothing by itself.
 *
 * @throws too-many-attempts
 */
export async function offerLogin(
  context: ServiceContext,
  task: TaskRecord,
  { caller, redirectUri }: LoginAsking,
): Promise<LoginOffer> {
  const provider = requireProvider(context);
  await limitLogins(context, caller, task.id);
  const last = await readLastOf(context.database, task, ['task.subject-mismatch', 'task.authenticated']);
  // An eID that still knows who it was last would bring the same wrong person again, without a word.
  const afresh = last === 'task.subject-mismatch';
  const id = context.credentials.newId('login');
  await insertLogin(context.database, { id, taskId: task.id, afresh });
  return describeLogin(context, provider, {
    id,
    redirectUri,
    acrValues: acrValuesOf(task),
    nonce: nonceOf(context, id),
  });
}

export interface LoginToDescribe {
  readonly id: string;
  readonly redirectUri: string | undefined;
  readonly acrValues: readonly string[];
  readonly nonce: string;
}

/** A login in the protocol's words: with what a browser needs to run it only where it may. */
export function describeLogin(
  { publicUrl }: ServiceContext,
  provider: IdentityProvider,
  { id, redirectUri, acrValues, nonce }: LoginToDescribe,
): LoginOffer {
  const browser = redirectUri === undefined ? undefined : provider.browserLogin(redirectUri);
  return {
    id,
    startUrl: `${publicUrl}/logins/${id}/start`,
    ...(browser && {
      ...browser,
      acrValues: [...acrValues],
      nonce,
      ...(provider.maxAgeSeconds !== undefined && { maxAge: provider.maxAgeSeconds }),
    }),
  };
}

/** Of a login that the browser runs: not stored, since it can be told again. */
export function nonceOf({ credentials }: ServiceContext, loginId: string): string {
  return credentials.deriveToken('nonce', loginId);
}

export function acrValuesOf({ authentication }: TaskRecord): string[] {
  return [...(authentication?.methods ?? [])];
}

/** What is good enough to sign with: what the order asks for, else what the service does. */
export function signatureAcrValuesOf(context: ServiceContext, task: TaskRecord): readonly string[] {
  const asked = acrValuesOf(task);
  return asked.length > 0 ? asked : requireProvider(context).signatureAcrValues;
}

export function requireProvider({ identityProvider }: ServiceContext): IdentityProvider {
  if (!identityProvider) {
    throw new ServiceProblem('service-unavailable', { detail: 'This service has no eID configured.' });
  }
  return identityProvider;
}
