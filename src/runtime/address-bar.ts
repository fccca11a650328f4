/** Takes credentials out of the page's own address, before anything is asked of anyone. */
import { without } from './address-parts.ts';

/** The rest of the address and what the page keeps with it stay as they are; no entry is added to the history. */
export function clearAddressBar(secrets: readonly string[]): void {
  if (secrets.length === 0) return;
  const before = new URL(window.location.href);
  const after = without(before, (_name, value) => secrets.includes(value));
  if (after.href === before.href) return;
  try {
    window.history.replaceState(window.history.state, '', after);
  } catch {
    // A page without an address of its own (a sandboxed frame, `srcdoc`) cannot change the one it shows.
  }
}
