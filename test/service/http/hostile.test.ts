/** What strangers and broken clients send: every one is refused in words, and none of it is our failure. */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe, test } from 'node:test';
import type { NewOrder, Problem, ProblemCode } from '../../../src/task/contract.ts';
import { startTestService, type Signer, type TestService } from '../../harness/test-service.ts';
import { ask, expectProblem, expectProblemShape } from './expect-problem.ts';
import { documentActions } from '../../harness/signed-hashes.ts';

let service: TestService;
let signer: Signer;
let order: NewOrder;

before(async () => {
  // Silent: at the end the database fails on purpose, and that is logged.
  service = await startTestService({ logLevel: 'silent' });
  signer = await service.open((await service.order()).tasks[0]?.id ?? '');
  order = {
    title: 'Tenancy agreement',
    documents: [{ name: 'contract', documentId: (await service.upload()).id, title: 'Agreement' }],
    tasks: [{ name: 'tenant', subject: { name: 'Kari' }, actions: [{ document: 'contract', type: 'sign' }] }],
  };
});
after(() => service.stop());

/** Every operation that takes a body, with who may call it and a body that is right. */
function doors(): readonly { path: string; headers: Record<string, string>; right: object }[] {
  const { id } = signer.task;
  const [action] = documentActions(signer.task);
  return [
    { path: '/orders', headers: service.asCustomer(), right: order },
    { path: '/task-sessions', headers: {}, right: { taskId: id } },
    {
      path: `/tasks/${id}/actions/${action?.id}/view`,
      headers: signer.headers,
      right: { pages: [[1, 1]], sha256: action?.document.sha256 },
    },
    {
      path: `/tasks/${id}/completion`,
      headers: { ...signer.headers, 'if-match': '"x"', 'idempotency-key': 'hostile-attempt' },
      right: signer.completion(),
    },
  ];
}

