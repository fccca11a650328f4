import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { UploadStore } from '../ports/upload-store.ts';
import { uploadPath } from './stored-names.ts';
import { writeDurably } from './write-durably.ts';

/** Uploads as files, named by their id: a name always has all its bytes. */
export function createFolderUploadStore(folder: string): UploadStore {
  const pathOf = (id: string) => join(folder, uploadPath(id));
  return {
    put: (id, bytes) => writeDurably(pathOf(id), bytes),
    async stream(id, range) {
      const path = pathOf(id);
      const { size } = await stat(path);
      // Whoever was promised more bytes than come would wait for the rest for ever.
      if (size <= range.last) throw new Error(`The stored upload ${id} is shorter than it was.`);
      return createReadStream(path, { start: range.first, end: range.last });
    },
    remove: (id) => rm(pathOf(id), { force: true }),
  };
}
