/** Webhooks as their receivers see them, verified by a library that is not ours; and where they never go. */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { Webhook as Verifier } from 'standardwebhooks';
import { isPublicAddress } from '../../../../demo/service/adapters/notices/public-address.ts';
import { createWebhookSender } from '../../../../demo/service/adapters/notices/webhook-sender.ts';
import { NotDelivered, type Webhook } from '../../../../demo/service/ports/notice-senders.ts';
import { giveAuthority } from '../../../harness/shared-authority.ts';
import { HttpReceiver } from '../../../harness/http-receiver.ts';

const SECRET = `whsec_${Buffer.alloc(24, 'own').toString('base64')}`;
const OTHER_SECRET = `whsec_${Buffer.alloc(64, 'other').toString('base64')}`;
const BODY = '{"type":"task.completed","data":{"orderId":"ord_1","name":"Kåre"}}';

let receiver: HttpReceiver;
before(async () => (receiver = await HttpReceiver.start()));
after(() => receiver.stop());
beforeEach(() => {
  receiver.requests.all.length = 0;
  receiver.answers = () => ({});
});

const loopback = createWebhookSender({
  secret: SECRET,
  dangerouslyAllowPrivateTargets: true,
  timeoutSeconds: 0.3,
});
const webhook = (change: Partial<Webhook> = {}): Webhook => ({
  id: 'ntc_1',
  url: receiver.url,
  secret: undefined,
  sentAt: new Date(),
  body: BODY,
  ...change,
});

function failsWith(outcome: string, reason: string | RegExp) {
  return (error: unknown) => {
    assert.ok(error instanceof NotDelivered, String(error));
    assert.equal(error.outcome, outcome);
    assert.match(error.reason, typeof reason === 'string' ? new RegExp(`^${reason}$`) : reason);
    return true;
  };
}

describe('a webhook', () => {
  test('is signed so that its receiver can verify it', async () => {
    await loopback.send(webhook());
    const [received] = receiver.requests.all;
    assert.ok(received);
    assert.equal(received.method, 'POST');
    assert.equal(received.headers['webhook-id'], 'ntc_1');
    assert.match(received.headers['content-type'] ?? '', /^application\/json/);
    assert.deepEqual(new Verifier(SECRET).verify(received.body, received.headers), JSON.parse(BODY));
    assert.throws(() => new Verifier(OTHER_SECRET).verify(received.body, received.headers));
    assert.throws(() => new Verifier(SECRET).verify(`${received.body} `, received.headers));
  });

  test('is signed with the secret that it brings', async () => {
    await loopback.send(webhook({ secret: OTHER_SECRET }));
    const [received] = receiver.requests.all;
    assert.ok(received && new Verifier(OTHER_SECRET).verify(received.body, received.headers));
  });

  test('is not sent without a signature', async () => {
    const bare = createWebhookSender({ dangerouslyAllowPrivateTargets: true });
    await assert.rejects(bare.send(webhook()), failsWith('refused', 'no-secret'));
    assert.equal(receiver.requests.all.length, 0);
  });

  for (const status of [200, 201, 202, 204]) {
    test(`has arrived when the answer is ${status}`, async () => {
      receiver.answers = () => ({ status });
      await loopback.send(webhook());
    });
  }

  for (const status of [400, 401, 404, 429, 500, 502, 503]) {
    test(`comes again when the answer is ${status}`, async () => {
      receiver.answers = () => ({ status });
      await assert.rejects(loopback.send(webhook()), failsWith('later', `answered-${status}`));
    });
  }

  test('follows no redirect', async () => {
    receiver.answers = () => ({ status: 307, headers: { location: `${receiver.url}/elsewhere` } });
    await assert.rejects(loopback.send(webhook()), failsWith('later', 'answered-307'));
    assert.equal(receiver.requests.all.length, 1);
  });

  test('is at its end when the answer is 410', async () => {
    receiver.answers = () => ({ status: 410 });
    await assert.rejects(loopback.send(webhook()), failsWith('gone', 'answered-410'));
  });

  test('comes again as late as the receiver asks for', async () => {
    receiver.answers = () => ({ status: 503, headers: { 'retry-after': '90' } });
    await assert.rejects(
      loopback.send(webhook()),
      (error) => error instanceof NotDelivered && error.retryAfterSeconds === 90,
    );
  });

  test('waits no longer than its time for an answer', async () => {
    receiver.answers = () => ({ silence: 'kept' });
    await assert.rejects(loopback.send(webhook()), failsWith('later', 'timeout'));
  });

  test('comes again when the line was cut, or nobody listens', async () => {
    receiver.answers = () => ({ silence: 'cut' });
    await assert.rejects(loopback.send(webhook()), failsWith('later', 'connection-lost'));
    const gone = await HttpReceiver.start();
    const { url } = gone;
    await gone.stop();
    await assert.rejects(loopback.send(webhook({ url })), failsWith('later', 'unreachable'));
  });

  test('has arrived however much the receiver has to say', async () => {
    receiver.answers = () => ({ status: 200, body: 'x'.repeat(1_000_000) });
    await loopback.send(webhook());
  });
});