/** Sends the body through every door; each refuses it as a problem that is not our failure. */
async function sendEverywhere(
  body: BodyInit,
  headers: Record<string, string> = {},
  code?: ProblemCode,
): Promise<void> {
  for (const door of doors()) {
    const answer = await ask(`${service.url}${door.path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...door.headers, ...headers },
      body,
    });
    assert.ok(answer.status >= 400 && answer.status < 500, `${door.path}: ${answer.status}`);
    expectProblemShape(answer);
    if (code !== undefined) assert.equal((answer.body as Problem).code, code, door.path);
  }
}

describe('a hostile body is refused at every door', () => {
  const deep = (open: string, close: string, count: number) => open.repeat(count) + close.repeat(count);
  const bodies: readonly [what: string, body: BodyInit][] = [
    ['lists in lists, a hundred thousand deep', deep('[', ']', 100_000)],
    ['objects in objects, a hundred thousand deep', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['an opened list that never ends', '['.repeat(500_000)],
    ['a text of a megabyte', JSON.stringify('a'.repeat(1_000_000))],
    ['a megabyte under an unknown name', JSON.stringify({ x: 'a'.repeat(1_000_000) })],
    ['a prototype', '{"__proto__": {"isAdmin": true}}'],
    ['a constructor', '{"constructor": {"prototype": {"isAdmin": true}}}'],
    ['bytes that are no UTF-8', new Uint8Array([0x22, 0xff, 0xfe, 0xc0, 0x80, 0x22])],
    ['half a letter', new Uint8Array([0x7b, 0x22, 0xe2, 0x82])],
    ['UTF-16', new Uint8Array(Buffer.from('\ufeff{"taskId":"a"}', 'utf16le'))],
    ['a number that is too large', '{"taskId": 1e999}'],
    ['NaN', '{"taskId": NaN}'],
    ['a comment', '{"taskId": "a" /* hello */}'],
    ['two values', '{} {}'],
    ['NUL', '\0\0\0\0'],
  ];
  for (const [what, body] of bodies) {
    test(what, () => sendEverywhere(body));
  }

  test('three megabytes', async () => {
    await sendEverywhere(JSON.stringify({ x: 'a'.repeat(3_000_000) }));
  });

  test('a form, a text, and nothing by name', async () => {
    for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'application/xml', 'nonsense'])
      await sendEverywhere('a=b', { 'content-type': type }, 'unsupported-media-type');
  });

  test('nothing polluted what every object has', () => {
    assert.equal(({} as { isAdmin?: boolean }).isAdmin, undefined);
  });
});

describe('text that a database cannot keep is refused wherever it stands', () => {
  for (const [what, text] of [
    ['NUL', 'Kari\0Nordmann'],
    ['half a surrogate pair', 'Kari \ud83d'],
    ['the other half', '\ude00 Kari'],
  ] as const) {
    test(what, async () => {
      const create = (change: object) =>
        service.call('createOrder', '/orders', {
          method: 'POST',
          headers: { ...service.asCustomer() },
          body: { ...order, ...change },
        });
      expectProblem(await create({ title: text }), 'invalid-request');
      expectProblem(await create({ externalReference: text }), 'invalid-request');
      const tasks = order.tasks.map((task) => ({ ...task, subject: { name: text } }));
      expectProblem(await create({ tasks }), 'invalid-request');
      expectProblem(await create({ [text]: 1 }), 'invalid-request');

      const completion = signer.completion({ signature: { method: 'handwritten', kind: 'typed', text } });
      expectProblem(await signer.complete({ body: completion }), 'invalid-request');
      const fields = { [text]: text };
      const actions = signer.completion().actions.map((action) => ({ ...action, fields }));
      expectProblem(await signer.complete({ body: { ...signer.completion(), actions } }), 'invalid-request');
    });
  }

  test('fields that are nested without an end are refused too', async () => {
    const body = JSON.stringify(signer.completion()).replace(
      '"documentSha256"',
      `"fields":{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}},"documentSha256"`,
    );
    const answer = await ask(`${service.url}/tasks/${signer.task.id}/completion`, {
      method: 'POST',
      headers: {
        ...signer.headers,
        'content-type': 'application/json',
        'idempotency-key': 'deep-attempt',
        'if-match': '"x"',
      },
      body,
    });
    expectProblem(answer, 'invalid-request');
  });

  test('every other letter is kept as it is, and comes back so', async () => {
    const title =
      "Ålesund 契約 \u{1f600} \u202e<script>alert(1)</script> '; drop table orders; -- ${x} \\u0000";
    assert.equal((await service.order({ title })).title, title);
  });
});

describe('a hostile address is refused', () => {
  const addresses = [
    '/orders/__proto__',
    '/orders/constructor/documents/toString',
    '/orders/%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    '/orders/..%00/history',
    '/orders/%ff',
    `/orders/${'a'.repeat(5000)}`,
    '/orders?status=%00',
    '/orders?__proto__=1&cursor=2',
    '/orders?limit=99999999999999999999',
    '/widget/..%2f..%2fpackage.json',
    '/widget/%2e%2e/%2e%2e/package.json',
    '/app/..%5c..%5cpackage.json',
    '/nothing/here',
  ];
  for (const address of addresses) {
    test(address.slice(0, 60), async () => {
      const answer = await ask(`${service.url}${address}`, { headers: service.asCustomer() });
      assert.ok(answer.status >= 400 && answer.status < 500, String(answer.status));
      expectProblemShape(answer);
    });
  }

  test('a method that nobody serves', async () => {
    for (const method of ['PUT', 'PATCH', 'DELETE'])
      expectProblem(
        await ask(`${service.url}/orders`, { method, headers: service.asCustomer() }),
        'not-found',
      );
  });

  test('what is no HTTP at all', async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      const { hostname, port } = new URL(service.url);
      const socket = connect(Number(port), hostname, () => socket.end('NONSENSE\r\n\r\n'));
      let text = '';
      socket.setEncoding('utf8').on('data', (part: string) => (text += part));
      socket.on('end', () => resolve(text)).on('error', reject);
    });
    assert.match(answer, /^HTTP\/1\.1 400 /);
    assert.doesNotMatch(answer, /node_modules|\.ts:|at /);
  });
});

describe('when the database fails', () => {
  test('everybody is told to try later, and nobody why', async () => {
    const { database } = service.running;
    const { query, transaction } = database;
    const fail = () => Promise.reject(new Error('relation "secret_table" of Kari Nordmann is broken'));
    Object.assign(database, { query: fail, transaction: fail });
    try {
      const { id } = signer.task;
      const json = { 'content-type': 'application/json' };
      const requests: [string, RequestInit][] = [
        [`/tasks/${id}`, {}],
        [`/tasks/${id}`, { headers: signer.headers }],
        ['/task-sessions', { method: 'POST', headers: json, body: JSON.stringify({ taskId: id }) }],
        ['/orders', { headers: service.asCustomer() }],
        ['/orders/ord_1', { headers: service.asCustomer() }],
        [
          '/orders',
          { method: 'POST', headers: { ...service.asCustomer(), ...json }, body: JSON.stringify(order) },
        ],
      ];
      for (const [path, init] of requests) {
        const answer = await ask(`${service.url}${path}`, init);
        const problem = expectProblem(answer, 'service-unavailable');
        assert.doesNotMatch(JSON.stringify(problem), /secret_table|Kari|relation/);
      }
    } finally {
      Object.assign(database, { query, transaction });
    }
  });

  test('and afterwards it serves as before', async () => {
    assert.equal((await signer.read()).status, 200);
  });
});
