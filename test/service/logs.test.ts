/** What an operator reads of a service to which everything happens: lines for machines, and nothing that opens a task or names a person. */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import {
  deliveriesBecome,
  passTimeToNextTry,
  startNoticesService,
  type NoticesService,
} from '../harness/notices-service.ts';
import { API_KEY, WEBHOOK_SECRET } from '../harness/test-service.ts';

const OWN_SECRET = `whsec_${Buffer.alloc(32, 'their own').toString('base64')}`;

/** Levels of pino: https://getpino.io/#/docs/api?id=logger-level */
const INFO = 30;
const ERROR = 50;

interface Line {
  readonly level: number;
  readonly time: number;
  readonly msg: string;
  readonly route?: string;
}

describe('the log', () => {
  let parts: NoticesService;
  const written: string[] = [];
  /** Under what it is, for the message of a test that fails. */
  const secrets = new Map<string, string>([
    ['API key', API_KEY],
    ['secret of the service', WEBHOOK_SECRET],
    ['secret of a webhook', OWN_SECRET],
    ['name', 'Nordmann'],
    ['address', 'kari@example.test'],
    ['phone', '90000000'],
    ['title', 'Tenancy'],
    ['reason', 'Too expensive'],
  ]);
  let lines: readonly Line[] = [];

  before(async () => {
    parts = await startNoticesService({
      logLevel: 'info',
      logTo: { write: (line) => written.push(line) },
    });
    await everythingHappens().finally(() => parts.stop());
    lines = written.map((line) => JSON.parse(line) as Line);
  });

  async function everythingHappens(): Promise<void> {
    const { service, hooks, mail } = parts;
    hooks.answers = () => ({ status: 500, body: 'Kari Nordmann is not known here' });
    await mail.stop();
    const order = await service.createOrder(
      {
        ...(await service.newOrder({
          notifications: [{ channel: 'webhook', url: hooks.url, secret: OWN_SECRET, on: ['task.ready'] }],
        })),
        tasks: [
          {
            name: 'tenant',
            subject: { name: 'Kari Nordmann', email: 'kari@example.test', phone: '+4790000000' },
            actions: [{ document: 'contract', type: 'sign' }],
            authentication: { artifact: true },
            referenceCode: true,
            notifications: [{ channel: 'email', schedule: [{ on: 'task.ready' }] }],
          },
        ],
      },
      { artifact: true },
    );
    const [task] = order.tasks;
    secrets.set('artifact', task?.artifact ?? '');
    secrets.set('code', task?.referenceCode ?? '');
    await deliveriesBecome(
      service,
      order,
      (all) => all.length === 2 && all.every(({ attempts }) => attempts > 0),
    );
    await passTimeToNextTry(service, order);
    const signer = await service.open({ artifact: task?.artifact ?? '' });
    const token = signer.session.token;
    secrets.set('token of a session', token);
    assert.equal((await signer.decline('rejection', { reason: 'Too expensive' })).status, 200);
    // Credentials where they do not belong, and a database that is not what it was.
    await fetch(`${service.url}/tasks/${task?.id}?artifact=${task?.artifact}`);
    await fetch(`${service.url}/nowhere/${token}`);
    await fetch(`${service.url}/task-sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"artifact": "${task?.artifact}`,
    });
    await service.running.database.query('alter table tasks rename to mislaid');
    const failed = await fetch(`${service.url}/tasks/${task?.id}?artifact=${task?.artifact}`, {
      headers: { accept: 'application/json', authorization: `Bearer ${token}` },
    });
    assert.equal(failed.status, 503);
  }

  test('has a line of JSON for each thing, with its level, its time and its words', () => {
    assert.ok(lines.length > 2);
    for (const { level, time, msg } of lines) {
      assert.ok(level >= INFO && Math.abs(time - Date.now()) < 600_000, msg);
      assert.ok(msg.length > 0);
    }
  });

  test('tells what failed, and where', () => {
    const errors = lines.filter(({ level }) => level === ERROR);
    assert.ok(errors.some(({ msg }) => msg === 'a notice has to wait'));
    assert.ok(errors.some(({ msg, route }) => msg === 'request failed' && route === '/tasks/:taskId'));
  });

  test('has no credential, no person and no title in it', () => {
    const all = written.join('');
    for (const [what, secret] of secrets) {
      assert.ok(secret.length > 5, what);
      assert.ok(!all.includes(secret), `${what} is in the log`);
    }
  });
});
