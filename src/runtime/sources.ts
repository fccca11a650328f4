/**
 * What the page has given to open: a task's URL, an artifact for it, a service and a code. Takes the credentials
 * apart from the rest, which is all that stays on the element. Asks nothing of anyone.
 */
import type { OpenBy } from '../task/client.ts';
import { parseReferenceCode } from '../task/reference-code.ts';
import { serviceUrl, taskAddress } from '../task/task-address.ts';
import { valuesIn, without } from './address-parts.ts';
import type { Target } from './task-access.ts';

export interface Given {
  readonly src: string;
  readonly artifact: string | undefined;
  readonly service: string | undefined;
  readonly referenceCode: string | undefined;
}

export interface Source {
  /** `undefined`: nothing was given. `invalid`: what was given leads nowhere. */
  readonly target: Target | 'invalid' | undefined;
  readonly credential: OpenBy | undefined;
  /** A code that cannot be one, for the signer to mend. */
  readonly mistyped: string | undefined;
  /** `src` without what was taken out of it. */
  readonly src: string;
  /** What must not stay in the address bar. */
  readonly secrets: readonly string[];
}

const OF_AN_ANSWER: readonly string[] = ['artifact', 'login', 'login-error'];

/**
 * @param isOwnReturn whether the page has come back from a login for this task: its answer is left where it is,
 *   for the login to take
 */
export function readSource(given: Given, base: string, isOwnReturn: (taskUrl: string) => boolean): Source {
  return given.src ? fromTaskUrl(given, base, isOwnReturn) : fromService(given, base);
}

function fromTaskUrl(
  { src, artifact, referenceCode }: Given,
  base: string,
  isOwnReturn: (taskUrl: string) => boolean,
): Source {
  const address = taskAddress(src, base);
  const url = URL.canParse(src, base) ? new URL(src, base) : undefined;
  const inUrl = url ? valuesIn(url, 'artifact') : [];
  // An artifact that comes with a login is for the tab that began the login, and for no other: somebody else's
  // would sign with a session that is not the signer's.
  const hasAnswer = url !== undefined && (inUrl.length > 0 || valuesIn(url, 'login-error').length > 0);
  const ofLogin = hasAnswer && valuesIn(url, 'login').length > 0;
  const ownReturn = ofLogin && address !== undefined && isOwnReturn(address.url);
  const chosen = artifact ?? (ofLogin ? undefined : inUrl[0]);
  return {
    target: address ? { service: address.service, address } : 'invalid',
    credential: chosen ? { artifact: chosen } : undefined,
    mistyped: undefined,
    src: url && hasAnswer ? without(url, (name) => OF_AN_ANSWER.includes(name)).href : src,
    secrets: [...(ownReturn ? [] : inUrl), ...present(artifact, referenceCode)],
  };
}

function fromService({ artifact, service, referenceCode }: Given, base: string): Source {
  const secrets = present(artifact, referenceCode);
  const nothing = { credential: undefined, mistyped: undefined, src: '', secrets };
  if (!service) {
    // It waits for the URL that it belongs to, which may be given a moment later.
    return { ...nothing, target: undefined, credential: artifact ? { artifact } : undefined };
  }
  const url = serviceUrl(service, base);
  if (url === undefined) return { ...nothing, target: 'invalid' };
  const target = { service: url, address: undefined };
  if (artifact) return { ...nothing, target, credential: { artifact } };
  if (!referenceCode) return { ...nothing, target };
  const parsed = parseReferenceCode(referenceCode);
  return 'code' in parsed
    ? { ...nothing, target, credential: { referenceCode: parsed.code } }
    : { ...nothing, target, mistyped: referenceCode };
}

function present(...secrets: readonly (string | undefined)[]): readonly string[] {
  return secrets.filter((secret): secret is string => Boolean(secret));
}
