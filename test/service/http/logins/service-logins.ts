import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Order, Problem, SignatureChallenge, TaskSession } from '../../../../src/task/contract.ts';
import { HOST_ORIGIN, startTestService, type TestService } from '../../../harness/test-service.ts';
import { BrowserWithoutScripts, freePort, isLoginPage, type Place } from '../../../eid/eid-client.ts';
import { startEid, type RunningEid } from '../../../../demo/eid/start-eid.ts';
import { ask, expectProblem } from '../expect-problem.ts';
import { KARI, lockedOrder } from './locked-order.ts';

const SECRET = 'a-client-secret-of-32-characters';
const RETURN = `${HOST_ORIGIN}/agreements/7?tab=2#/sign`;

export function logInByService(): void {
  let eid: RunningEid;
  let service: TestService;
  let order: Order;

  before(async () => {
    const [eidPort, servicePort] = [await freePort(), await freePort()];
    const issuer = `http://localhost:${eidPort}`;
    service = await startTestService({
      port: servicePort,
      eid: {
        issuer,
        scope: 'openid profile national_id',
        maxAgeSeconds: 900,
        serviceClient: { clientId: 'signing-service', clientSecret: SECRET },
      },
    });
    eid = await startEid({
      host: 'localhost',
      port: eidPort,
      publicUrl: issuer,
      browserClient: { clientId: 'signing-widget', redirectUris: [`${HOST_ORIGIN}/x`], origins: [] },
      serviceClient: {
        clientId: 'signing-service',
        clientSecret: SECRET,
        redirectUris: [`${service.url}/logins/callback`],
      },
      logLevel: 'silent',
    });
    order = await lockedOrder(service);
  });
  after(async () => {
    await service.stop();
    await eid.stop();
  });

  const taskId = () => order.tasks[0]?.id ?? '';
  async function offeredLogin(): Promise<{ id: string; startUrl: string }> {
    const { login } = expectProblem(await service.tryToOpen({ taskId: taskId() }), 'login-required');
    assert.ok(login);
    return login;
  }
  const goTo = (url: string) => ask(url, { redirect: 'manual', headers: { accept: 'text/html' } });
  const locationOf = ({ status, headers }: { status: number; headers: Headers }) => {
    assert.equal(status, 303);
    return new URL(headers.get('location') ?? '');
  };

  /** From the service to the eID, a person's choice there, and back to the service's callback. */
  async function atTheEid(startUrl: string, choose: 'login' | 'cancel', who?: string): Promise<string> {
    const browser = new BrowserWithoutScripts(eid.url);
    const authorization = locationOf(await goTo(startUrl));
    const page: Place = await browser.open(authorization);
    assert.ok(isLoginPage(page));
    const back = await browser.answer(page, choose, who);
    assert.equal(back.kind, 'client');
    return back.url.href;
  }
  const withReturn = (startUrl: string, to = RETURN) => `${startUrl}?return=${encodeURIComponent(to)}`;
  const fragmentOf = (url: URL) => new URLSearchParams(url.hash.replace(/^#\/sign&/, '').replace(/^#/, ''));

  describe('a login that the service runs', () => {
    test('comes back to the page with an artifact that opens the task', async () => {
      const login = await offeredLogin();
      const back = locationOf(
        await goTo(await atTheEid(withReturn(login.startUrl), 'login', 'test-kari-nordmann')),
      );
      assert.ok(back.href.startsWith(`${RETURN}&artifact=`), back.href);
      assert.equal(fragmentOf(back).get('login'), login.id);
      const artifact = fragmentOf(back).get('artifact') ?? '';
      const opened = await service.tryToOpen<TaskSession>({ artifact });
      assert.equal(opened.status, 201);
      const signer = await service.open(
        { artifact: await freshArtifact() },
        { 'idempotency-key': 'a-second-session' },
      );
      await signer.complete();
      const [row] = await service.running.database.query<{
        completion: { authentication: { by: string; acr: string; idTokenSha256: string } };
      }>('select completion from tasks where id = $1', [taskId()]);
      assert.equal(row?.completion.authentication.by, 'eid');
      assert.equal(row?.completion.authentication.acr, 'urn:eid:test:high');
      assert.match(row?.completion.authentication.idTokenSha256 ?? '', /^[0-9a-f]{64}$/);
      order = await lockedOrder(service);
    });

    async function freshArtifact(): Promise<string> {
      const login = await offeredLogin();
      const back = locationOf(await goTo(await atTheEid(login.startUrl, 'login', 'test-kari-nordmann')));
      assert.ok(back.href.startsWith(`${service.url}/tasks/${taskId()}#artifact=`));
      return fragmentOf(back).get('artifact') ?? '';
    }

    test('for a signature comes back with what signs it: once, for whoever logged in, and nothing else', async () => {
      const unlocked = await service.orderOf({
        subject: { name: 'Kari Nordmann', eid: KARI },
        signatureMethods: ['eid'],
        authentication: { methods: ['urn:eid:test:high'], artifact: true },
      });
      const { artifact: way = '' } = await service.artifactFor(unlocked);
      const kari = await service.open({ artifact: way });
      const { body: challenge } = await service.call<SignatureChallenge>(
        'createSignatureChallenge',
        `/tasks/${kari.task.id}/signature-challenges`,
        { method: 'POST', headers: kari.headers, body: { method: 'eid' } },
      );
      assert.deepEqual(Object.keys(challenge.login ?? {}), ['id', 'startUrl']);
      const back = locationOf(
        await goTo(
          await atTheEid(withReturn(challenge.login?.startUrl ?? ''), 'login', 'test-kari-nordmann'),
        ),
      );
      assert.equal(fragmentOf(back).get('login'), challenge.id);
      const artifact = fragmentOf(back).get('artifact') ?? '';
      expectProblem(await service.tryToOpen({ artifact }), 'task-not-found');

      const complete = (login: object, key: string) =>
        kari.complete<Problem>({
          key,
          body: kari.completion({ signature: { method: 'eid', login: { id: challenge.id, ...login } } }),
        });
      // Whoever only knows of the challenge has not been at the eID.
      expectProblem(await complete({}, 'without-a-proof'), 'login-failed');
      expectProblem(await complete({ artifact: 'of-somebody-else' }, 'with-a-wrong-proof'), 'login-failed');
      const done = await complete({ artifact }, 'with-the-proof');
      assert.equal(done.status, 200, JSON.stringify(done.body));
    });

    for (const [what, choose, who, told] of [
      ['is cancelled', 'cancel', undefined, 'cancelled'],
      ['is somebody else’s', 'login', 'test-ola-hansen', 'mismatch'],
      ['is at a lower level', 'login', 'test-ingrid-berg', 'failed'],
    ] as const) {
      test(`that ${what} comes back with the reason, and opens nothing`, async () => {
        const login = await offeredLogin();
        const back = locationOf(await goTo(await atTheEid(withReturn(login.startUrl), choose, who)));
        assert.equal(fragmentOf(back).get('login-error'), told);
        assert.equal(fragmentOf(back).get('login'), login.id);
        assert.equal(fragmentOf(back).get('artifact'), null);
      });
    }

    test('after somebody else’s asks anew who it is, although the eID still knows the last one', async () => {
      const browser = new BrowserWithoutScripts(eid.url);
      const visit = async (who: string) => {
        const login = await offeredLogin();
        const page = await browser.open(locationOf(await goTo(login.startUrl)));
        const back = isLoginPage(page) ? await browser.answer(page, 'login', who) : page;
        assert.equal(back.kind, 'client');
        return { asked: isLoginPage(page), end: fragmentOf(locationOf(await goTo(back.url.href))) };
      };
      assert.equal((await visit('test-ola-hansen')).end.get('login-error'), 'mismatch');
      const right = await visit('test-kari-nordmann');
      assert.equal(right.asked, true);
      const artifact = right.end.get('artifact') ?? '';
      assert.equal((await service.tryToOpen({ artifact })).status, 201);
      // Once the right one has been in, the eID’s memory serves.
      assert.equal((await visit('test-kari-nordmann')).asked, false);
    });

    test('is not spent by a HEAD, as of whoever looks a link over', async () => {
      const login = await offeredLogin();
      const callback = await atTheEid(login.startUrl, 'login', 'test-kari-nordmann');
      const head = await fetch(callback, { method: 'HEAD', redirect: 'manual' });
      assert.equal(head.status, 404);
      assert.ok(fragmentOf(locationOf(await goTo(callback))).get('artifact'));
    });

    test('ends once: the same callback again leads nowhere', async () => {
      const login = await offeredLogin();
      const callback = await atTheEid(login.startUrl, 'login', 'test-kari-nordmann');
      locationOf(await goTo(callback));
      assert.equal((await goTo(callback)).status, 404);
      const url = `${service.url}/logins/callback?state=made-up&code=x`;
      const unknown = await goTo(url);
      assert.equal(unknown.status, 404);
      // A person is told so in words, and a program in the protocol's.
      assert.match(String(unknown.body), /<h1>This login cannot go on<\/h1>/);
      assert.doesNotMatch(String(unknown.body), /made-up/);
      expectProblem(await ask(url), 'task-not-found');
      const norwegian = { accept: 'text/html', 'accept-language': 'nb' };
      assert.match(String((await ask(url, { headers: norwegian })).body), /Denne innloggingen/);
    });

    test('begun again, as by the back button, is ended by the last beginning only', async () => {
      const login = await offeredLogin();
      const first = await atTheEid(login.startUrl, 'login', 'test-kari-nordmann');
      const second = await atTheEid(login.startUrl, 'login', 'test-kari-nordmann');
      assert.equal((await goTo(first)).status, 404);
      assert.ok(fragmentOf(locationOf(await goTo(second))).get('artifact'));
    });

    test('returns to registered origins only', async () => {
      const { startUrl } = await offeredLogin();
      for (const evil of [
        'https://evil.example/',
        `${HOST_ORIGIN}.evil.example/`,
        `${HOST_ORIGIN}@evil.example/`,
        'http://user@127.0.0.1:4100/',
        'javascript:alert(1)',
        '//evil.example',
      ]) {
        expectProblem(await ask(withReturn(startUrl, evil)), 'invalid-request');
        assert.equal((await goTo(withReturn(startUrl, evil))).status, 400);
      }
    });

    test('that has run out by then says so', async () => {
      const login = await offeredLogin();
      await service.running.database.query(
        `update logins set expires_at = service_now() - interval '1 second' where id = $1`,
        [login.id],
      );
      const back = locationOf(await goTo(withReturn(login.startUrl)));
      assert.equal(fragmentOf(back).get('login-error'), 'failed');
    });

    test('with an answer of another provider mixed in is refused (RFC 9207)', async () => {
      const login = await offeredLogin();
      const callback = new URL(await atTheEid(login.startUrl, 'login', 'test-kari-nordmann'));
      callback.searchParams.set('iss', 'https://other.example');
      assert.equal(fragmentOf(locationOf(await goTo(callback.href))).get('login-error'), 'failed');
    });

    test('keeps no secret where it can be read: state, verifier, code and artifact', async () => {
      const login = await offeredLogin();
      const authorization = locationOf(await goTo(login.startUrl));
      const state = authorization.searchParams.get('state') ?? '';
      const nonce = authorization.searchParams.get('nonce') ?? '';
      assert.equal(authorization.searchParams.get('code_challenge_method'), 'S256');
      const stored = await service.everythingStored();
      for (const secret of [state, nonce]) assert.ok(secret.length > 20 && !stored.includes(secret));
    });
  });
}
