/**
 * Loads a part of the widget that does not come with the shell. The build puts every `import()` through here;
 * in the sources nothing knows of it.
 */

/** How often each address has failed. */
const failures = new Map<string, number>();

/**
 * A module that did not come may stay so for as long as the page lives: by the HTML standard its address then
 * stands for the failure (https://html.spec.whatwg.org/multipage/webappapis.html#fetch-a-single-module-script).
 * Another address is another try.
 *
 * @param address of the part, beside this one
 */
export async function loadPart(load: () => Promise<unknown>, address: string): Promise<unknown> {
  const times = failures.get(address);
  try {
    if (times === undefined) return await load();
    return await import(/* @vite-ignore */ new URL(`${address}?again=${times}`, import.meta.url).href);
  } catch (error) {
    failures.set(address, (times ?? 0) + 1);
    throw error;
  }
}
