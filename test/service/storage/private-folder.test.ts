import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openPglite } from '../../../demo/service/adapters/database/pglite.ts';

test('the data folder is closed to everyone else, also one that was open before', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'signing-private-'));
  try {
    await chmod(folder, 0o755);
    const database = await openPglite({ folder });
    assert.equal((await stat(folder)).mode & 0o077, 0);
    await database.close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
