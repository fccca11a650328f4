/** Waiting for the service's window. What browsers do themselves is tested in one (test/e2e/passkeys.test.ts). */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { signWithPasskey } from '../../../src/signature/passkey-ceremony.ts';
import type { SignatureChallenge } from '../../../src/task/contract.ts';
import { TaskError } from '../../../src/task/task-error.ts';

type Reading = SignatureChallenge['status'] | Error;

const SERVICE = 'https://sign.example';
const challenge: SignatureChallenge = {
  id: 'challenge_1',
  method: 'passkey',
  random: 'r',
  expiresAt: '2026-01-01T00:10:00Z',
  window: `${SERVICE}/passkey#secret`,
};

class FakeWindow {
  closed = false;
  close(): void {
    this.closed = true;
  }
}

let opened: { address: string; window: FakeWindow }[];
let blocked: boolean;

beforeEach(() => {
  mock.timers.enable({ apis: ['setTimeout'] });
  opened = [];
  blocked = false;
  const page = {
    location: { origin: 'https://host.example' },
    open(address: string) {
      if (blocked) return null;
      const window = new FakeWindow();
      opened.push({ address, window });
      return window;
    },
  };
  const place = { screen: { availWidth: 400, availHeight: 600 }, screenX: 0, screenY: 0 };
  Object.assign(globalThis, {
    window: { ...page, parent: undefined },
    outerWidth: 1,
    outerHeight: 1,
    ...place,
  });
});
afterEach(() => {
  mock.timers.reset();
  for (const name of ['window', 'screen', 'screenX', 'screenY', 'outerWidth', 'outerHeight']) {
    Reflect.deleteProperty(globalThis, name);
  }
});

/** A ceremony whose readings a test gives, one for each second. */
function begin(readings: Reading[], change: Partial<SignatureChallenge> = {}) {
  const stop = new AbortController();
  const told = { reads: 0, lost: 0 };
  const never = () => assert.fail('Nothing is registered from another origin.');
  const result = signWithPasskey(
    { ...challenge, ...change },
    {
      service: SERVICE,
      register: never,
      renew: never,
      async read() {
        told.reads += 1;
        const reading = readings.shift() ?? 'pending';
        if (reading instanceof Error) throw reading;
        return { ...challenge, status: reading };
      },
      signal: stop.signal,
      onWindowLost() {
        told.lost += 1;
      },
    },
  );
  result.catch(() => undefined);
  return { result, stop, told };
}

/** Lets seconds pass, and after each what waits for answers. */
async function seconds(count: number): Promise<void> {
  for (let second = 0; second < count; second += 1) {
    mock.timers.tick(1000);
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  }
}

const codeOf = (result: Promise<unknown>) =>
  result.then(
    () => 'signed',
    (error: { code?: string; name: string }) => error.code ?? error.name,
  );

describe('a widget on another origin than the service', () => {
  it('opens the window at once, within the press, and signs without a credential when it is done', async () => {
    const { result, told } = begin(['pending', 'done']);
    assert.deepEqual(
      opened.map(({ address }) => address),
      [challenge.window],
    );
    await seconds(1);
    assert.equal(told.reads, 1);
    await seconds(1);
    assert.deepEqual(await result, { method: 'passkey', challenge: 'challenge_1' });
    assert.equal(opened[0]?.window.closed, false, 'It says that it is done, and closes by itself.');
  });

  it('says so where no window may open', async () => {
    blocked = true;
    assert.equal(await codeOf(begin([]).result), 'window-blocked');
  });

  it('opens no page but the service’s', async () => {
    for (const window of ['https://evil.example/passkey#s', 'javascript:alert(1)']) {
      assert.equal(await codeOf(begin([], { window }).result), 'passkey-unsupported');
    }
    assert.equal(opened.length, 0);
  });

  it('learns from the service that the signer has cancelled', async () => {
    const { result } = begin(['pending', 'failed']);
    await seconds(2);
    assert.equal(await codeOf(result), 'passkey-cancelled');
  });

  it('is told once that the window is out of reach, and still signs when it ends well', async () => {
    const { result, told } = begin(['pending', 'pending', 'pending', 'done']);
    await seconds(1);
    assert.equal(told.lost, 0);
    opened[0]?.window.close();
    await seconds(2);
    assert.equal(told.lost, 1);
    await seconds(1);
    assert.deepEqual(await result, { method: 'passkey', challenge: 'challenge_1' });
  });

  it('takes no window for lost that has closed because it is done', async () => {
    const { result, told } = begin(['done']);
    opened[0]?.window.close();
    await seconds(1);
    await result;
    assert.equal(told.lost, 0);
  });

  it('asks again where the line breaks for a moment, and gives up where the session has ended', async () => {
    const { result, told } = begin([
      new TaskError({ code: 'offline', retryable: true }),
      new TaskError({ code: 'service-unavailable', retryable: true }),
      'pending',
      new TaskError({ code: 'session-expired', retryable: true }),
    ]);
    await seconds(4);
    await assert.rejects(result, (error) => error instanceof TaskError);
    assert.equal(told.reads, 4);
    assert.equal(opened[0]?.window.closed, true);
  });

  it('asks no longer, and closes the window, when the signer goes back', async () => {
    const { result, stop, told } = begin([]);
    await seconds(2);
    stop.abort(new DOMException('Gone back.', 'AbortError'));
    await assert.rejects(result, { name: 'AbortError' });
    await seconds(3);
    assert.equal(told.reads, 2);
    assert.equal(opened[0]?.window.closed, true);
  });

  it('opens nothing when it is over before it has begun', async () => {
    const reason = new DOMException('Over.', 'AbortError');
    const run = { service: SERVICE, signal: AbortSignal.abort(reason) };
    await assert.rejects(
      signWithPasskey(challenge, {
        ...run,
        register: () => assert.fail(),
        renew: () => assert.fail(),
        read: () => assert.fail(),
        onWindowLost: () => assert.fail(),
      }),
      { name: 'AbortError' },
    );
    assert.equal(opened.length, 0);
  });
});
