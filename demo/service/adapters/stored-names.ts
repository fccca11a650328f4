/** What stored bytes are called, and whether they are what their name says: the same in every store. */
import { createHash } from 'node:crypto';
import { isId } from '../domain/id.ts';

/** The hash, below its first two digits: no folder gets too many names. */
export function documentPath(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('A document is named by 64 hex digits.');
  return `${sha256.slice(0, 2)}/${sha256}`;
}

export function uploadPath(id: string): string {
  if (!isId(id)) throw new Error('An upload is named by its id.');
  return id;
}

export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** @throws when they are others by now */
export function checkDocument(sha256: string, bytes: Uint8Array): void {
  if (hashOf(bytes) !== sha256)
    throw new Error(`The stored document ${sha256} does not have the bytes of its hash.`);
}
