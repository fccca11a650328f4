import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Order, Problem, TaskSession } from '../../../../src/task/contract.ts';
import { HOST_ORIGIN, startTestService, type TestService } from '../../../harness/test-service.ts';
import {
  goodIdToken,
  HOSTILE_ID_TOKENS,
  mintIdToken,
  type Change,
} from '../../adapters/openid/id-token-cases.ts';
import { ACR, configurationFor, MAX_AGE_SECONDS, NOW } from '../../adapters/openid/openid-sample.ts';
import { startTestIssuer, type TestIssuer } from '../../adapters/openid/test-issuer.ts';
import { expectProblem } from '../expect-problem.ts';
import { KARI, lockedOrder } from './locked-order.ts';

const PAGE = `${HOST_ORIGIN}/login/callback`;

type Login = NonNullable<Problem['login']>;

export function logInByBrowser(): void {
  let issuer: TestIssuer;
  let service: TestService;
  let order: Order;

  before(async () => {
    issuer = await startTestIssuer();
    const browserClient = { clientId: 'signing-page', redirectUris: [PAGE] };
    service = await startTestService({
      eid: configurationFor(issuer.issuer, { browserClient }),
      trustedProxies: ['127.0.0.1'],
    });
    order = await lockedOrder(service);
    await service.holdClock(NOW);
  });
  after(async () => {
    await service.stop();
    issuer.close();
  });

  let visits = 0;
  /** Each test is somebody else's visit. */
  const from = () => ({ 'x-forwarded-for': `203.0.113.${visits % 250}` });
  beforeEach(() => void (visits += 1));

  const taskId = () => order.tasks[0]?.id ?? '';
  async function askToOpen(): Promise<Login> {
    const answer = await service.tryToOpen({ taskId: taskId(), redirectUri: PAGE }, from());
    const { login } = expectProblem(answer, 'login-required');
    assert.ok(login);
    return login;
  }
  function goodFor(login: Login, claims = {}, forSeveral = false) {
    const { issuer: iss = '', clientId = '', nonce = '' } = login;
    const nowSeconds = NOW.getTime() / 1000;
    return goodIdToken(
      {
        issuer: iss,
        clientId,
        nonce,
        acr: ACR,
        nowSeconds,
        maxAgeSeconds: MAX_AGE_SECONDS,
        claims: { national_id: KARI.value, ...claims },
      },
      forSeveral,
    );
  }
  const send = (login: Login, idToken: string, key?: string) =>
    service.tryToOpen<Problem & TaskSession>(
      { login: { id: login.id, idToken }, redirectUri: PAGE },
      { ...from(), ...(key !== undefined && { 'idempotency-key': key }) },
    );

  describe('a login that the browser runs', () => {
    test('is offered where the page can end it, else only the service’s', async () => {
      const login = await askToOpen();
      assert.equal(login.issuer, issuer.issuer);
      assert.equal(login.clientId, 'signing-page');
      assert.deepEqual(login.acrValues, ['urn:eid:test:high']);
      assert.equal(login.maxAge, MAX_AGE_SECONDS);
      assert.match(login.nonce ?? '', /^[A-Za-z0-9_-]{43}$/);
      for (const redirectUri of [undefined, 'https://evil.example/login/callback', `${PAGE}?more`]) {
        const request = { taskId: taskId(), ...(redirectUri !== undefined && { redirectUri }) };
        const { login: offered } = expectProblem(await service.tryToOpen(request), 'login-required');
        assert.deepEqual(Object.keys(offered ?? {}), ['id', 'startUrl']);
      }
    });

    test('opens the task by its ID token, once, and is archived as evidence', async () => {
      const login = await askToOpen();
      const idToken = mintIdToken(goodFor(login));
      const opened = await send(login, idToken);
      assert.equal(opened.status, 201, JSON.stringify(opened.body));
      assert.equal(opened.body.task.id, taskId());
      const again = expectProblem(await send(login, idToken), 'login-failed');
      assert.equal(again.reason, 'replayed');
      const [evidence] = await service.running.database.query<{
        id_token: string;
        key_set: string;
        acr: string;
      }>('select id_token, key_set, acr from logins where id = $1', [login.id]);
      assert.equal(evidence?.id_token, idToken);
      assert.equal(evidence?.acr, 'urn:eid:test:high');
      assert.ok(Array.isArray((JSON.parse(evidence?.key_set ?? '') as { keys: unknown }).keys));
    });

    test('whose answer got lost opens the same session with the same key', async () => {
      const login = await askToOpen();
      const idToken = mintIdToken(goodFor(login));
      const answers = await Promise.all([1, 2, 3].map(() => send(login, idToken, 'the-one-opening')));
      const tokens = new Set(answers.map(({ body }) => body.token));
      assert.deepEqual([...tokens], [answers[0]?.body.token]);
      assert.equal(
        expectProblem(await send(login, idToken, 'another-opening'), 'login-failed').reason,
        'replayed',
      );
    });

    test('sent twenty times at once opens one session', async () => {
      const login = await askToOpen();
      const idToken = mintIdToken(goodFor(login));
      const answers = await Promise.all(Array.from({ length: 20 }, () => send(login, idToken)));
      assert.equal(answers.filter(({ status }) => status === 201).length, 1);
      const rows = await service.running.database.query(
        `select 1 from history where data->>'loginId' = $1 and type <> 'task.authenticated'`,
        [login.id],
      );
      assert.deepEqual(rows, []);
    });

    test('is worth nothing for another login, or after ten minutes', async () => {
      const [first, second] = [await askToOpen(), await askToOpen()];
      const answer = await send(second, mintIdToken(goodFor(first)));
      assert.equal(expectProblem(answer, 'login-failed').reason, 'nonce');
      await service.holdClock(new Date(NOW.getTime() + 600_000));
      const late = await send(first, mintIdToken(goodFor(first)));
      await service.holdClock(NOW);
      assert.equal(expectProblem(late, 'login-failed').reason, 'expired');
      expectProblem(await send({ ...first, id: 'login_unknown' }, 'x.y.z'), 'task-not-found');
    });

    test('is offered thirty times in a quarter of an hour to one address, and leaves no more lines than that', async () => {
      const locked = await lockedOrder(service);
      const request = { taskId: locked.tasks[0]?.id ?? '' };
      const lines = async () => (await service.historyOf(locked)).length;
      const { login } = expectProblem(await service.tryToOpen(request, from()), 'login-required');
      const before = await lines();
      const codes = [];
      for (let tries = 0; tries < 40; tries += 1) {
        const wrong = { login: { id: login?.id ?? '', idToken: 'x.y.z' } };
        codes.push((await service.tryToOpen(wrong, from())).body.code);
      }
      assert.equal(codes.filter((code) => code === 'login-failed').length, 29);
      assert.equal(codes.filter((code) => code === 'too-many-attempts').length, 11);
      // What is sent for a login that has ended is nobody’s failure.
      assert.equal(await lines(), before + 1);
      expectProblem(await service.tryToOpen(request, from()), 'too-many-attempts');
      expectProblem(
        await service.tryToOpen(request, { 'x-forwarded-for': '198.51.100.9' }),
        'login-required',
      );
    });

    test('that counted stays as it counted, whatever is sent for it afterwards', async () => {
      const login = await askToOpen();
      const idToken = mintIdToken(goodFor(login));
      await send(login, idToken, 'the-one-opening');
      const evidence = () => service.running.database.query('select * from logins where id = $1', [login.id]);
      const before = await evidence();
      await service.holdClock(new Date(NOW.getTime() + 60_000));
      await send(login, idToken, 'the-one-opening');
      await send(login, 'x.y.z');
      await service.holdClock(NOW);
      assert.deepEqual(await evidence(), before);
      assert.equal((await send(login, idToken, 'the-one-opening')).status, 201);
    });

    test('without an ID token opens nothing, although the login’s id is right', async () => {
      const login = await askToOpen();
      expectProblem(await service.tryToOpen({ login: { id: login.id } }), 'login-failed');
    });

    test('while the eID is down is no refusal: it can be sent again', async () => {
      const other = await startTestIssuer();
      const browserClient = { clientId: 'signing-page', redirectUris: [PAGE] };
      const alone = await startTestService({ eid: configurationFor(other.issuer, { browserClient }) });
      try {
        const locked = await lockedOrder(alone);
        await alone.holdClock(NOW);
        const request = { taskId: locked.tasks[0]?.id ?? '', redirectUri: PAGE };
        const { login } = expectProblem(await alone.tryToOpen(request), 'login-required');
        assert.ok(login);
        other.answer('/jwks', (_request, response) => response.writeHead(503).end());
        const opening = { login: { id: login.id, idToken: mintIdToken(goodFor(login)) } };
        expectProblem(await alone.tryToOpen(opening), 'service-unavailable');
        other.reset();
        assert.equal((await alone.tryToOpen(opening)).status, 201);
      } finally {
        await alone.stop();
        other.close();
      }
    });
  });

  describe('somebody else’s login', () => {
    const strangers: readonly [string, Record<string, unknown>][] = [
      ['another number', { national_id: '02028012345' }],
      ['no number', { national_id: undefined }],
      ['a list with the number', { national_id: [KARI.value] }],
      ['the number as a number', { national_id: 1017012345 }],
      ['the number with a space', { national_id: `${KARI.value} ` }],
      ['the number under another name', { national_id: undefined, NATIONAL_ID: KARI.value }],
    ];
    for (const [what, claims] of strangers) {
      test(`with ${what} is told apart, and nothing more is said`, async () => {
        const login = await askToOpen();
        const answer = await send(login, mintIdToken(goodFor(login, claims)));
        const problem = expectProblem(answer, 'subject-mismatch');
        assert.doesNotMatch(JSON.stringify(problem), /Kari|0101|0202|Tenancy/);
        assert.ok(problem.login && problem.login.id !== login.id);
        // What belonged to it is worth nothing now, also in the right hands.
        expectProblem(await send(login, mintIdToken(goodFor(login))), 'login-failed');
      });
    }
  });

  describe('a hostile ID token opens nothing, and the reason is the rule that it breaks', () => {
    for (const { title, reason, change, forSeveral } of HOSTILE_ID_TOKENS) {
      test(`${title}: ${reason}`, async () => {
        const login = await askToOpen();
        const hostile = mintIdToken(goodFor(login, {}, forSeveral), change as Change);
        const answer = await send(login, hostile);
        const problem = expectProblem(answer, 'login-failed');
        assert.equal(problem.reason, reason);
        assert.ok(problem.login?.nonce && problem.login.nonce !== login.nonce);
      });
    }

    test('and the history holds each reason, and nothing of the token', async () => {
      const reasons = new Set(HOSTILE_ID_TOKENS.map(({ reason }) => reason));
      const rows = await service.running.database.query<{ reason: string }>(
        `select distinct data->>'reason' as reason from history where type = 'task.login-failed'`,
      );
      const told = rows.map((row) => row.reason);
      for (const reason of reasons) assert.ok(told.includes(reason), reason);
      const [row] = await service.running.database.query<{ text: string }>(
        `select json_agg(data)::text as text from history`,
      );
      assert.doesNotMatch(row?.text ?? '', /eyJ|person-1|0101/);
    });

    test('while the good one, with the same claims, opens', async () => {
      for (const forSeveral of [false, true]) {
        const login = await askToOpen();
        assert.equal((await send(login, mintIdToken(goodFor(login, {}, forSeveral)))).status, 201);
      }
    });
  });

  describe('an order with a login', () => {
    test('is refused without the claim that tells its signer, or without an eID', async () => {
      const request = await service.newOrder();
      const tasks = request.tasks.map((task) => ({
        ...task,
        authentication: { methods: ['urn:eid:test:high'] },
      }));
      const call = { method: 'POST', headers: service.asCustomer(), body: { ...request, tasks } };
      const refused = expectProblem(await service.call('createOrder', '/orders', call), 'invalid-request');
      assert.equal(refused.errors?.[0]?.pointer, '/tasks/0/subject/eid');
      const without = await startTestService({ eid: 'none' });
      try {
        const plain = await without.newOrder();
        const locked = plain.tasks.map((task) => ({
          ...task,
          subject: { name: 'Kari', eid: KARI },
          authentication: { methods: ['urn:eid:test:high'] },
        }));
        const body = { ...plain, tasks: locked };
        const answer = await without.call('createOrder', '/orders', {
          method: 'POST',
          headers: without.asCustomer(),
          body,
        });
        expectProblem(answer, 'invalid-request');
      } finally {
        await without.stop();
      }
    });

    test('and an artifact opens by either', async () => {
      const both = await lockedOrder(service, {
        authentication: { methods: ['urn:eid:test:high'], artifact: true },
      });
      const { artifact } = await service.artifactFor(both);
      assert.equal((await service.tryToOpen({ artifact })).status, 201);
      expectProblem(await service.tryToOpen({ taskId: both.tasks[0]?.id ?? '' }), 'login-required');
    });
  });
}
