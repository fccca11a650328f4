import type { LoginOffer } from '../domain/problem.ts';
import { ServiceProblem } from '../domain/problem.ts';
import type { IdentityProvider } from '../ports/identity-provider.ts';
import { insertLogin } from '../storage/logins.ts';
import type { TaskRecord } from '../storage/order-record.ts';
import type { ServiceContext } from './service-context.ts';

export interface LoginWish {
  /** Where the page can end a login itself; looked for among those that are registered with the eID. */
  readonly redirectUri: string | undefined;
  /** Somebody else logged in last. */
  readonly afresh: boolean;
}

/** A login that may be run now. It is no secret, and opens nothing by itself. */
export async function offerLogin(
  context: ServiceContext,
  task: TaskRecord,
  { redirectUri, afresh }: LoginWish,
): Promise<LoginOffer> {
  const provider = requireProvider(context);
  const id = context.credentials.newId('login');
  await insertLogin(context.database, { id, taskId: task.id, afresh });
  const browser = redirectUri === undefined ? undefined : provider.browserLogin(redirectUri);
  return {
    id,
    startUrl: `${context.publicUrl}/logins/${id}/start`,
    ...(browser && {
      ...browser,
      acrValues: acrValuesOf(task),
      nonce: nonceOf(context, id),
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

export function requireProvider({ identityProvider }: ServiceContext): IdentityProvider {
  if (!identityProvider) {
    throw new ServiceProblem('service-unavailable', { detail: 'This service has no eID configured.' });
  }
  return identityProvider;
}
