/**
 * Loads a part of the widget that does not come with the shell. The build puts every `import()` through here;
 * in the sources nothing knows of it.
 */

/** A part that needs others: it asks for them, runs when they have come, and hands out what it exports. */
interface NeedsParts {
  withParts?(load: typeof loadPart): Promise<unknown>;
}

/** Each part, by its address: on its way, or come. */
const parts = new Map<string, Promise<unknown>>();
/** How often each address has failed. */
const failures = new Map<string, number>();

/**
 * @param address of the part, beside this one
 */
export function loadPart(load: () => Promise<unknown>, address: string): Promise<unknown> {
  const known = parts.get(address);
  if (known) return known;
  const part = come(load, address);
  parts.set(address, part);
  part.catch(() => parts.delete(address));
  return part;
}

async function come(load: () => Promise<unknown>, address: string): Promise<unknown> {
  const part = (await moduleAt(load, address)) as NeedsParts;
  return part.withParts ? part.withParts(loadPart) : part;
}

/**
 * A module that did not come may stay so for as long as the page lives: by the HTML standard its address then
 * stands for the failure (https://html.spec.whatwg.org/multipage/webappapis.html#fetch-a-single-module-script).
 * Another address is another try. Where a host's bundler has put the parts elsewhere, there is nothing at such an
 * address, and its own way to the part is tried after it.
 */
async function moduleAt(load: () => Promise<unknown>, address: string): Promise<unknown> {
  const times = failures.get(address);
  try {
    if (times === undefined) return await load();
    return await atAnotherAddress(`${address}?again=${times}`).catch(load);
  } catch (error) {
    failures.set(address, (times ?? 0) + 1);
    throw error;
  }
}

async function atAnotherAddress(address: string): Promise<unknown> {
  return import(/* @vite-ignore */ new URL(address, import.meta.url).href);
}
