/**
 * How the page that ends a login gives its address to the page that began it, and hears that it was taken.
 * Two ways at once: the opener, which an eID's page can cut off (Cross-Origin-Opener-Policy), and a channel,
 * which does not reach into a frame whose storage is partitioned. Both stay on this origin. What is handed
 * over is not looked into here.
 */
const OFFER = 'signing-widget-login';
const TAKEN = 'signing-widget-login-taken';

const PATIENCE_MILLISECONDS = 3_000;

/** Calls back after a time; in place of the page's own in tests. */
export type Timer = (call: () => void, milliseconds: number) => unknown;

/**
 * @param key what the login is known by on both sides: the `state` of its request, or its id
 * @param answer a query or a fragment
 * @returns whether anybody has taken it
 */
export function handOver(key: string, answer: string, timer: Timer = setTimeout): Promise<boolean> {
  return new Promise((resolve) => {
    const channel = openChannel(key);
    const end = (taken: boolean) => {
      channel?.close();
      window.removeEventListener('message', hear);
      resolve(taken);
    };
    const hear = (event: MessageEvent) => {
      if (isFrom(event, TAKEN, key)) end(true);
    };
    channel?.addEventListener('message', hear);
    window.addEventListener('message', hear);
    timer(() => end(false), PATIENCE_MILLISECONDS);
    const message = { type: OFFER, key, answer };
    channel?.postMessage(message);
    (window.opener as Window | null)?.postMessage(message, location.origin);
  });
}

/** Takes the first answer for the key, says so to whoever brought it, and listens no longer. */
export function awaitHandOver(key: string, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const channel = openChannel(key);
    const end = () => {
      channel?.close();
      window.removeEventListener('message', hear);
      signal.removeEventListener('abort', abort);
    };
    const abort = () => {
      end();
      reject(signal.reason);
    };
    const hear = (event: MessageEvent) => {
      if (!isFrom(event, OFFER, key)) return;
      const taken = { type: TAKEN, key };
      if (event.source) event.source.postMessage(taken, { targetOrigin: location.origin });
      else channel?.postMessage(taken);
      end();
      resolve(String((event.data as { readonly answer?: unknown }).answer));
    };
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort);
    channel?.addEventListener('message', hear);
    window.addEventListener('message', hear);
  });
}

/** The key names the channel: who does not know it can neither listen nor answer. */
function openChannel(key: string): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(`${OFFER} ${key}`);
  } catch {
    return undefined; // No channels in this place: the opener is left.
  }
}

function isFrom({ origin, data }: MessageEvent, type: string, key: string): boolean {
  if (origin !== location.origin || typeof data !== 'object' || data === null) return false;
  const message = data as { readonly type?: unknown; readonly key?: unknown };
  return message.type === type && message.key === key;
}
