/** Every PDF below a folder, by its name, in reverse: lanes take them from the end. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

export async function pdfsBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.toLowerCase().endsWith('.pdf'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .reverse();
}
