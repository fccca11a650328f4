/**
 * Where the test eID keeps sessions, grants and codes: in memory, and nowhere else. A restart forgets every
 * login, which a test eID may. Knows nothing of what the payloads mean.
 */
import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

interface Entry {
  readonly model: string;
  readonly id: string;
  readonly payload: AdapterPayload;
  readonly expiresAt: number;
}

/** One store for all models of one provider, because a grant is revoked across models. */
export function createMemoryAdapter(now: () => number = Date.now): AdapterFactory {
  const entries = new Map<string, Entry>();

  function forgetExpired(): void {
    for (const [key, entry] of entries) if (entry.expiresAt <= now()) entries.delete(key);
  }

  function live(keep: (entry: Entry) => boolean): AdapterPayload | undefined {
    for (const entry of entries.values()) if (entry.expiresAt > now() && keep(entry)) return entry.payload;
    return undefined;
  }

  return (model): Adapter => {
    const keyOf = (id: string) => `${model}:${id}`;
    return {
      upsert: async (id, payload, expiresInSeconds) => {
        // Whoever opens the login page again and again must not fill the memory.
        forgetExpired();
        const expiresAt = expiresInSeconds === undefined ? Infinity : now() + expiresInSeconds * 1000;
        entries.set(keyOf(id), { model, id, payload, expiresAt });
      },
      find: async (id) => {
        const entry = entries.get(keyOf(id));
        return entry && entry.expiresAt > now() ? entry.payload : undefined;
      },
      findByUid: async (uid) => live((entry) => entry.model === model && entry.payload.uid === uid),
      findByUserCode: async (userCode) =>
        live((entry) => entry.model === model && entry.payload.userCode === userCode),
      consume: async (id) => {
        const entry = entries.get(keyOf(id));
        if (!entry) return;
        const consumed = Math.floor(now() / 1000);
        entries.set(keyOf(id), { ...entry, payload: { ...entry.payload, consumed } });
      },
      destroy: async (id) => {
        entries.delete(keyOf(id));
      },
      revokeByGrantId: async (grantId) => {
        for (const [key, entry] of entries) if (entry.payload.grantId === grantId) entries.delete(key);
      },
    };
  };
}
