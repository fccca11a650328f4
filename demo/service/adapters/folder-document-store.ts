import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DocumentStore } from '../ports/document-store.ts';
import { checkDocument, documentPath, hashOf } from './stored-names.ts';
import { writeDurably } from './write-durably.ts';

/** Documents as files, named by their hash: temp file, fsync, rename, so that a name always has all its bytes. */
export function createFolderDocumentStore(folder: string): DocumentStore {
  const pathOf = (sha256: string) => join(folder, documentPath(sha256));
  return {
    async put(bytes) {
      const sha256 = hashOf(bytes);
      const path = pathOf(sha256);
      // Compared, not only looked for: what was damaged on disk is whole again once it is put again.
      if (!(await holds(path, bytes))) await writeDurably(path, bytes);
      return { sha256 };
    },
    async get(sha256) {
      const bytes = await readFile(pathOf(sha256));
      checkDocument(sha256, bytes);
      return bytes;
    },
    async stream(sha256, range) {
      const path = pathOf(sha256);
      const { size } = await stat(path);
      // Whoever was promised more bytes than come would wait for the rest for ever.
      if (size <= range.last) throw new Error(`The stored document ${sha256} is shorter than it was.`);
      return createReadStream(path, { start: range.first, end: range.last });
    },
  };
}

async function holds(path: string, bytes: Uint8Array): Promise<boolean> {
  return readFile(path).then(
    (stored) => stored.equals(bytes),
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
}
