import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type { History, SignatureChallenge, Task } from '../../../../src/task/contract.ts';
import {
  HOST_ORIGIN,
  startTestService,
  type Signer,
  type TestService,
} from '../../../harness/test-service.ts';
import { goodIdToken, mintIdToken } from '../../adapters/openid/id-token-cases.ts';
import { ACR, configurationFor, MAX_AGE_SECONDS, NOW } from '../../adapters/openid/openid-sample.ts';
import { startTestIssuer, type TestIssuer } from '../../adapters/openid/test-issuer.ts';
import { expectProblem } from '../expect-problem.ts';
import { KARI } from './locked-order.ts';
import { documentActions } from '../../../harness/signed-hashes.ts';

const PAGE = `${HOST_ORIGIN}/login/callback`;

/** Signing with an eID: the task itself is open to whoever has the link. */
export function signByEid(): void {
  let issuer: TestIssuer;
  let service: TestService;

  before(async () => {
    issuer = await startTestIssuer();
    service = await startTestService({
      eid: {
        ...configurationFor(issuer.issuer, {
          browserClient: { clientId: 'signing-page', redirectUris: [PAGE] },
        }),
        signatureAcrValues: [ACR],
      },
    });
    await service.holdClock(NOW);
  });
  after(async () => {
    await service.stop();
    issuer.close();
  });

  async function signer(part: object = {}): Promise<Signer> {
    const order = await service.orderOf({
      subject: { name: 'Kari Nordmann', eid: KARI },
      signatureMethods: ['eid'],
      ...part,
    });
    return service.open({ taskId: order.tasks[0]?.id ?? '' });
  }

  async function challengeFor(who: Signer, request: object = {}): Promise<SignatureChallenge> {
    const answer = await askFor(who, request);
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    return answer.body;
  }
  const askFor = (who: Signer, request: object = {}) =>
    service.call<SignatureChallenge>(
      'createSignatureChallenge',
      `/tasks/${who.task.id}/signature-challenges`,
      {
        method: 'POST',
        headers: who.headers,
        body: { method: 'eid', redirectUri: PAGE, ...request },
      },
    );

  function tokenFor({ login }: SignatureChallenge, change: { nonce?: string; claims?: object } = {}): string {
    return mintIdToken(
      goodIdToken({
        issuer: issuer.issuer,
        clientId: 'signing-page',
        nonce: change.nonce ?? login?.nonce ?? '',
        acr: ACR,
        nowSeconds: NOW.getTime() / 1000,
        maxAgeSeconds: MAX_AGE_SECONDS,
        claims: { national_id: KARI.value, ...change.claims },
      }),
    );
  }
  const sign = <Body = Task>(
    who: Signer,
    challenge: SignatureChallenge,
    idToken: string,
    key = 'the-one-press',
  ) =>
    who.complete<Body>({
      key,
      body: who.completion({ signature: { method: 'eid', login: { id: challenge.id, idToken } } }),
    });

  describe('a signature with an eID', () => {
    test('is made by logging in for it, and is archived with what proves it', async () => {
      const kari = await signer();
      const challenge = await challengeFor(kari);
      const idToken = tokenFor(challenge);
      const done = await sign(kari, challenge, idToken);
      assert.equal(done.status, 200, JSON.stringify(done.body));
      assert.deepEqual(done.body.signature, { methods: ['eid'] });
      const [row] = await service.running.database.query<{
        completion: { signature: { [key: string]: string }[] };
      }>('select completion from tasks where id = $1', [kari.task.id]);
      const [evidence] = row?.completion.signature ?? [];
      assert.equal(evidence?.loginId, challenge.id);
      assert.equal(evidence?.acr, ACR);
      assert.equal(evidence?.idTokenSha256, createHash('sha256').update(idToken).digest('hex'));
      assert.ok(
        !JSON.stringify(row).includes(idToken),
        'the token itself is with the login, not in the evidence',
      );
    });

    test('is over the documents, the consent and the subject: the nonce can be worked out again', async () => {
      const kari = await signer();
      const { login, random } = await challengeFor(kari);
      const { task } = kari;
      // RFC 8785 by hand: members in order, no white space.
      const text = JSON.stringify({
        consent: task.consent.sha256,
        documents: documentActions(task).map(({ id, document }) => ({ action: id, sha256: document.sha256 })),
        random,
        subject: task.subject.id,
        task: task.id,
      });
      assert.equal(login?.nonce, createHash('sha256').update(text).digest('base64url'));
    });

    test('asks for the login anew, at the level that the service wants', async () => {
      const kari = await signer();
      const { login } = await challengeFor(kari);
      assert.deepEqual(login?.acrValues, [ACR]);
      const [row] = await service.running.database.query<{ afresh: boolean }>(
        'select afresh from logins where id = $1',
        [login?.id],
      );
      assert.equal(row?.afresh, true);
    });

    for (const [what, code, reason, mint] of [
      ['for another signature', 'login-failed', 'nonce', (c) => tokenFor(c, { nonce: 'of-another-login' })],
      [
        'by somebody else',
        'subject-mismatch',
        undefined,
        (c) => tokenFor(c, { claims: { national_id: '02028054321' } }),
      ],
    ] as readonly (readonly [
      string,
      'login-failed' | 'subject-mismatch',
      string | undefined,
      (c: SignatureChallenge) => string,
    ])[]) {
      test(`is refused when the login was ${what}, and nothing is signed`, async () => {
        const kari = await signer();
        const challenge = await challengeFor(kari);
        const refused = await sign(kari, challenge, mint(challenge));
        assert.equal(expectProblem(refused as never, code).reason, reason);
        assert.equal((await kari.read()).body.status, 'ready');
        const spent = await sign(kari, challenge, tokenFor(challenge), 'another-press');
        assert.notEqual(spent.status, 200, 'a login that has failed is worth nothing any more');
      });
    }

    test('is refused for other documents than it was made for', async () => {
      const [first, second] = [await service.upload(), await service.upload()];
      const created = await service.createOrder({
        title: 'Two documents',
        documents: [
          { name: 'a', documentId: first.id, title: 'A' },
          { name: 'b', documentId: second.id, title: 'B' },
        ],
        tasks: [
          {
            name: 'tenant',
            subject: { name: 'Kari Nordmann', eid: KARI },
            signatureMethods: ['eid'],
            actions: [
              { document: 'a', type: 'sign' },
              { document: 'b', type: 'sign', optional: true },
            ],
          },
        ],
      });
      const kari = await service.open({ taskId: created.tasks[0]?.id ?? '' });
      const forOne = await challengeFor(kari);
      const both = await sign(kari, forOne, tokenFor(forOne));
      assert.equal(expectProblem(both as never, 'signature-invalid').reason, 'challenge-for-others');
      const forBoth = await challengeFor(kari, { actions: kari.task.actions.map(({ id }) => id) });
      assert.equal((await sign(kari, forBoth, tokenFor(forBoth), 'another-press')).status, 200);
    });

    test('is refused with the challenge of another task', async () => {
      const [kari, other] = [await signer(), await signer()];
      const challenge = await challengeFor(other);
      const refused = await sign(kari, challenge, tokenFor(challenge));
      assert.equal(expectProblem(refused as never, 'signature-invalid').reason, 'challenge-unknown');
    });

    test('does not open a task, as a login that opens one does not sign', async () => {
      const kari = await signer();
      const challenge = await challengeFor(kari);
      const opened = await service.tryToOpen({ login: { id: challenge.id, idToken: tokenFor(challenge) } });
      assert.equal(expectProblem(opened, 'login-failed').reason, 'nonce');
    });

    test('sent again with its key has the same answer, also when its challenge has expired', async () => {
      const kari = await signer();
      const challenge = await challengeFor(kari);
      const etag = (await kari.read()).headers.get('etag');
      const body = kari.completion({
        signature: { method: 'eid', login: { id: challenge.id, idToken: tokenFor(challenge) } },
      });
      const first = await kari.complete({ etag, body });
      await service.holdClock(new Date(NOW.getTime() + 20 * 60_000));
      const later = await service.open({ taskId: kari.task.id }, { 'idempotency-key': 'opened-later' });
      const again = await later.complete({ etag, body });
      await service.holdClock(NOW);
      assert.equal(again.status, 200);
      assert.deepEqual(again.body, first.body);
    });

    test('is refused ten minutes after its challenge was made', async () => {
      const kari = await signer();
      const challenge = await challengeFor(kari);
      const idToken = tokenFor(challenge);
      await service.holdClock(new Date(NOW.getTime() + 10 * 60_000));
      const refused = await sign(kari, challenge, idToken);
      await service.holdClock(NOW);
      assert.equal(expectProblem(refused as never, 'signature-invalid').reason, 'challenge-expired');
    });

    test('sent twenty times at once, each with a key of its own, signs once', async () => {
      const kari = await signer();
      const challenge = await challengeFor(kari);
      const idToken = tokenFor(challenge);
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, at) => sign(kari, challenge, idToken, `press-number-${at}`)),
      );
      assert.equal(answers.filter(({ status }) => status === 200).length, 1);
      const { body } = await service.call<History>(
        'readOrderHistory',
        `/orders/${kari.task.order.id}/history`,
        {
          headers: service.asCustomer(),
        },
      );
      assert.equal(body.entries.filter(({ type }) => type === 'task.completed').length, 1);
    });

    test('cannot be asked for where the task does not take it, nor after its end', async () => {
      const byConsent = await signer({ signatureMethods: ['consent'] });
      expectProblem((await askFor(byConsent)) as never, 'signature-invalid');
      await byConsent.complete();
      expectProblem((await askFor(byConsent)) as never, 'task-final');
    });

    test('is one of two where all are asked for', async () => {
      const kari = await signer({ signatureMethods: ['consent', 'eid'], signatureRequires: 'all' });
      const challenge = await challengeFor(kari);
      const eid = { method: 'eid', login: { id: challenge.id, idToken: tokenFor(challenge) } } as const;
      const alone = await kari.complete({ key: 'only-the-eid', body: kari.completion({ signature: eid }) });
      assert.equal(expectProblem(alone as never, 'signature-invalid').reason, 'signature-count');
      const both = await kari.complete({
        body: kari.completion({ signature: [{ method: 'consent' }, eid] }),
      });
      assert.deepEqual(both.body.signature?.methods, ['consent', 'eid']);
    });

    test('needs an order that says whose eID it is', async () => {
      const upload = await service.upload();
      const answer = await service.call('createOrder', '/orders', {
        method: 'POST',
        headers: service.asCustomer(),
        body: {
          title: 'Nobody',
          documents: [{ name: 'a', documentId: upload.id, title: 'A' }],
          tasks: [
            {
              name: 'tenant',
              subject: { name: 'Kari Nordmann' },
              signatureMethods: ['eid'],
              actions: [{ document: 'a', type: 'sign' }],
            },
          ],
        },
      });
      const { errors } = expectProblem(answer, 'invalid-request');
      assert.equal(errors?.[0]?.pointer, '/tasks/0/subject/eid');
    });
  });
}
