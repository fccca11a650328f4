import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { passkeySigner, PasskeySigner, PasskeyWindow } from '../../../harness/passkey-signer.ts';
import type { TestService } from '../../../harness/test-service.ts';
import { expectProblem } from '../expect-problem.ts';

export function ceremoniesInWindows(service: () => TestService): void {
  describe('a ceremony in a window of the service', () => {
    test('makes the passkey, signs with it, and the session that asked completes with what came of it', async () => {
      const kari = await passkeySigner(service());
      const challenge = await kari.challenge();
      assert.equal(challenge.status, 'pending');
      const window = await PasskeyWindow.open(service(), challenge);
      const { creation, publicKey, title, sender, signer, documents } = window.ceremony;
      assert.deepEqual(
        { publicKey, title, sender, signer, documents },
        {
          publicKey: undefined,
          title: 'Tenancy agreement',
          sender: 'Fjord Homes',
          signer: 'Kari Nordmann',
          documents: ['Agreement'],
        },
      );
      assert.ok(creation);
      const made = await window.register(kari.authenticator.create(creation));
      assert.equal(made.status, 201, JSON.stringify(made.body));
      assert.equal((await kari.readChallenge(challenge.id)).body.status, 'pending');
      const signed = await window.sign(kari.authenticator.get(made.body.publicKey));
      assert.equal(signed.status, 204, JSON.stringify(signed.body));
      const reading = await kari.readChallenge(challenge.id);
      assert.equal(reading.body.status, 'done');
      assert.equal(reading.body.window, undefined, 'It is told once.');
      const { status, body } = await kari.complete(challenge);
      assert.equal(status, 200, JSON.stringify(body));
      assert.deepEqual(body.signature, { methods: ['passkey'] });
    });

    test('asks somebody with a passkey for a signature only', async () => {
      const kari = await passkeySigner(service());
      await kari.register();
      const challenge = await kari.challenge();
      const window = await PasskeyWindow.open(service(), challenge);
      assert.equal(window.ceremony.creation, undefined);
      assert.deepEqual(window.ceremony.publicKey, challenge.publicKey);
    });

    test('is begun once, and by its secret alone', async () => {
      const kari = await passkeySigner(service());
      const challenge = await kari.challenge();
      assert.match(challenge.window ?? '', new RegExp(`^${service().url}/passkey#[\\w-]{43}$`));
      const wrong = `${service().url}/passkey#${challenge.random}`;
      expectProblem(await PasskeyWindow.tryToOpen(service(), wrong), 'not-found');
      await PasskeyWindow.open(service(), challenge);
      expectProblem(await PasskeyWindow.tryToOpen(service(), challenge.window ?? ''), 'not-found');
    });

    test('is begun by one of twenty at once', async () => {
      const kari = await passkeySigner(service());
      const { window = '' } = await kari.challenge();
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => PasskeyWindow.tryToOpen(service(), window)),
      );
      assert.equal(answers.filter(({ status }) => status === 201).length, 1);
    });

    test('signs for nobody but the session that asked for it', async () => {
      const kari = await passkeySigner(service());
      await kari.register();
      const challenge = await kari.challenge();
      const window = await PasskeyWindow.open(service(), challenge);
      await window.sign(kari.authenticator.get(window.ceremony.publicKey ?? {}));
      const other = new PasskeySigner(await service().open(kari.taskId), kari.authenticator);
      expectProblem(await other.readChallenge(challenge.id), 'not-found');
      const problem = expectProblem(await other.complete(challenge), 'signature-invalid');
      assert.equal(problem.reason, 'challenge-of-another-session');
      assert.equal((await kari.complete(challenge)).status, 200);
    });

    test('signs nothing before it is done, nor after it was broken off', async () => {
      const kari = await passkeySigner(service());
      await kari.register();
      const challenge = await kari.challenge();
      const early = expectProblem(await kari.complete(challenge), 'signature-invalid');
      assert.equal(early.reason, 'ceremony-not-done');
      const window = await PasskeyWindow.open(service(), challenge);
      assert.equal((await window.close()).status, 204);
      assert.equal((await kari.readChallenge(challenge.id)).body.status, 'failed');
      const credential = kari.authenticator.get(window.ceremony.publicKey ?? {});
      expectProblem(await window.sign(credential), 'session-expired');
      assert.equal(
        expectProblem(await kari.complete(challenge), 'signature-invalid').reason,
        'ceremony-not-done',
      );
    });

    test('refuses what a completion would refuse, and can still be done', async () => {
      const kari = await passkeySigner(service());
      await kari.register();
      const window = await PasskeyWindow.open(service(), await kari.challenge());
      const { publicKey = {} } = window.ceremony;
      const wrong = kari.authenticator.get(publicKey, { userVerified: false });
      assert.equal(expectProblem(await window.sign(wrong), 'signature-invalid').reason, 'user-verification');
      assert.equal((await window.sign(kari.authenticator.get(publicKey))).status, 204);
    });

    test('that is done stays done, and signs once', async () => {
      const subject = { name: 'Kari Nordmann', reference: 'done-once' };
      const kari = await passkeySigner(service(), { subject });
      await kari.register();
      const challenge = await kari.challenge();
      const window = await PasskeyWindow.open(service(), challenge);
      const credential = kari.authenticator.get(window.ceremony.publicKey ?? {});
      assert.equal((await window.sign(credential)).status, 204);
      expectProblem(await window.sign(credential), 'session-expired');
      expectProblem(await window.close(), 'session-expired');
      assert.equal((await kari.readChallenge(challenge.id)).body.status, 'done');
      assert.equal((await kari.complete(challenge)).status, 200);
      expectProblem(await kari.complete(challenge, undefined, { key: 'another-attempt' }), 'task-final');
    });

    test('keeps its secrets as hashes only', async () => {
      const kari = await passkeySigner(service());
      const challenge = await kari.challenge();
      const window = await PasskeyWindow.open(service(), challenge);
      const creation = await kari.creation();
      const stored = await service().everythingStored();
      const secret = new URL(challenge.window ?? '').hash.slice(1);
      for (const secretText of [secret, window.ceremony.token, String(creation['challenge'])]) {
        assert.ok(!stored.includes(secretText));
      }
    });
  });
}
