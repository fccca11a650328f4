/**
 * Starts the worker of pdf.js ourselves. pdf.js would do it, but makes it from a plain string, which
 * Trusted Types forbid, and when it fails goes on in the main thread without a word.
 */

/** Workers that nobody has come for yet. */
const ahead = new Map<string, Promise<Worker>>();

/** Addresses of which a worker has been started: whoever speaks to it is there, and starts the next one in time. */
const known = new Set<string>();

/**
 * Starts a worker while the code that speaks to it is still on its way: it takes longest of all that a first page
 * waits for. The first who asks for one of this address gets it.
 *
 * @returns ends it, if nobody has come for it
 */
export function startWorkerAhead(address: URL): () => void {
  const { href } = address;
  if (known.has(href)) return () => undefined;
  const started = startAnother(address);
  ahead.set(href, started);
  started.catch(() => undefined);
  return () => {
    if (ahead.get(href) !== started) return;
    ahead.delete(href);
    known.delete(href);
    started.then((worker) => worker.terminate()).catch(() => undefined);
  };
}

/** A worker that has said that it is ready. */
export function startWorker(address: URL): Promise<Worker> {
  const started = ahead.get(address.href);
  ahead.delete(address.href);
  return started ?? startAnother(address);
}

async function startAnother(address: URL): Promise<Worker> {
  known.add(address.href);
  const worker = makeWorker(address);
  try {
    await whenReady(worker);
    return worker;
  } catch (error) {
    worker.terminate();
    throw error;
  }
}

function makeWorker(address: URL): Worker {
  if (address.origin === globalThis.location.origin) return moduleWorker(address.href);
  // A worker's script has to be of the page's own origin; one of our own may import another's
  // (https://html.spec.whatwg.org/multipage/workers.html#dom-worker). A static import would be fetched
  // as a worker and a host's `worker-src` had to name the other origin; for `import()` it is `script-src`,
  // which names it already where our own code comes from.
  const wrapper = new Blob([`await import(${JSON.stringify(address.href)});`], { type: 'text/javascript' });
  const wrapperAddress = URL.createObjectURL(wrapper);
  try {
    return moduleWorker(wrapperAddress);
  } finally {
    // The fetch has begun with the address as it was: https://www.w3.org/TR/FileAPI/#dfn-revokeObjectURL
    setTimeout(() => URL.revokeObjectURL(wrapperAddress), 10_000);
  }
}

function moduleWorker(address: string): Worker {
  return new Worker(trustedScriptUrl(address), { type: 'module', name: 'signing-widget-pdf' });
}

function whenReady(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    const listening = new AbortController();
    const { signal } = listening;
    worker.addEventListener(
      'message',
      ({ data }: MessageEvent<unknown>) => {
        if (typeof data !== 'object' || data === null || !('action' in data) || data.action !== 'ready')
          return;
        listening.abort();
        resolve();
      },
      { signal },
    );
    // Not found, not of this type, or forbidden by the page's worker-src: browsers do not tell which.
    worker.addEventListener(
      'error',
      (event) => {
        event.preventDefault();
        listening.abort();
        reject(new Error(event.message || 'The worker did not start.'));
      },
      { signal },
    );
  });
}

/** What TypeScript's DOM library does not know yet: https://w3c.github.io/trusted-types/dist/spec/ */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string };
}

/** To be named in a host's `trusted-types` directive. */
export const TRUSTED_TYPES_POLICY = 'signing-widget';

let policy: { createScriptURL(url: string): string } | undefined;

/** The policy cannot be reached from outside this module, and all that comes to it is made here. */
function trustedScriptUrl(url: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  if (!trustedTypes) return url;
  try {
    policy ??= trustedTypes.createPolicy(TRUSTED_TYPES_POLICY, { createScriptURL: (given) => given });
    return policy.createScriptURL(url);
  } catch {
    // The page does not allow the name. Where it enforces Trusted Types, making the worker now fails
    // and says so; where it does not, a string will do.
    return url;
  }
}
