import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createFolderDocumentStore } from '../../../demo/service/adapters/folder-document-store.ts';
import type { DocumentStore } from '../../../demo/service/ports/document-store.ts';

describe('documents in a folder', () => {
  let folder = '';
  let store: DocumentStore;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'documents-'));
    store = createFolderDocumentStore(folder);
  });
  after(() => rm(folder, { recursive: true }));

  const fileOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256);

  async function read(sha256: string, first: number, last: number): Promise<Buffer> {
    const parts: Uint8Array[] = [];
    for await (const part of await store.stream(sha256, { first, last })) parts.push(part);
    return Buffer.concat(parts);
  }

  test('leave nothing behind but themselves when they are put twice, also at the same moment', async () => {
    const bytes = randomBytes(1000);
    const hashes = await Promise.all(Array.from({ length: 8 }, () => store.put(bytes)));
    await store.put(bytes);
    const [{ sha256 } = { sha256: '' }] = hashes;
    assert.equal(new Set(hashes.map((one) => one.sha256)).size, 1);
    const names = await readdir(join(folder, sha256.slice(0, 2)));
    assert.deepEqual(
      names.filter((name) => name.startsWith(sha256)),
      [sha256],
    );
  });

  test('of which one bit has changed on disk are not given out as what they were', async () => {
    const { sha256 } = await store.put(randomBytes(1000));
    const changed = await readFile(fileOf(sha256));
    changed.writeUInt8(changed.readUInt8(500) ^ 1, 500);
    await writeFile(fileOf(sha256), changed);
    await assert.rejects(store.get(sha256), /does not have the bytes of its hash/);
  });

  test('that are cut short are not given out either', async () => {
    const { sha256 } = await store.put(randomBytes(1000));
    await writeFile(fileOf(sha256), (await readFile(fileOf(sha256))).subarray(0, 999));
    await assert.rejects(store.get(sha256), /does not have the bytes of its hash/);
  });

  test('that are cut short are not streamed beyond what is left, which would never end', async () => {
    const { sha256 } = await store.put(randomBytes(1000));
    await writeFile(fileOf(sha256), (await readFile(fileOf(sha256))).subarray(0, 500));
    for (const [first, last] of [
      [0, 999],
      [600, 700],
      [499, 500],
    ] as const)
      await assert.rejects(store.stream(sha256, { first, last }), /shorter than it was/);
    assert.equal((await read(sha256, 0, 499)).length, 500);
  });

  for (const [what, damage] of [
    ['changed', (bytes: Buffer) => Buffer.from(bytes).fill(0, 10, 20)],
    ['cut short', (bytes: Buffer) => bytes.subarray(0, 10)],
    ['emptied', () => Buffer.alloc(0)],
  ] as const) {
    test(`that were ${what} on disk are whole again once they are put again`, async () => {
      const bytes = randomBytes(1000);
      const { sha256 } = await store.put(bytes);
      await writeFile(fileOf(sha256), damage(bytes));
      await store.put(bytes);
      assert.ok(bytes.equals(await store.get(sha256)));
    });
  }

  test('that were never put are not there', async () => {
    await assert.rejects(store.get('0'.repeat(64)), { code: 'ENOENT' });
    await assert.rejects(store.stream('0'.repeat(64), { first: 0, last: 1 }), { code: 'ENOENT' });
  });
});
