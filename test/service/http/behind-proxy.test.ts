/** Whose failures are counted together, where proxies stand before the service and strangers say what they like. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startTestService, type TestService } from '../../harness/test-service.ts';

/** As many as a client may fail. */
const LIMIT = 5;

describe('a service behind proxies in 10.0.0.0/8', () => {
  let service: TestService;
  before(async () => {
    service = await startTestService({ trustedProxies: ['10.0.0.0/8', 'fd00::/8'] });
  });
  after(() => service.stop());

  /** @returns what each try is answered with */
  async function tries(of: (nth: number) => { from: string; forwardedFor?: string }): Promise<number[]> {
    const answers: number[] = [];
    for (let nth = 1; nth <= LIMIT + 1; nth += 1) {
      const { from, forwardedFor } = of(nth);
      const { statusCode } = await service.running.app.inject({
        method: 'POST',
        url: '/task-sessions',
        remoteAddress: from,
        headers: {
          'user-agent': 'one',
          ...(forwardedFor !== undefined && { 'x-forwarded-for': forwardedFor }),
        },
        payload: { referenceCode: 'AAAAA-AAAAAA' },
      });
      answers.push(statusCode);
    }
    return answers;
  }
  const held = [...Array<number>(LIMIT).fill(404), 429];
  const free = Array<number>(LIMIT + 1).fill(404);

  test('holds off who is no proxy and names another address each time', async () => {
    assert.deepEqual(
      await tries((nth) => ({ from: '198.51.100.1', forwardedFor: `203.0.113.${nth}` })),
      held,
    );
  });

  test('holds off who comes through a proxy and names other addresses before it', async () => {
    const through = (nth: number) => ({ from: '10.0.0.5', forwardedFor: `192.0.2.${nth}, 203.0.113.99` });
    assert.deepEqual(await tries(through), held);
  });

  test('does not take one proxy after another for the client', async () => {
    const through = (nth: number) => ({
      from: '10.0.0.5',
      forwardedFor: `192.0.2.${nth}, 203.0.113.98, 10.1.0.${nth}`,
    });
    assert.deepEqual(await tries(through), held);
  });

  test('lets others in who come through the same proxy', async () => {
    assert.deepEqual(await tries((nth) => ({ from: '10.0.0.5', forwardedFor: `203.0.113.${nth}` })), free);
  });

  test('knows a proxy whose address comes as IPv6, where the service listens to both', async () => {
    assert.deepEqual(
      await tries((nth) => ({ from: '::ffff:10.0.0.5', forwardedFor: `203.0.114.${nth}` })),
      free,
    );
    assert.deepEqual(await tries((nth) => ({ from: 'fd00::5', forwardedFor: `203.0.115.${nth}` })), free);
  });
});
