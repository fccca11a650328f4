/** What every store of documents and uploads does, wherever it keeps them. */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { test } from 'node:test';
import { createCredentials } from '../../../demo/service/adapters/credentials.ts';
import type { Stores } from '../../../demo/service/adapters/open-stores.ts';
import { StoreError } from '../../../demo/service/ports/store-error.ts';
import { eachStore } from '../../harness/each-store.ts';

const { newId } = createCredentials(randomBytes(32));

/** It is not there, which is another thing than a store that is down. */
const isMissing = (error: unknown) => error instanceof Error && !(error instanceof StoreError);

eachStore('documents', (stores) => {
  const documents: Stores['documents'] = {
    put: (bytes) => stores().documents.put(bytes),
    get: (sha256) => stores().documents.get(sha256),
    stream: (sha256, range) => stores().documents.stream(sha256, range),
  };
  const read = async (sha256: string, first: number, last: number) =>
    buffer(await documents.stream(sha256, { first, last }));

  test('are kept under the hash of their bytes, and read whole and in part', async () => {
    const bytes = randomBytes(300_000);
    const { sha256 } = await documents.put(bytes);
    assert.equal(sha256, createHash('sha256').update(bytes).digest('hex'));
    assert.ok(bytes.equals(await documents.get(sha256)));
    assert.ok(bytes.equals(await read(sha256, 0, 299_999)));
    assert.ok(bytes.subarray(10, 200_001).equals(await read(sha256, 10, 200_000)));
    assert.ok(bytes.subarray(299_999).equals(await read(sha256, 299_999, 299_999)));
  });

  test('are one when they are put twice, also at the same moment', async () => {
    const bytes = randomBytes(1000);
    const hashes = await Promise.all(Array.from({ length: 8 }, () => documents.put(bytes)));
    await documents.put(bytes);
    const [{ sha256 } = { sha256: '' }] = hashes;
    assert.equal(new Set(hashes.map((one) => one.sha256)).size, 1);
    assert.ok(bytes.equals(await documents.get(sha256)));
  });

  test('are not streamed beyond their end, which would never come', async () => {
    const { sha256 } = await documents.put(randomBytes(500));
    for (const [first, last] of [
      [0, 999],
      [600, 700],
      [499, 500],
    ] as const)
      await assert.rejects(documents.stream(sha256, { first, last }), /shorter than it was/);
    assert.equal((await read(sha256, 0, 499)).length, 500);
  });

  test('that a reader leaves in the middle hold up no other', async () => {
    const bytes = randomBytes(3_000_000);
    const { sha256 } = await documents.put(bytes);
    // More than any store has connections for.
    for (let reader = 0; reader < 60; reader += 1) {
      const parts = await documents.stream(sha256, { first: 0, last: 2_999_999 });
      const pieces = parts[Symbol.asyncIterator]();
      if (reader % 2 === 0) await pieces.next();
      await pieces.return?.();
    }
    assert.ok(bytes.equals(await documents.get(sha256)));
  });

  test('that were never put are not there', async () => {
    await assert.rejects(documents.get('0'.repeat(64)), isMissing);
    await assert.rejects(documents.stream('0'.repeat(64), { first: 0, last: 1 }), isMissing);
  });

  for (const name of [
    '../secret',
    `../${'a'.repeat(61)}`,
    '',
    'A'.repeat(64),
    'a'.repeat(63),
    `${'a'.repeat(64)}\n`,
    `${'a'.repeat(62)}/a`,
  ]) {
    test(`are not looked for under ${JSON.stringify(name.slice(0, 20))}, which is no hash`, async () => {
      await assert.rejects(documents.get(name), /named by 64 hex digits/);
      await assert.rejects(documents.stream(name, { first: 0, last: 1 }), /named by 64 hex digits/);
    });
  }
});

eachStore('uploads', (stores) => {
  const read = async (id: string, first: number, last: number) =>
    buffer(await stores().uploads.stream(id, { first, last }));

  test('are kept under their id, and the same bytes twice are two', async () => {
    const [one, other] = [newId('upload'), newId('upload')];
    const bytes = randomBytes(1000);
    for (const id of [one, other]) await stores().uploads.put(id, bytes);
    await stores().uploads.remove(one);
    await assert.rejects(stores().uploads.stream(one, { first: 0, last: 999 }), isMissing);
    assert.ok(bytes.equals(await read(other, 0, 999)));
    assert.ok(bytes.subarray(100, 201).equals(await read(other, 100, 200)));
    await assert.rejects(stores().uploads.stream(other, { first: 0, last: 1000 }), /shorter than it was/);
  });

  test('that are gone are gone, however often that is asked for', async () => {
    const id = newId('upload');
    await stores().uploads.remove(id);
    await stores().uploads.put(id, randomBytes(10));
    await stores().uploads.remove(id);
    await stores().uploads.remove(id);
    await assert.rejects(stores().uploads.stream(id, { first: 0, last: 9 }), isMissing);
  });

  for (const name of ['../secret', '', 'a/b', `upload_${'a'.repeat(22)}\n`]) {
    test(`are not looked for under ${JSON.stringify(name)}, which is no id`, async () => {
      await assert.rejects(async () => stores().uploads.put(name, randomBytes(1)), /named by its id/);
      await assert.rejects(async () => stores().uploads.remove(name), /named by its id/);
      await assert.rejects(
        async () => stores().uploads.stream(name, { first: 0, last: 0 }),
        /named by its id/,
      );
    });
  }
});
