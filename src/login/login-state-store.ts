/**
 * Where the code verifier and the nonce of a browser flow are between its start and its end: in the tab, or in
 * memory where the tab keeps nothing (a login in a window of its own needs no more). Knows nothing of tokens.
 */
import { dropKept, keep, keptKeys, readKept } from './login-storage.ts';

const PREFIX = 'signing-widget login-state ';

const memory = new Map<string, string>();

/** As `StateStore` of oidc-client-ts wants it; without that package, so that it need not be there yet. */
export const loginStates = {
  async set(id: string, value: string): Promise<void> {
    if (!keep(PREFIX + id, value)) memory.set(id, value);
  },

  async get(id: string): Promise<string | null> {
    return valueOf(id);
  },

  /** Read and gone in one go: of two answers to the same login only one finds it. */
  async remove(id: string): Promise<string | null> {
    const value = valueOf(id);
    dropState(id);
    return value;
  },

  async getAllKeys(): Promise<string[]> {
    return [...keptKeys(PREFIX).map((key) => key.slice(PREFIX.length)), ...memory.keys()];
  },
};

/** @param state the `state` of the request, or only its id */
export function dropState(state: string): void {
  const [id = ''] = state.split(';');
  memory.delete(id);
  dropKept(PREFIX + id);
}

function valueOf(id: string): string | null {
  return memory.get(id) ?? readKept(PREFIX + id) ?? null;
}