describe('where a webhook goes', () => {
  test('is looked up once, and is what was looked at', async () => {
    const asked: string[] = [];
    const resolve = async (hostname: string) => {
      asked.push(hostname);
      return [{ address: '127.0.0.1', family: 4 }];
    };
    const sender = createWebhookSender({ secret: SECRET, dangerouslyAllowPrivateTargets: true, resolve });
    await sender.send(webhook({ url: `http://host.example:${receiver.port}/hooks` }));
    assert.deepEqual(asked, ['host.example']);
    assert.equal(receiver.requests.all[0]?.headers.host, `host.example:${receiver.port}`);
  });

  test('is who the certificate says, or nobody', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'signing-webhook-'));
    await giveAuthority(folder);
    const pem = (name: string) => readFile(join(folder, 'development-authority', name));
    // A certificate that is good for sealing, and by nobody's word for host.example.
    const [cert, key] = [await pem('seal.pem'), await pem('seal-key.pem')];
    const asked: string[] = [];
    const server = createSecureServer({ cert, key }, (request, response) => {
      asked.push(request.url ?? '');
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const resolve = async () => [{ address: '127.0.0.1', family: 4 }];
    const sender = createWebhookSender({ secret: SECRET, dangerouslyAllowPrivateTargets: true, resolve });
    const url = `https://host.example:${port}/hooks`;
    await assert.rejects(sender.send(webhook({ url })), failsWith('later', 'unreachable'));
    assert.deepEqual(asked, []);
    await new Promise((closed) => server.close(closed));
    await rm(folder, { recursive: true });
  });

  for (const addresses of [
    ['127.0.0.1'],
    ['10.1.2.3'],
    ['::1'],
    ['fd00::1'],
    ['93.184.215.14', '192.168.1.1'],
  ]) {
    test(`is never ${addresses.join(' and ')}, whatever the name`, async () => {
      const resolve = async () =>
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
      const sender = createWebhookSender({ secret: SECRET, resolve });
      const url = `https://host.example:${receiver.port}/hooks`;
      await assert.rejects(sender.send(webhook({ url })), failsWith('refused', 'private-address'));
      assert.equal(receiver.requests.all.length, 0);
    });
  }

  test('is asked for again where the name is not known', async () => {
    const resolve = () => Promise.reject(new Error('ENOTFOUND'));
    const sender = createWebhookSender({ secret: SECRET, resolve });
    await assert.rejects(
      sender.send(webhook({ url: 'https://host.example/' })),
      failsWith('later', 'name-unknown'),
    );
  });

  const strict = createWebhookSender({ secret: SECRET });
  const faults: readonly [url: string, says: RegExp][] = [
    ['http://host.example/hooks', /TLS/],
    ['https://127.0.0.1/hooks', /private/],
    ['https://2130706433/', /private/],
    ['https://0x7f.1/', /private/],
    ['https://[::1]/', /private/],
    ['https://[::ffff:10.0.0.1]/', /private/],
    ['https://169.254.169.254/latest/meta-data', /private/],
    ['https://localhost/', /private/],
    ['https://db.internal/', /private/],
    ['https://intranet/', /private/],
    ['https://name:word@host.example/', /password/],
    ['https://host.example/#part', /fragment/],
    ['ftp://host.example/', /no URL/],
    ['https://', /no URL/],
  ];
  for (const [url, says] of faults) {
    test(`is refused in an order at ${url}`, () => assert.match(strict.targetFault(url) ?? '', says));
  }
  test('is taken in an order where it is public', () => {
    for (const url of ['https://host.example/hooks?key=1', 'https://93.184.215.14:8443/']) {
      assert.equal(strict.targetFault(url), undefined);
    }
  });

  const others = [
    '0.0.0.0',
    '100.64.0.1',
    '172.16.0.1',
    '198.18.0.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    'fe80::1',
    '64:ff9b::a00:1',
    '2001:db8::1',
    '2002:a00:1::',
    'ff02::1',
    '4000::1',
    'nonsense',
  ];
  for (const address of others) {
    test(`is not public at ${address}`, () => assert.ok(!isPublicAddress(address)));
  }
  test('is public at addresses of the internet', () => {
    for (const address of ['8.8.8.8', '93.184.215.14', '2606:4700:4700::1111'])
      assert.ok(isPublicAddress(address));
  });
});
