import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Order } from '../../../../src/task/contract.ts';
import { passkeySigner, PasskeySigner } from '../../../harness/passkey-signer.ts';
import { SoftwareAuthenticator, type Misdeeds } from '../../../harness/software-authenticator.ts';
import type { TestService } from '../../../harness/test-service.ts';
import { expectProblem } from '../expect-problem.ts';
import { ELSEWHERE } from './origins.ts';

export function registering(service: () => TestService): void {
  describe('a passkey is made', () => {
    test('for somebody whose account tells nobody who it is', async () => {
      const reference = 'reference-of-kari';
      const kari = await passkeySigner(service(), { subject: { name: 'Kari Nordmann', reference } });
      const creation = await kari.creation();
      const user = creation['user'] as { id: string; name: string };
      assert.equal(Buffer.from(user.id, 'base64url').length, 32);
      assert.ok(!JSON.stringify(creation).includes(reference));
      assert.deepEqual(creation['rp'], { id: 'localhost', name: 'localhost' });
      assert.equal(
        (creation['authenticatorSelection'] as { userVerification: string }).userVerification,
        'required',
      );
      const again = await kari.creation();
      assert.equal((again['user'] as { id: string }).id, user.id, 'The account is the same.');
      assert.notEqual(again['challenge'], creation['challenge']);
    });

    test('and the history tells it', async () => {
      const kari = await passkeySigner(service());
      await kari.register();
      const { order } = kari.signer.task;
      const told = await service().historyOf({ id: order.id } as Order);
      assert.ok(told.includes('task.passkey-registered'));
    });

    test('once for each challenge', async () => {
      const kari = await passkeySigner(service());
      const creation = await kari.creation();
      const credential = kari.authenticator.create(creation);
      assert.equal((await kari.tryToRegister({ credential })).status, 201);
      const again = kari.authenticator.create(creation);
      expectRefusal(await kari.tryToRegister({ credential: again }), 'challenge');
    });

    test('and not for a challenge that failed once', async () => {
      const kari = await passkeySigner(service());
      const creation = await kari.creation();
      const wrong = kari.authenticator.create(creation, { origin: ELSEWHERE });
      expectRefusal(await kari.tryToRegister({ credential: wrong }), 'origin');
      expectRefusal(
        await kari.tryToRegister({ credential: kari.authenticator.create(creation) }),
        'challenge',
      );
    });

    const misdeeds: readonly [what: string, reason: string, misdeeds: Misdeeds][] = [
      ['on another site', 'origin', { origin: ELSEWHERE }],
      ['for another service', 'relying-party', { rpId: 'elsewhere.example' }],
      ['without its user', 'user-verification', { userVerified: false }],
      ['for a challenge that was made up', 'challenge', { challenge: 'bWFkZSB1cA' }],
    ];
    for (const [what, reason, misdeed] of misdeeds) {
      test(`but not ${what}`, async () => {
        const kari = await passkeySigner(service());
        const credential = kari.authenticator.create(await kari.creation(), misdeed);
        expectRefusal(await kari.tryToRegister({ credential }), reason);
        assert.equal((await kari.challenge()).publicKey, undefined);
      });
    }

    test('but not for the challenge of another session, of the same task or of another', async () => {
      const kari = await passkeySigner(service());
      const creation = await kari.creation();
      const beside = new PasskeySigner(await service().open(kari.taskId), kari.authenticator);
      const other = await passkeySigner(service(), {}, kari.authenticator);
      for (const stranger of [beside, other]) {
        const credential = kari.authenticator.create(creation);
        expectRefusal(await stranger.tryToRegister({ credential }), 'challenge');
      }
      const credential = kari.authenticator.create(creation);
      assert.equal((await kari.tryToRegister({ credential })).status, 201);
    });

    test('within ten minutes', async () => {
      const kari = await passkeySigner(service());
      const credential = kari.authenticator.create(await kari.creation());
      await service().holdClock(new Date(Date.now() + 10 * 60_000));
      try {
        expectRefusal(await kari.tryToRegister({ credential }), 'challenge');
      } finally {
        await service().holdClock(undefined);
      }
    });

    test('under an id that nobody has', async () => {
      const ola = await passkeySigner(service());
      const first = ola.authenticator.create(await ola.creation());
      assert.equal((await ola.tryToRegister({ credential: first })).status, 201);
      const kari = await passkeySigner(service());
      const { authenticator } = kari;
      const copied = authenticator.create(await kari.creation(), { credentialId: first.id });
      expectRefusal(await kari.tryToRegister({ credential: copied }), 'passkey-known');
    });

    test('but not beside another by whoever merely holds the link', async () => {
      const subject = { name: 'Kari Nordmann', reference: 'has-a-passkey' };
      const kari = await passkeySigner(service(), { subject });
      const early = await passkeySigner(service(), { subject });
      const earlyCredential = early.authenticator.create(await early.creation());
      await kari.register();
      const problem = expectProblem(await early.tryToRegister({ credential: earlyCredential }), 'forbidden');
      assert.equal(problem.reason, 'passkey-exists');
      assert.equal(expectProblem(await kari.tryToRegister({}), 'forbidden').reason, 'passkey-exists');
    });

    test('beside another by whom the customer has logged in, who signs with either', async () => {
      const subject = { name: 'Kari Nordmann', reference: 'has-two-passkeys' };
      const first = await passkeySigner(service(), { subject });
      await first.register();
      const order = await service().orderOf({
        subject,
        authentication: { artifact: true },
        signatureMethods: ['passkey'],
      });
      const { artifact } = await service().artifactFor(order);
      const phone = new SoftwareAuthenticator(first.authenticator.origin);
      const second = new PasskeySigner(await service().open({ artifact }), phone);
      const known = (await second.creation())['excludeCredentials'] as { id: string }[];
      assert.equal(known.length, 1, 'The first device is not to make another.');
      await second.register();
      assert.equal((await second.signs()).status, 200);
      assert.equal((await first.signs()).status, 200);
    });

    test('but not for a task that takes none', async () => {
      const order = await service().orderOf({ signatureMethods: ['consent'] });
      const signer = await service().open(order.tasks[0]?.id ?? '');
      const kari = new PasskeySigner(signer, new SoftwareAuthenticator(service().url));
      expectProblem(await kari.tryToRegister({}), 'signature-invalid');
    });
  });
}

function expectRefusal(answer: Parameters<typeof expectProblem>[0], reason: string): void {
  assert.equal(expectProblem(answer, 'signature-invalid').reason, reason);
}
