/** When the login page is shown although the browser brings a session, and that nobody is asked for consent. */
import type * as OidcProvider from 'oidc-provider';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { parseAcrValues } from './people.ts';

export function createLoginPolicy({
  interactionPolicy,
}: typeof OidcProvider): OidcProvider.interactionPolicy.Prompt[] {
  const { base, Check } = interactionPolicy;
  const policy = base();
  // Both clients are the signing service's own: a screen that asks for consent would ask nothing.
  policy.remove('consent');
  const checks = policy.get('login')?.checks;
  checks?.add(
    new Check('acr_values', 'the level asked for needs a login', 'login_required', needsOtherLevel),
  );
  return policy;
}

/** A session of another level than the one asked for is no answer, as long as nobody has just logged in. */
function needsOtherLevel({ oidc }: KoaContextWithOIDC): boolean {
  if (oidc.result?.login) return false;
  const asked: readonly string[] = parseAcrValues(oidc.params?.acr_values);
  return asked.length > 0 && !asked.includes(oidc.session?.acr ?? '');
}
