/** Follows the imports of a built file: those that the browser follows before it runs it, and the parts that it needs. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** As a bundler of ours writes them, in files that are minified. */
export const STATIC_IMPORT = /(?:\bfrom|\bimport)\s*["'`](\.\/[^"'`]+)["'`]/g;

/** The parts that a part asks for before it does anything else (`.build/late-parts.ts`). */
const NEEDED_PARTS = /export const withParts=async \w+=>\{let\[.*?\]=await Promise\.all\(\[(.*?)\]\)/;
const PART = /import\([`"'](\.\/[^`"']+)[`"']\)/g;

/** @returns the code by file name, with what was found before */
export async function loadedAtOnce(
  folder: string,
  entry: string,
  found = new Map<string, string>(),
): Promise<Map<string, string>> {
  if (found.has(entry)) return found;
  const code = await readFile(join(folder, entry), 'utf8');
  found.set(entry, code);
  const parts = NEEDED_PARTS.exec(code)?.[1] ?? '';
  if (code.includes('withParts=') && parts === '')
    throw new Error(`${entry} needs parts in an unknown form.`);
  for (const file of [...filesIn(code, STATIC_IMPORT), ...filesIn(parts, PART)]) {
    await loadedAtOnce(folder, file, found);
  }
  return found;
}

/** The files that a built file names in `import` statements. */
export async function statedImports(folder: string, file: string): Promise<string[]> {
  return filesIn(await readFile(join(folder, file), 'utf8'), STATIC_IMPORT);
}

function filesIn(code: string, pattern: RegExp): string[] {
  return [...code.matchAll(pattern)].map(([, address = '']) => address.slice(2));
}
