/**
 * The faces of typed signatures, loaded when one is to be shown. They come by `fetch` and not by a style sheet, so that
 * a page's policy has to allow nothing for them but what it allows for the widget's other files (`connect-src`).
 */
import type { Face } from '../session/hand.ts';

/** As the styles of the editor have it: a name that no page has given to another font. */
export const familyOf = (face: Face): string => `signing-widget-${face}`;

const loading = new Map<string, Promise<void>>();
const loaded = new Set<string>();

/** @param assets the folder that the build has put `fonts/` into */
export function isFaceThere(face: Face, assets: URL): boolean {
  return loaded.has(addressOf(face, assets));
}

/** Resolves when it can be drawn with; where it does not come, it is asked for again the next time. */
export function loadFace(face: Face, assets: URL): Promise<void> {
  const address = addressOf(face, assets);
  const known = loading.get(address);
  if (known) return known;
  const coming = fetchFace(face, address);
  loading.set(address, coming);
  coming.then(
    () => loaded.add(address),
    () => loading.delete(address),
  );
  return coming;
}

async function fetchFace(face: Face, address: string): Promise<void> {
  const response = await fetch(address, { credentials: 'omit', referrerPolicy: 'no-referrer' });
  if (!response.ok) throw new Error(`The face ${face} did not come: ${response.status}.`);
  const font = new FontFace(familyOf(face), await response.arrayBuffer());
  document.fonts.add(await font.load());
}

function addressOf(face: Face, assets: URL): string {
  const base = new URL(assets);
  if (!base.pathname.endsWith('/')) base.pathname += '/';
  return new URL(`fonts/${face}.ttf`, base).href;
}
