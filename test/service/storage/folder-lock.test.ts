import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { FolderInUse, lockFolder } from '../../../demo/service/adapters/database/folder-lock.ts';

const LOCK_MODULE = new URL('../../../demo/service/adapters/database/folder-lock.ts', import.meta.url).href;

describe('a data folder', () => {
  let folder = '';
  let other: ChildProcess | undefined;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'folder-lock-'));
  });
  afterEach(async () => {
    other?.kill('SIGKILL');
    other = undefined;
    await rm(folder, { recursive: true });
  });

  /** A process of its own that holds the folder until it is killed. */
  async function holdInAnotherProcess(): Promise<ChildProcess> {
    const program = `
      const { lockFolder } = await import(${JSON.stringify(LOCK_MODULE)});
      await lockFolder(${JSON.stringify(folder)});
      console.log('held');
      setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    other = child;
    const [text] = (await once(child.stdout, 'data')) as [Buffer];
    assert.equal(text.toString().trim(), 'held');
    return child;
  }

  test('is refused to a second process while the first lives, and taken over when it has been killed', async () => {
    const holder = await holdInAnotherProcess();
    await assert.rejects(lockFolder(folder), (error: Error) => {
      assert.ok(error instanceof FolderInUse);
      assert.match(error.message, new RegExp(`process ${holder.pid}\\b`));
      return true;
    });
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const unlock = await lockFolder(folder);
    await unlock();
  });

  test('is refused to the same process a second time', async () => {
    const unlock = await lockFolder(folder);
    await assert.rejects(lockFolder(folder), FolderInUse);
    await unlock();
    await (
      await lockFolder(folder)
    )();
  });

  test('goes to one of many that ask at once', async () => {
    const asked = await Promise.allSettled(Array.from({ length: 10 }, () => lockFolder(folder)));
    const won = asked.filter((result) => result.status === 'fulfilled');
    assert.equal(won.length, 1);
    await won[0]?.value();
  });

  for (const [what, holder] of [
    ['nothing', ''],
    ['no number', 'hello'],
    ['our own id, left by a process before a restart', String(process.pid)],
  ] as const) {
    test(`whose lock holds ${what} is taken over`, async () => {
      await writeFile(join(folder, 'lock'), holder);
      await (
        await lockFolder(folder)
      )();
    });
  }

  test('has no traces of locks when it has been given back', async () => {
    await (
      await lockFolder(folder)
    )();
    assert.deepEqual(await readdir(folder), []);
  });
});
