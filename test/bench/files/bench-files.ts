/** The documents that are opened: made once, and kept in the project's own cache. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { makeScanPdf } from './scan-pdf.ts';
import { makeTextPdf, type TextPdf } from './text-pdf.ts';

export interface BenchFile {
  readonly name: FileName;
  readonly bytes: Buffer;
  readonly pages: number;
  readonly sha256: string;
}

interface Recipe {
  readonly pages: number;
  readonly make: () => Promise<Uint8Array>;
}

/** The same pages in another order of bytes. */
interface Linearized {
  readonly pages: number;
  readonly linearized: string;
}

const SCAN_PAGES = 30;
const FOLDER = fileURLToPath(new URL('../../../node_modules/.cache/signing-widget/bench/', import.meta.url));
/** In the names of what is kept: to be counted up when a recipe is changed. */
const EDITION = 2;

function text(pages: number, other: Partial<TextPdf> = {}): Recipe {
  return {
    pages,
    make: () => makeTextPdf({ pages, font: 'embedded', structure: 'packed', tree: 'flat', ...other }),
  };
}

const RECIPES = {
  '1': text(1),
  '10': text(10),
  '10-standard-font': text(10, { font: 'standard' }),
  '10-linearized': { pages: 10, linearized: '10' },
  '200': text(200),
  '2000': text(2000),
  '5000': text(5000),
  '5000-classic': text(5000, { structure: 'classic', tree: 'balanced' }),
  /** The hardest to open: to find the first page, pdf.js reads all of them. */
  '5000-flat': text(5000, { structure: 'classic' }),
  '5000-linearized': { pages: 5000, linearized: '5000-classic' },
  scan: { pages: SCAN_PAGES, make: makeScanPdf },
  'scan-linearized': { pages: SCAN_PAGES, linearized: 'scan' },
} as const satisfies Readonly<Record<string, Recipe | Linearized>>;

export type FileName = keyof typeof RECIPES;

export const FILE_NAMES = Object.keys(RECIPES) as FileName[];

export function isFileName(name: string): name is FileName {
  return name in RECIPES;
}

/** Also those that need a tool that is not there: they are left out, with a line that says so. */
export async function benchFiles(names: readonly FileName[]): Promise<BenchFile[]> {
  const files: BenchFile[] = [];
  for (const name of names) {
    const bytes = await keptOrMade(name);
    if (!bytes) {
      console.log(`${name} is left out: there is no qpdf to write a linearized file with.`);
      continue;
    }
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    files.push({ name, bytes, pages: RECIPES[name].pages, sha256 });
  }
  return files;
}

async function keptOrMade(name: FileName): Promise<Buffer | undefined> {
  const path = join(FOLDER, `${name}.${EDITION}.pdf`);
  const kept = await readFile(path).catch(() => undefined);
  if (kept) return kept;
  await mkdir(FOLDER, { recursive: true });
  const making = `${path}.${process.pid}`;
  const recipe: Recipe | Linearized = RECIPES[name];
  if ('make' in recipe) {
    await writeFile(making, await recipe.make());
  } else {
    const original = isFileName(recipe.linearized) && (await keptOrMade(recipe.linearized));
    if (!original) throw new Error(`There is no file ${recipe.linearized}.`);
    await writeFile(making, original);
    if (!(await linearize(making))) {
      await rm(making);
      return undefined;
    }
  }
  await rename(making, path);
  return readFile(path);
}

/** ISO 32000-2, annex F, as qpdf writes it. */
async function linearize(path: string): Promise<boolean> {
  try {
    await promisify(execFile)('qpdf', ['--linearize', '--replace-input', path]);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
