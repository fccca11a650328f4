/**
 * What a tab keeps of its logins: `sessionStorage` under our own names. A browser may refuse it (a
 * partitioned frame, a strict policy); what is said of it then is that nothing is there.
 */

export function readKept(key: string): string | undefined {
  try {
    return sessionStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

/** @returns whether it is kept */
export function keep(key: string, value: string): boolean {
  try {
    sessionStorage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}

export function dropKept(key: string): void {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // Where nothing can be kept there is nothing to drop.
  }
}

export function keptKeys(prefix: string): string[] {
  try {
    return Object.keys(sessionStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}

/** Whether this tab would still know of a login after it has left the page and come back. */
export function canKeep(): boolean {
  const key = 'signing-widget login-test';
  const kept = keep(key, '1');
  dropKept(key);
  return kept;
}
