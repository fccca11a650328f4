/** What the servers were asked, have stored, have answered to strangers, and have written to their logs. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BY_ARTIFACT, BY_CODE, orderFor, taskOf } from './orders.ts';
import type { SentinelKind } from './sentinels.ts';
import type { Stage } from './stage.ts';
import { brokenRequests, sendRaw, wrongRequests } from './wrong-places.ts';

/** Each of them has come up: else there would be nothing to look for. */
const KINDS: readonly SentinelKind[] = [
  'artifact',
  'reference code',
  'session token',
  'ID token',
  'access token',
  'authorization code',
  'state',
  'nonce',
  'code verifier',
];

export function whatServersHold(stage: () => Stage): void {
  describe('servers', () => {
    test('were sent credentials in no address but where the protocol says so', async () => {
      const { site, sentinels, requestsHere } = stage();
      for (const kind of KINDS) assert.notEqual(sentinels.of(kind).length, 0, `no ${kind} has come up`);
      const requests = [...(await site.requests()), ...requestsHere];
      const found = requests.flatMap(({ url }) => sentinels.foundIn(url, inAddressOf(url)).map(() => url));
      // So have only the tests themselves called pages: the service’s own twice, and a customer’s three times.
      const paths = found.map((url) => new URL(url).pathname.replace(/[^/]+$/, '…')).sort();
      assert.deepEqual(paths, ['/pages/…', '/pages/…', '/pages/…', '/tasks/…', '/tasks/…']);
    });

    test('were told no credential of where their readers came from', async () => {
      const { site, sentinels, requestsHere } = stage();
      const requests = [...(await site.requests()), ...requestsHere];
      assert.deepEqual(sentinels.leaksIn({ Referer: requests.map(({ referer }) => referer).join('\n') }), []);
    });

    test('have stored no credential but the ID token, which is evidence', async () => {
      const stored = await stage().site.everythingStored();
      assert.deepEqual(stage().sentinels.leaksIn({ stored }, ['ID token']), []);
      assert.notEqual(stage().sentinels.foundIn(stored).length, 0);
    });

    test('redeem no artifact for a GET, wherever it stands', async () => {
      const { site } = stage();
      const { serviceUrl } = site.addresses;
      const order = await orderFor(site, BY_ARTIFACT);
      const task = taskOf(order);
      const { artifact } = await site.api.createArtifact(order.id, task.id);
      const bearer = { authorization: `Bearer ${artifact}` };
      for (const accept of ['text/html', 'application/json', '*/*']) {
        for (const method of ['GET', 'HEAD', 'OPTIONS']) {
          for (const url of [task.taskUrl, `${serviceUrl}/task-sessions`, `${serviceUrl}/`]) {
            await fetch(`${url}?artifact=${artifact}`, { method, headers: { accept } });
            await fetch(url, { method, headers: { accept, ...bearer } });
          }
        }
      }
      const opened = await post(`${serviceUrl}/task-sessions`, { artifact });
      assert.equal(opened.status, 201);
    });

    for (const [who, name] of [
      ['the service', 'serviceUrl'],
      ['the customer’s site', 'hostUrl'],
      ['the eID', 'eidUrl'],
    ] as const) {
      test(`answer credentials in wrong places without repeating them: ${who}`, async () => {
        const { site, sentinels } = stage();
        const origin = site.addresses[name];
        const taskId = taskOf(await orderFor(site, BY_CODE)).id;
        const echoes: string[] = [];
        for (const kind of KINDS) {
          const credential = sentinels.of(kind)[0] ?? '';
          for (const { url, init } of wrongRequests(site.addresses, taskId, credential)) {
            if (!url.startsWith(origin)) continue;
            const response = await fetch(url, { ...init, redirect: 'manual' });
            const text = `${await response.text()}\n${JSON.stringify([...response.headers])}`;
            echoes.push(...sentinels.foundIn(text).map((found) => `${response.status}: ${found}`));
          }
          for (const text of brokenRequests(credential)) {
            echoes.push(...sentinels.foundIn(await sendRaw(origin, text)));
          }
        }
        assert.deepEqual(echoes, []);
      });
    }

    test('have written no credential to any log', async () => {
      assert.deepEqual(stage().sentinels.leaksIn({ log: await stage().site.log() }), []);
    });

    test('write none either when they fail', async () => {
      const { site, sentinels } = stage();
      const { serviceUrl, hostUrl } = site.addresses;
      const order = await orderFor(site, { ...BY_ARTIFACT, ...BY_CODE });
      const task = taskOf(order);
      const { artifact } = await site.api.createArtifact(order.id, task.id);
      const token = sentinels.of('session token')[0] ?? '';
      const before = await site.log();
      const tables = ['artifacts', 'task_sessions', 'logins', 'orders', 'tasks', 'failed_attempts'];
      const answers: Response[] = [];
      for (const table of tables) {
        await site.rows(`alter table ${table} rename to ${table}_away`);
        const headers = { authorization: `Bearer ${token}` };
        answers.push(
          await post(`${serviceUrl}/task-sessions`, { artifact }),
          await post(`${serviceUrl}/task-sessions`, { referenceCode: task.referenceCode }),
          await post(`${serviceUrl}/task-sessions`, {
            login: { id: 'login_AAAAAAAAAAAAAAAAAAAAAA', idToken: sentinels.of('ID token')[0] },
          }),
          await fetch(task.taskUrl, { headers }),
          await fetch(`${task.taskUrl}/events`, { headers }),
          await fetch(`${serviceUrl}/task-sessions/current`, { method: 'DELETE', headers }),
          await fetch(
            `${serviceUrl}/logins/callback?state=${sentinels.of('state')[0]}&code=${sentinels.of('authorization code')[0]}`,
          ),
          await fetch(`${hostUrl}/agreements/${order.id}`),
        );
        await site.rows(`alter table ${table}_away rename to ${table}`);
      }
      const log = (await site.log()).slice(before.length);
      assert.ok(log.split('request failed').length > tables.length, log);
      sentinels.add('artifact', artifact);
      sentinels.add('reference code', task.referenceCode);
      assert.deepEqual(sentinels.leaksIn({ log }), []);
      for (const answer of answers) {
        if (answer.status >= 500) assert.deepEqual(sentinels.leaksIn({ answer: await answer.text() }), []);
        else await answer.body?.cancel();
      }
      assert.ok(answers.some(({ status }) => status === 503));
    });
  });
}

/** RFC 6749 section 4.1: the code and the state come in addresses, to the redirect URI; the eID is told the rest. */
function inAddressOf(url: string): readonly SentinelKind[] {
  const { pathname } = new URL(url);
  if (pathname === '/login/callback' || pathname === '/logins/callback')
    return ['authorization code', 'state'];
  return pathname === '/auth' ? ['state', 'nonce'] : [];
}

function post(url: string, body: object): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}
