/** The customer's website in front of the real service, with a line between them that can be cut. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, test } from 'node:test';
import { EXAMPLE_TENANCY } from '../../demo/host/pages/tenancy-page.ts';
import { startHost, type RunningHost } from '../../demo/host/start-host.ts';
import type { Order, OrderPage } from '../../src/task/contract.ts';
import { API_KEY, startTestService, type TestService } from '../harness/test-service.ts';
import { verifyEvidence } from '../verifier/evidence/verify-evidence.ts';

let service: TestService;
let host: RunningHost;
let line: Server;
/** How often the answer to a new order gets lost on its way back. */
let answersToLose = 0;

before(async () => {
  service = await startTestService();
  line = createServer((incoming, outgoing) => {
    const { method, url, headers } = incoming;
    const onward = httpRequest(`${service.url}${url}`, { method, headers }, (answer: IncomingMessage) => {
      if (method === 'POST' && url === '/orders' && answersToLose > 0) {
        answersToLose -= 1;
        outgoing.destroy();
        return;
      }
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  }).listen(0, '127.0.0.1');
  await once(line, 'listening');
  const serviceUrl = `http://127.0.0.1:${(line.address() as AddressInfo).port}`;
  host = await startHost({ host: '127.0.0.1', port: 0, serviceUrl, apiKey: API_KEY, logLevel: 'silent' });
});
after(async () => {
  await host.stop();
  line.closeAllConnections();
  line.close();
  await service.stop();
});

interface Form {
  readonly attempt?: string;
  readonly change?: Readonly<Record<string, string>>;
}

function send({ attempt = randomUUID(), change = {} }: Form = {}): Promise<Response> {
  return fetch(`${host.url}/tenancy/open`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ ...EXAMPLE_TENANCY, ...change, attempt }),
  });
}

async function orders(): Promise<readonly Order[]> {
  const { body } = await service.call<OrderPage>('listOrders', '/orders?limit=100', {
    headers: service.asCustomer(),
  });
  return body.orders;
}

describe('filling in the form', () => {
  let known = 0;
  beforeEach(async () => {
    answersToLose = 0;
    known = (await orders()).length;
  });
  const made = async () => (await orders()).length - known;

  test('makes one agreement and leads to where it is signed', async () => {
    const response = await send();
    assert.equal(response.status, 303);
    const [order] = await orders();
    assert.equal(response.headers.get('location'), `/agreements/${order?.id}/sign`);
    const page = await (await fetch(`${host.url}/agreements/${order?.id}/sign`)).text();
    assert.ok(page.includes(`src="${order?.tasks[0]?.taskUrl}"`));
    assert.ok(!page.includes(API_KEY));
    assert.equal(await made(), 1);
  });

  test('pressing the button twice makes one agreement, and both presses lead to it', async () => {
    const attempt = randomUUID();
    const answers = await Promise.all([send({ attempt }), send({ attempt })]);
    assert.deepEqual(
      answers.map(({ status }) => status),
      [303, 303],
    );
    assert.equal(answers[0]?.headers.get('location'), answers[1]?.headers.get('location'));
    assert.equal(await made(), 1);
  });

  test('sending it again later leads to the same agreement', async () => {
    const attempt = randomUUID();
    const [first, second] = [await send({ attempt }), await send({ attempt })];
    assert.equal(first.headers.get('location'), second.headers.get('location'));
    assert.equal(await made(), 1);
  });

  test('filling it in again makes another, and so does changing it after going back', async () => {
    const attempt = randomUUID();
    await send({ attempt });
    await send();
    await send({ attempt, change: { months: '12' } });
    assert.equal(await made(), 3);
  });

  test('an answer that got lost is told, and trying again gives the agreement that was made', async () => {
    const attempt = randomUUID();
    answersToLose = 1;
    const lost = await send({ attempt });
    assert.equal(lost.status, 502);
    assert.match(await lost.text(), /try again/);
    const again = await send({ attempt });
    assert.equal(again.status, 303);
    assert.equal(await made(), 1);
  });

  test('with faults it is shown again with what was entered, and makes nothing', async () => {
    const response = await send({ change: { email: 'nonsense', tenantName: '"><script>alert(1)</script>' } });
    assert.equal(response.status, 422);
    const page = await response.text();
    assert.match(page, /One field needs another look/);
    assert.match(page, /id="email"[^>]*value="nonsense"[^>]*aria-invalid="true"/);
    assert.ok(!page.includes('<script>alert'));
    assert.equal(await made(), 0);
  });

  test('with what only the service refuses it is shown again too, under the same attempt', async () => {
    const attempt = randomUUID();
    const response = await send({ attempt, change: { email: 'kari..nordmann@example.test' } });
    assert.equal(response.status, 422);
    assert.ok((await response.text()).includes(`name="attempt" value="${attempt}"`));
    assert.equal(await made(), 0);
  });

  test('an attempt that is none of ours is replaced, not shown', async () => {
    const response = await send({ attempt: '"><b>', change: { email: '' } });
    assert.match(await response.text(), /name="attempt" value="[0-9a-f-]{36}"/);
  });

  test('what is no form is refused without blaming the service', async () => {
    for (const [type, body] of [
      ['multipart/form-data; boundary=x', '--x--'],
      ['application/json', '{"a":'],
      ['application/xml', '<a/>'],
    ] as const) {
      const response = await fetch(`${host.url}/tenancy/open`, {
        method: 'POST',
        headers: { 'content-type': type },
        body,
      });
      assert.ok(response.status >= 400 && response.status < 500, `${type}: ${response.status}`);
      assert.doesNotMatch(await response.text(), /could not be reached/);
    }
  });
});

