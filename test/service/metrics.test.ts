/** What operators read of a service, as Prometheus does. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { TimeStampError } from '../../demo/service/ports/time-stamp-authority.ts';
import { startTestService, type TestService } from '../harness/test-service.ts';

let service: TestService;
let metricsUrl = '';

before(async () => {
  service = await startTestService({
    metricsAt: { host: '127.0.0.1', port: 0 },
    timeStamps: {
      stamp: () => Promise.reject(new TimeStampError('unreachable', 'No answer from the authority.')),
    },
    logLevel: 'silent',
  });
  metricsUrl = service.running.metricsUrl ?? assert.fail('There are no metrics.');
});
after(() => service.stop());

/** The value of one line; undefined where there is none. */
async function read(line: string): Promise<number | undefined> {
  const response = await fetch(metricsUrl);
  assert.equal(response.status, 200);
  assert.match(response.headers.get('content-type') ?? '', /^text\/plain/);
  const found = (await response.text()).split('\n').find((one) => one.startsWith(`${line} `));
  return found === undefined ? undefined : Number(found.slice(line.length + 1));
}

test('requests are counted by route and status, and no id is told', async () => {
  const route =
    'signing_http_request_duration_seconds_count{method="GET",route="/orders/:orderId",status="200"}';
  const order = await service.order();
  await service.readOrder(order.id);
  await service.readOrder(order.id);
  assert.equal(await read(route), 2);
  const text = await (await fetch(metricsUrl)).text();
  for (const secret of [order.id, order.tasks[0]?.id ?? order.id, 'Nordmann', 'Tenancy'])
    assert.equal(text.includes(secret), false, secret);
});

test('what waits is told: an order that cannot be sealed yet, and mail that nobody takes', async () => {
  assert.equal(await read('signing_packaging_waiting'), 0);
  const order = await service.order();
  await (await service.open(order.tasks[0]?.id ?? '')).complete();
  await service.running.database.query(
    `insert into deliveries (id, order_id, channel, trigger, target, content, status, created_at)
     values ('del_1', $1, 'email', 'order.completed', 'email', '{}', 'failed', service_now())`,
    [order.id],
  );
  assert.equal(await read('signing_packaging_waiting'), 1);
  assert.equal(await read('signing_completions_unstamped'), 1);
  assert.equal(await read('signing_deliveries{channel="email",status="failed"}'), 1);
  await service.holdClock(new Date(Date.now() + 24 * 3_600_000));
  assert.ok(((await read('signing_packaging_overdue_seconds')) ?? 0) > 3600);
});

test('there is nothing else at that port, and no metrics at the service’s own', async () => {
  for (const path of ['/', '/metrics/', '/orders']) {
    const { status } = await fetch(new URL(path, metricsUrl));
    assert.equal(status, 404);
  }
  assert.equal((await fetch(`${service.url}/metrics`)).status, 404);
});
