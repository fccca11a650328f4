/** The files that are looked at now, under the ids of the tasks that show them. Nothing about them is judged. */
import { createHash, randomUUID } from 'node:crypto';

export interface OfferedFile {
  readonly bytes: Uint8Array;
  readonly sha256: string;
  /** As the task tells it. */
  pages: number;
}

export class OfferedFiles {
  readonly #files = new Map<string, OfferedFile>();

  /** @returns the id of a task for it */
  offer(bytes: Uint8Array, pages = 1): string {
    const id = `task_${randomUUID()}`;
    this.#files.set(id, { bytes, sha256: createHash('sha256').update(bytes).digest('hex'), pages });
    return id;
  }

  get(id: string): OfferedFile | undefined {
    return this.#files.get(id);
  }

  withdraw(id: string): void {
    this.#files.delete(id);
  }
}