describe('every page of the site', () => {
  for (const path of [
    '/',
    '/tenancy/open',
    '/tenancy/redirect',
    '/code',
    '/agreements',
    '/agreements/unknown',
    '/nothing',
    '/assets/site.css',
  ]) {
    test(`${path} runs no code but the site's and the widget's`, async () => {
      const { headers } = await fetch(`${host.url}${path}`);
      const policy = headers.get('content-security-policy') ?? '';
      assert.match(policy, /default-src 'self'/);
      assert.match(policy, /object-src 'none'/);
      assert.match(policy, /require-trusted-types-for 'script'/);
      assert.doesNotMatch(policy, /unsafe-|\*/);
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.equal(headers.get('referrer-policy'), 'no-referrer');
    });
  }

  test('holds no script and no style of its own text, which the policy would stop', async () => {
    for (const path of ['/', '/tenancy/eid', '/code', '/login/callback', '/agreements']) {
      const page = await (await fetch(`${host.url}${path}`)).text();
      assert.doesNotMatch(page, /<script(?![^>]*\bsrc=)|<style| style=| on[a-z]+=/);
    }
  });

  test('the address that the form had before leads to the way that is open to anyone', async () => {
    const response = await fetch(`${host.url}/tenancy`, { redirect: 'manual' });
    assert.deepEqual([response.status, response.headers.get('location')], [302, '/tenancy/open']);
  });

  test('an agreement that is not there is not found, whatever it is called', async () => {
    for (const id of ['ord_unknown', '..%2f..%2ftasks', '%00', 'a'.repeat(64)])
      assert.equal((await fetch(`${host.url}/agreements/${id}`)).status, 404, id);
  });

  test('once it is signed and sealed, the PDF, the receipt and the evidence come from the site itself', async () => {
    await send();
    const [order] = await orders();
    const { id = '', tasks = [], documents = [] } = order ?? {};
    await (await service.open(tasks[0]?.id ?? '')).complete();
    await service.orderReaches(id, 'completed');
    const page = await (await fetch(`${host.url}/agreements/${id}`)).text();
    for (const path of [`/agreements/${id}/sealed/${documents[0]?.id}`, `/agreements/${id}/receipt`]) {
      assert.ok(page.includes(`href="${path}"`));
      const pdf = await fetch(`${host.url}${path}`);
      assert.equal(pdf.headers.get('content-type'), 'application/pdf');
      const beginning = Buffer.from(await pdf.arrayBuffer()).subarray(0, 5);
      assert.equal(beginning.toString(), '%PDF-');
    }
    assert.ok(page.includes(`href="/agreements/${id}/evidence"`));
    const evidence = await (await fetch(`${host.url}/agreements/${id}/evidence`)).text();
    const { trustAnchorsPem: anchorsPem } = service.running;
    assert.deepEqual(verifyEvidence(evidence, [], { anchorsPem }).problems, []);
    const status = await fetch(`${host.url}/agreements/${id}/status`);
    assert.deepEqual(await status.json(), {
      id,
      status: 'completed',
      words: 'Signed and sealed',
      standing: 'completed completed',
    });
  });
});
