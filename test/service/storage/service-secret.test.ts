import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import {
  createCredentials,
  openServiceSecret,
  readServiceSecret,
} from '../../../demo/service/adapters/credentials.ts';

describe('the secret that tokens are hashed with', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'service-secret-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('is made once, is the same at the next start, and is nobody else’s to read', async () => {
    const first = Buffer.from(await openServiceSecret(folder));
    assert.equal(first.length, 32);
    assert.ok(first.equals(await openServiceSecret(folder)));
    if (process.platform !== 'win32')
      assert.equal((await stat(join(folder, 'service-secret'))).mode & 0o077, 0);
  });

  test('is read from a file that the operator gives, and never made in its place', async () => {
    const file = join(folder, 'given');
    await assert.rejects(readServiceSecret(file), { code: 'ENOENT' });
    await writeFile(file, `${'ab'.repeat(32)}\n`);
    assert.deepEqual(Buffer.from(await readServiceSecret(file)), Buffer.alloc(32, 0xab));
    assert.deepEqual(await readdir(folder), ['given']);
  });

  test('is made in a folder that is not there yet', async () => {
    const deeper = join(folder, 'of', 'its-own');
    assert.equal((await openServiceSecret(deeper)).length, 32);
  });

  test('is one for all that start at the same moment, and no draft of it stays behind', async () => {
    const secrets = await Promise.all(Array.from({ length: 8 }, () => openServiceSecret(folder)));
    assert.equal(new Set(secrets.map((secret) => Buffer.from(secret).toString('hex'))).size, 1);
    assert.deepEqual(await readdir(folder), ['service-secret']);
  });

  for (const [what, text] of [
    ['empty', ''],
    ['cut short', 'ab'.repeat(31)],
    ['too long', 'ab'.repeat(33)],
    ['of other letters', 'xy'.repeat(32)],
    ['with something behind it', `${'ab'.repeat(32)}<<<<<<<`],
    ['binary', '\0'.repeat(64)],
  ] as const) {
    test(`that is ${what} stops the start, is named, and is not written over`, async () => {
      const file = join(folder, 'service-secret');
      await writeFile(file, text);
      await assert.rejects(openServiceSecret(folder), (error: Error) => {
        assert.ok(error.message.startsWith(`${file} is damaged`), error.message);
        assert.ok(text === '' || !error.message.includes(text));
        return true;
      });
      assert.equal(await readFile(file, 'utf8'), text);
      assert.deepEqual(await readdir(folder), ['service-secret']);
    });
  }

  test('that an editor ended with a new line is the same secret', async () => {
    const secret = Buffer.from(await openServiceSecret(folder));
    await writeFile(join(folder, 'service-secret'), `${secret.toString('hex')}\n`);
    assert.ok(secret.equals(await openServiceSecret(folder)));
  });

  test('seals what has to be told again: another secret, or another text, unseals nothing', () => {
    const ours = createCredentials(Buffer.alloc(32, 1));
    const sealed = ours.seal('whsec_æøå');
    assert.equal(ours.unseal(sealed), 'whsec_æøå');
    assert.ok(!sealed.includes('whsec'));
    assert.notEqual(ours.seal('whsec_æøå'), sealed, 'of two that are the same nobody sees it');
    // Not the last letter, of which some bits stand for nothing.
    const bytes = Buffer.from(sealed.slice('sealed.v1.'.length), 'base64url');
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
    for (const other of [`sealed.v1.${bytes.toString('base64url')}`, sealed.slice(0, 20), 'whsec_æøå', ''])
      assert.throws(() => ours.unseal(other), other);
    assert.throws(() => createCredentials(Buffer.alloc(32, 2)).unseal(sealed));
  });

  test('makes the hash: under another secret the same token is unknown', () => {
    const [ours, theirs] = [1, 2].map((fill) => createCredentials(Buffer.alloc(32, fill)));
    const token = ours?.newToken() ?? '';
    assert.match(token, /^[A-Za-z0-9_-]{43}$/);
    assert.equal(ours?.hashToken(token), ours?.hashToken(token));
    assert.notEqual(ours?.hashToken(token), theirs?.hashToken(token));
    // An id holds 128 random bits: 22 letters of base64url.
    assert.match(ours?.newId('task') ?? '', /^task_[A-Za-z0-9_-]{22}$/);
  });
});
