/** A copy of the service's source, in which it can be broken while the project's own stays whole. */
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './start-ours.ts';

/** Text of a file and what comes in its place. */
export interface Edit {
  /** From the project's root. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly put: string;
}

const COPIED = [
  'demo',
  'src',
  'test/harness',
  'test/verifier',
  'test/conformance',
  'package.json',
  'tsconfig.json',
];
const LINKED = ['node_modules', 'dist'];

export interface CopiedTree {
  readonly root: string;
  /** Breaks it. @returns what mends it again. @throws Error where a text is not there once */
  edit(edits: readonly Edit[]): Promise<() => Promise<void>>;
  remove(): Promise<void>;
}

export async function copyTree(): Promise<CopiedTree> {
  const root = await mkdtemp(join(tmpdir(), 'signing-breaks-'));
  for (const name of COPIED) await cp(join(ROOT, name), join(root, name), { recursive: true });
  for (const name of LINKED) await symlink(join(ROOT, name), join(root, name));
  return {
    root,
    async edit(edits) {
      const before = new Map<string, string>();
      for (const edit of edits) {
        const path = join(root, edit.file);
        const text = await readFile(path, 'utf8');
        if (!before.has(path)) before.set(path, text);
        await writeFile(path, edited(text, edit));
      }
      return async () => {
        for (const [path, text] of before) await writeFile(path, text);
      };
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

/** @throws Error where the text is not there exactly once: then the break would break something else, or nothing */
export function edited(text: string, { file, find, put }: Edit): string {
  const count = text.split(find).length - 1;
  if (count !== 1) throw new Error(`${file} has ${count} times: ${find}`);
  return text.replace(find, () => put);
}
