import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import { challengeText } from '../../../../demo/service/domain/signature-challenge.ts';
import { passkeySigner, PasskeySigner } from '../../../harness/passkey-signer.ts';
import { SoftwareAuthenticator, type Misdeeds } from '../../../harness/software-authenticator.ts';
import type { Answer, TestService } from '../../../harness/test-service.ts';
import { expectProblem } from '../expect-problem.ts';
import { orderOfAnotherCustomer } from './other-customer.ts';
import { ELSEWHERE, STRANGER } from './origins.ts';
import { documentActions } from '../../../harness/signed-hashes.ts';

export function refusedAssertions(service: () => TestService): void {
  const registered = async (): Promise<PasskeySigner> => {
    const signer = await passkeySigner(service());
    await signer.register();
    return signer;
  };

  describe('a signature by passkey is refused', () => {
    const misdeeds: readonly [what: string, reason: string, misdeeds: Misdeeds][] = [
      ['made on another site', 'origin', { origin: ELSEWHERE }],
      ['made on a page below the host that the service does not know', 'origin', { origin: STRANGER }],
      ['made in the frame of a site that the service does not know', 'origin', { topOrigin: STRANGER }],
      ['made for another service', 'relying-party', { rpId: 'elsewhere.example' }],
      ['made without its user', 'user-verification', { userVerified: false }],
      ['made for something else', 'challenge', { challenge: 'c29tZXRoaW5nIGVsc2U' }],
      ['made in a ceremony of another kind', 'malformed', { type: 'webauthn.create' }],
      ['made for the account of another', 'passkey-unknown', { userHandle: 'c29tZWJvZHkgZWxzZQ' }],
    ];
    for (const [what, reason, misdeed] of misdeeds) {
      test(what, async () => {
        const kari = await registered();
        await refuses(await kari.signs(misdeed), reason);
        assert.equal((await kari.signs()).status, 200, 'It was the misdeed.');
      });
    }

    for (const part of ['signature', 'authenticatorData'] as const) {
      test(`with a forged ${part}`, async () => {
        const kari = await registered();
        const challenge = await kari.request();
        const credential = kari.authenticator.get(challenge.publicKey);
        const bytes = Buffer.from(String(credential.response[part]), 'base64url');
        // Its last byte: of the signature's second number, of the counter.
        bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 0x40, bytes.length - 1);
        const forged = {
          ...credential,
          response: { ...credential.response, [part]: bytes.toString('base64url') },
        };
        await refuses(await kari.complete(challenge, forged), 'signature');
        assert.equal((await kari.complete(challenge, credential)).status, 200);
      });
    }

    test('with the passkey of another subject', async () => {
      const ola = await registered();
      const kari = await registered();
      const challenge = await kari.request();
      await refuses(
        await kari.complete(challenge, ola.authenticator.getUnasked(challenge.publicKey)),
        'passkey-unknown',
      );
    });

    test('with the passkey of the same person at another customer', async () => {
      const subject = { name: 'Kari Nordmann', reference: 'shared-reference' };
      const kari = await passkeySigner(service(), { subject });
      await kari.register();
      const order = await orderOfAnotherCustomer(service(), {
        subject,
        name: 'tenant',
        signatureMethods: ['passkey'],
        actions: [{ document: 'contract', type: 'sign' }],
      });
      const there = new PasskeySigner(await service().open(order.tasks[0]?.id ?? ''), kari.authenticator);
      assert.equal((await there.challenge()).publicKey, undefined);
      const { publicKey } = await kari.request();
      const challenge = await there.challenge();
      await refuses(await there.complete(challenge, kari.authenticator.get(publicKey)), 'passkey-unknown');
    });

    test('that has signed before', async () => {
      const subject = { name: 'Kari Nordmann', reference: 'signs-twice' };
      const kari = await passkeySigner(service(), { subject });
      await kari.register();
      const challenge = await kari.request();
      const credential = kari.authenticator.get(challenge.publicKey);
      assert.equal((await kari.complete(challenge, credential)).status, 200);
      const next = await passkeySigner(service(), { subject }, kari.authenticator);
      await refuses(await next.complete(challenge, credential), 'challenge-unknown');
      await refuses(await next.complete(await next.request(), credential), 'challenge');
    });

    test('over the challenge of another task', async () => {
      const subject = { name: 'Kari Nordmann', reference: 'two-tasks' };
      const one = await passkeySigner(service(), { subject });
      await one.register();
      const two = await passkeySigner(service(), { subject }, one.authenticator);
      const challenge = await one.request();
      const credential = one.authenticator.get(challenge.publicKey);
      await refuses(await two.complete(challenge, credential), 'challenge-unknown');
      assert.equal((await one.complete(challenge, credential)).status, 200);
    });

    test('over other documents than those that are completed', async () => {
      const documents = [
        { name: 'contract', documentId: (await service().upload()).id, title: 'Agreement' },
        { name: 'annex', documentId: (await service().upload()).id, title: 'Annex' },
      ];
      const order = await service().order({
        documents,
        tasks: [
          {
            name: 'tenant',
            subject: { name: 'Kari Nordmann' },
            signatureMethods: ['passkey'],
            actions: [
              { document: 'contract', type: 'sign' },
              { document: 'annex', type: 'sign', optional: true },
            ],
          },
        ],
      });
      const signer = await service().open(order.tasks[0]?.id ?? '');
      const kari = new PasskeySigner(signer, new SoftwareAuthenticator(service().url));
      await kari.register();
      const challenge = await kari.request();
      const [contract] = kari.signer.task.actions;
      assert.ok(contract);
      const credential = kari.authenticator.get(challenge.publicKey);
      await refuses(await kari.complete(challenge, credential), 'challenge-for-others');
      assert.equal((await kari.complete(challenge, credential, { actions: [contract.id] })).status, 200);
    });

    test('over other words of consent', async () => {
      const kari = await registered();
      const challenge = await kari.request();
      const { task } = kari.signer;
      const digestFor = (consentSha256: string) =>
        createHash('sha256')
          .update(
            challengeText({
              taskId: task.id,
              subjectId: task.subject.id,
              documents: documentActions(task).map(({ id, document }) => ({
                actionId: id,
                sha256: document.sha256,
              })),
              consentSha256,
              random: challenge.random,
            }),
          )
          .digest('base64url');
      assert.equal(digestFor(task.consent.sha256), challenge.publicKey['challenge']);
      const other = kari.authenticator.get(challenge.publicKey, { challenge: digestFor('a'.repeat(64)) });
      await refuses(await kari.complete(challenge, other), 'challenge');
    });

    test('by a passkey that has counted further before', async () => {
      const subject = { name: 'Kari Nordmann', reference: 'counts-back' };
      const kari = await passkeySigner(service(), { subject });
      await kari.register();
      assert.equal((await kari.signs({ counter: 7 })).status, 200);
      const next = await passkeySigner(service(), { subject }, kari.authenticator);
      await refuses(await next.signs({ counter: 7 }), 'counter');
      await refuses(await next.signs({ counter: 6 }), 'counter');
      assert.equal((await next.signs({ counter: 8 })).status, 200);
    });

    test('by two copies of a passkey at once, but for one of them', async () => {
      const subject = { name: 'Kari Nordmann', reference: 'copied' };
      const one = await passkeySigner(service(), { subject });
      await one.register();
      const two = await passkeySigner(service(), { subject }, one.authenticator);
      const answers = await Promise.all([one, two].map((signer) => signer.signs<unknown>({ counter: 3 })));
      assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 400]);
    });

    test('when the challenge has expired', async () => {
      const kari = await registered();
      const challenge = await kari.request();
      const credential = kari.authenticator.get(challenge.publicKey);
      await service().holdClock(new Date(Date.parse(challenge.expiresAt) - 1));
      try {
        const reading = await kari.readChallenge(challenge.id);
        assert.equal(reading.body.status, 'pending');
        await service().holdClock(new Date(challenge.expiresAt));
        await refuses(await kari.complete(challenge, credential), 'challenge-expired');
        assert.equal((await kari.readChallenge(challenge.id)).body.status, 'failed');
      } finally {
        await service().holdClock(undefined);
      }
    });

    test('that is no assertion at all', async () => {
      const kari = await registered();
      const challenge = await kari.request();
      const right = kari.authenticator.get(challenge.publicKey);
      const wrong: Record<string, unknown>[] = [
        { ...right, response: null },
        { ...right, type: 'password' },
        { ...right, rawId: 'b3RoZXI' },
        { ...right, response: { ...right.response, clientDataJSON: 'bm8ganNvbg' } },
        { ...right, response: { ...right.response, authenticatorData: 'c2hvcnQ' } },
        { ...right, response: { ...right.response, signature: 'A'.repeat(30_000) } },
      ];
      for (const credential of wrong) {
        await refuses(await kari.complete(challenge, credential as typeof right), 'malformed');
      }
      assert.equal((await kari.complete(challenge, right)).status, 200);
    });
  });
}

async function refuses(answer: Answer<unknown>, reason: string): Promise<void> {
  assert.equal(expectProblem(answer, 'signature-invalid').reason, reason);
}
