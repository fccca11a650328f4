import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { redeem } from '../../../src/runtime/redemption.ts';
import type { FailureCode } from '../../../src/session/failure.ts';
import { TaskError } from '../../../src/task/task-error.ts';

const settled = async () => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

describe('a credential that can be used once', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout', 'Date'] }));
  afterEach(() => mock.timers.reset());

  const refusing = (...codes: (FailureCode | undefined)[]) => {
    const sentAt: number[] = [];
    const send = async () => {
      const code = codes[sentAt.length] ?? codes.at(-1);
      sentAt.push(Date.now() / 1000);
      if (code) throw new TaskError({ code, retryable: true });
      return 'opened';
    };
    return { send, sentAt };
  };

  async function after(seconds: number, promise: Promise<unknown>) {
    const outcome = promise.catch((error: unknown) => (error as TaskError).failure?.code ?? error);
    for (let second = 0; second < seconds; second++) {
      await settled();
      mock.timers.tick(1000);
    }
    await settled();
    return Promise.race([outcome, Promise.resolve('under way')]);
  }

  it('is sent again at once when its answer got lost, then after waits, until it is answered', async () => {
    const { send, sentAt } = refusing('timeout', 'offline', 'service-unavailable', undefined);
    assert.equal(await after(10, redeem(send, new AbortController().signal)), 'opened');
    assert.deepEqual(sentAt, [0, 0, 2, 5]);
  });

  it('is given up when it cannot live any longer', async () => {
    const { send, sentAt } = refusing('timeout');
    assert.equal(await after(60, redeem(send, new AbortController().signal)), 'timeout');
    assert.ok(sentAt.length > 3 && Number(sentAt.at(-1)) <= 25, String(sentAt));
  });

  it('is not sent again after a no', async () => {
    for (const code of ['task-not-found', 'too-many-attempts', 'subject-mismatch'] as const) {
      const { send, sentAt } = refusing(code);
      assert.equal(await after(5, redeem(send, new AbortController().signal)), code);
      assert.equal(sentAt.length, 1);
    }
  });

  it('is not sent again when nobody waits any more', async () => {
    const controller = new AbortController();
    const { send, sentAt } = refusing('timeout');
    const outcome = redeem(send, controller.signal).catch((error: unknown) => error);
    await settled();
    controller.abort('over');
    assert.equal(await outcome, 'over');
    mock.timers.tick(60_000);
    await settled();
    assert.equal(sentAt.length, 2);
  });
});
