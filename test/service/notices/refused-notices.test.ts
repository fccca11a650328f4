/** Notices that could never be sent, or would say nothing, are refused while somebody is there to mend the order. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { NewOrder, NewTask } from '../../../src/task/contract.ts';
import { startTestService, type TestService } from '../../harness/test-service.ts';
import { expectProblem } from '../http/expect-problem.ts';

type TaskNotices = NonNullable<NewTask['notifications']>;
type OrderNotices = NonNullable<NewOrder['notifications']>;

const MAIL = { channel: 'email', recipient: 'kari@example.test', schedule: [{ on: 'task.ready' }] } as const;
const HOOK = { channel: 'webhook', url: 'https://host.example/hooks', on: ['order.completed'] } as const;
const SECRET = `whsec_${Buffer.alloc(32, 'x').toString('base64')}`;

let service: TestService;
before(async () => {
  // As it is set up where signers are real: no secret of its own, and nothing is sent into its own network.
  service = await startTestService({ webhooks: {} });
});
after(() => service.stop());

async function refusal(order: Partial<NewOrder>, task: Partial<NewTask> = {}, by = service) {
  const plain = await by.newOrder(order);
  const body = { ...plain, tasks: plain.tasks.map((one) => ({ ...one, ...task })) };
  const call = { method: 'POST', headers: by.asCustomer(), body };
  const { detail, errors } = expectProblem(await by.call('createOrder', '/orders', call), 'invalid-request');
  return `${errors?.[0]?.pointer}: ${detail}`;
}

describe('a notice of a task is refused', () => {
  const cases: readonly [title: string, notice: unknown, says: RegExp][] = [
    [
      'with a placeholder that there is not',
      { ...MAIL, message: 'Hi ${firstName}' },
      /^\/tasks\/0\/notifications\/0\/message: .*"firstName".*\$\{signerName\}/,
    ],
    ['with one in its subject', { ...MAIL, subject: '${firstName}' }, /\/subject: .*"firstName"/],
    [
      'with an artifact',
      { ...MAIL, message: '${taskUrl}#artifact=${artifact}' },
      /message: An artifact never/,
    ],
    [
      'with a code that the task has not',
      { ...MAIL, message: '${referenceCode}' },
      /message: .*"referenceCode": true/,
    ],
    [
      'with a deadline that the task has not',
      { ...MAIL, message: '${deadline}' },
      /message: .*has a deadline/,
    ],
    ['with a subject of two lines', { ...MAIL, subject: 'Hi\nBcc: ola@example.test' }, /subject: .*one line/],
    [
      'to two addresses',
      { ...MAIL, recipient: 'kari@example.test,ola@example.test' },
      /recipient: .*one e-mail address/,
    ],
    ['to nobody', { channel: 'email', schedule: MAIL.schedule }, /recipient: .*no email/],
    [
      'in a zone that there is not',
      { ...MAIL, schedule: [MAIL.schedule[0], { on: 'task.ready', timeZone: 'Europe/Atlantis' }] },
      /\/schedule\/1\/timeZone: .*IANA/,
    ],
    [
      'before no deadline',
      { ...MAIL, schedule: [{ on: 'task.ready', beforeDeadline: 'P1D' }] },
      /beforeDeadline: .*no deadline/,
    ],
    ['at no time at all', { ...MAIL, schedule: [] }, /schedule/],
    ['of nothing that happens', { ...MAIL, schedule: [{ on: 'task.viewed' }] }, /schedule\/0\/on/],
    [
      'by SMS where there is none',
      { channel: 'sms', recipient: '+4790000000', schedule: MAIL.schedule },
      /channel: .*no SMS configured/,
    ],
    ['by carrier pigeon', { ...MAIL, channel: 'pigeon' }, /channel/],
  ];
  for (const [title, notice, says] of cases) {
    test(title, async () =>
      assert.match(await refusal({}, { notifications: [notice] as TaskNotices }), says),
    );
  }

  test('by mail where there is none', async () => {
    const bare = await startTestService({ mail: 'none', sms: { url: 'http://127.0.0.1:9/' } });
    try {
      assert.match(
        await refusal({}, { notifications: [MAIL] as unknown as TaskNotices }, bare),
        /no e-mail configured \(SMTP_URL\)/,
      );
      const sms = { channel: 'sms', recipient: '90000000', schedule: MAIL.schedule };
      assert.match(
        await refusal({}, { notifications: [sms] as unknown as TaskNotices }, bare),
        /recipient: .*E\.164/,
      );
      const long = { ...sms, recipient: '+4790000000', message: 'x'.repeat(1001) };
      assert.match(
        await refusal({}, { notifications: [long] as unknown as TaskNotices }, bare),
        /message: .*1000 characters/,
      );
    } finally {
      await bare.stop();
    }
  });
});

describe('a notice of an order is refused', () => {
  const cases: readonly [title: string, notice: unknown, says: RegExp][] = [
    [
      'to this machine',
      { ...HOOK, secret: SECRET, url: 'https://127.0.0.1/hooks' },
      /^\/notifications\/0\/url: .*private network/,
    ],
    [
      'to a private network',
      { ...HOOK, secret: SECRET, url: 'https://192.168.1.10/hooks' },
      /private network/,
    ],
    [
      'to a cloud’s own address',
      { ...HOOK, secret: SECRET, url: 'https://169.254.169.254/' },
      /private network/,
    ],
    ['without TLS', { ...HOOK, secret: SECRET, url: 'http://host.example/hooks' }, /over TLS/],
    [
      'with a password in its address',
      { ...HOOK, secret: SECRET, url: 'https://a:b@host.example/' },
      /password/,
    ],
    ['with no secret at all', HOOK, /secret: .*none of its own/],
    ['with a secret that is none', { ...HOOK, secret: 'hunter2' }, /secret/],
    ['with a secret that is too short', { ...HOOK, secret: 'whsec_c2hvcnQ=' }, /secret/],
    ['of nothing', { ...HOOK, secret: SECRET, on: [] }, /on/],
    ['by mail to nobody', { channel: 'email', on: ['order.completed'] }, /recipient/],
    [
      'with what opens a task',
      { channel: 'email', recipient: 'staff@example.test', on: ['task.ready'], message: '${taskUrl}' },
      /message: .*for the signer of a task/,
    ],
    [
      'with the name of nobody',
      {
        channel: 'email',
        recipient: 'staff@example.test',
        on: ['order.completed'],
        message: '${signerName}',
      },
      /message: .*told of a task/,
    ],
  ];
  for (const [title, notice, says] of cases) {
    test(title, async () => assert.match(await refusal({ notifications: [notice] as OrderNotices }), says));
  }

  test('beside hundreds of others', async () => {
    const schedule = Array.from({ length: 20 }, (_, hour) => ({
      on: 'task.ready' as const,
      wait: `PT${hour + 1}H`,
    }));
    const plain = await service.newOrder();
    const notices = Array.from({ length: 20 }, () => ({ ...MAIL, schedule }));
    const tasks = Array.from({ length: 3 }, (_, index) => ({
      ...plain.tasks[0]!,
      name: `t${index}`,
      notifications: notices,
    }));
    assert.match(await refusal({ tasks }), /at most 1000 notices/);
  });
});

test('an order whose notices can be sent is taken', async () => {
  const order = await service.orderOf({ notifications: [MAIL] as unknown as TaskNotices });
  assert.equal(order.status, 'open');
});
