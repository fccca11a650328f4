/** One listener at the database for all who follow orders at this instance. */
import type { Database } from '../ports/database.ts';
import type { OrderChanges } from '../ports/order-changes.ts';

export interface ListeningOrderChanges extends OrderChanges {
  close(): Promise<void>;
}

export async function listenToOrderChanges(
  database: Database,
  channel: string,
): Promise<ListeningOrderChanges> {
  const followers = new Map<string, Set<() => void>>();
  const stop = await database.listen(channel, (orderId) => {
    // After a break nobody knows what was missed: all look again.
    const concerned = orderId === undefined ? [...followers.values()] : [followers.get(orderId) ?? []];
    for (const callbacks of concerned) for (const changed of callbacks) changed();
  });
  return {
    subscribe(orderId, changed) {
      const callbacks = followers.get(orderId) ?? new Set();
      followers.set(orderId, callbacks.add(changed));
      return () => {
        callbacks.delete(changed);
        if (callbacks.size === 0 && followers.get(orderId) === callbacks) followers.delete(orderId);
      };
    },
    close: stop,
  };
}
