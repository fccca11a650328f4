/** Follows the imports of a built file that the browser follows before it runs it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** As a bundler of ours writes them, in files that are minified. */
export const STATIC_IMPORT = /(?:\bfrom|\bimport)\s*["'`](\.\/[^"'`]+)["'`]/g;

/** @returns the code by file name, with what was found before */
export async function loadedAtOnce(
  folder: string,
  entry: string,
  found = new Map<string, string>(),
): Promise<Map<string, string>> {
  if (found.has(entry)) return found;
  const code = await readFile(join(folder, entry), 'utf8');
  found.set(entry, code);
  for (const [, address = ''] of code.matchAll(STATIC_IMPORT)) {
    await loadedAtOnce(folder, address.slice(2), found);
  }
  return found;
}
