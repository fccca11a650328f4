/** A service that stops, and another that starts on the same folder. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { FolderInUse } from '../../../demo/service/adapters/database/folder-lock.ts';
import { TimeStampError } from '../../../demo/service/ports/time-stamp-authority.ts';
import { Signer, startTestService } from '../../harness/test-service.ts';

test('a restart keeps orders, sessions, answers and history, and goes on with what was under way', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'restart-'));
  try {
    const first = await startTestService({
      dataFolder,
      database: 'folder',
      // So that the order is still being packaged when the service stops.
      timeStamps: {
        stamp: () => Promise.reject(new TimeStampError('unreachable', 'No answer from the authority.')),
      },
    });
    await assert.rejects(startTestService({ dataFolder, database: 'folder' }), FolderInUse);
    const signedOrder = await first.order();
    const openOrder = await first.order();
    const signed = await first.open(signedOrder.tasks[0]?.id ?? '');
    const waiting = await first.open(openOrder.tasks[0]?.id ?? '');
    const answer = await signed.complete({ key: 'before-the-restart' });
    assert.equal(answer.status, 200);
    await first.stop();

    const second = await startTestService({ dataFolder, database: 'folder' });
    try {
      const stillWaiting = new Signer(second, waiting.session);
      assert.equal((await stillWaiting.read()).body.status, 'ready');
      const again = await new Signer(second, signed.session).complete({
        key: 'before-the-restart',
        etag: null,
      });
      assert.deepEqual(again.body.completedAt, answer.body.completedAt);
      assert.equal((await stillWaiting.complete()).status, 200);
      await second.orderReaches(signedOrder.id, 'completed');
      await second.orderReaches(openOrder.id, 'completed');
    } finally {
      await second.stop();
    }
  } finally {
    await rm(dataFolder, { recursive: true });
  }
});
