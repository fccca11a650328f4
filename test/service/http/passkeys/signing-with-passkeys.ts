import assert from 'node:assert/strict';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { describe, test } from 'node:test';
import { canonicalJson, type JsonValue } from '../../../../demo/service/domain/canonical-json.ts';
import type {
  CompletionEvidence,
  PasskeySignatureEvidence,
} from '../../../../demo/service/storage/order-record.ts';
import { passkeySigner } from '../../../harness/passkey-signer.ts';
import type { TestService } from '../../../harness/test-service.ts';
import { BELOW, ELSEWHERE } from './origins.ts';

export function signingWithPasskeys(service: () => TestService): void {
  describe('a passkey', () => {
    test('signs a task, which is sealed, and a repeat of the completion gets the same answer', async () => {
      const kari = await passkeySigner(service());
      await kari.register();
      const challenge = await kari.request();
      const credential = kari.authenticator.get(challenge.publicKey);
      const signed = await kari.complete(challenge, credential);
      assert.equal(signed.status, 200, JSON.stringify(signed.body));
      assert.equal(signed.body.status, 'completed');
      assert.deepEqual(signed.body.signature, { methods: ['passkey'] });
      const again = await kari.complete(challenge, credential);
      assert.equal(again.status, 200);
      assert.deepEqual(again.body, signed.body);
      await service().orderReaches(kari.signer.task.order.id, 'completed');
    });

    test('is asked to verify its user, for the name of the service, and for this subject only', async () => {
      const kari = await passkeySigner(service());
      const { publicKey: none } = await kari.challenge();
      assert.equal(none, undefined, 'There is nothing to sign with.');
      const { id } = await kari.register();
      const { publicKey } = await kari.request();
      assert.equal(publicKey['rpId'], 'localhost');
      assert.equal(publicKey['userVerification'], 'required');
      assert.deepEqual(publicKey['allowCredentials'], [{ id, transports: ['internal'], type: 'public-key' }]);
      const other = await passkeySigner(service());
      assert.equal((await other.challenge()).publicKey, undefined);
    });

    test('leaves evidence that anyone can verify later, without the service', async () => {
      const kari = await passkeySigner(service());
      await kari.register();
      const { status } = await kari.signs();
      assert.equal(status, 200);
      const evidence = await evidenceOf(service(), kari.taskId);
      const signature = passkeyEvidenceIn(evidence);

      // What was to be signed follows from the documents and the consent.
      const text = canonicalJson({
        task: evidence.taskId,
        subject: evidence.subjectId,
        documents: evidence.documents.map(({ actionId, sha256 }) => ({ action: actionId, sha256 })),
        consent: evidence.consent.sha256,
        random: signature.random,
      } satisfies JsonValue);
      const clientDataBytes = Buffer.from(signature.clientDataJSON, 'base64url');
      const clientData = JSON.parse(clientDataBytes.toString()) as { challenge: string; origin: string };
      assert.equal(clientData.challenge, hash(Buffer.from(text)).toString('base64url'));
      assert.equal(clientData.origin, signature.origin);

      // And it was signed by the key, for the service's name.
      const data = Buffer.from(signature.authenticatorData, 'base64url');
      assert.deepEqual(data.subarray(0, 32), hash(Buffer.from(signature.rpId)));
      const cose = Buffer.from(signature.publicKey, 'base64url');
      const key = createPublicKey({
        format: 'jwk',
        key: {
          kty: 'EC',
          crv: 'P-256',
          x: cose.subarray(10, 42).toString('base64url'),
          y: cose.subarray(45, 77).toString('base64url'),
        },
      });
      const signed = Buffer.concat([data, hash(clientDataBytes)]);
      assert.ok(verify('sha256', signed, key, Buffer.from(signature.signature, 'base64url')));
      assert.equal(signature.registeredBy, 'link');
      assert.ok(Date.parse(signature.registeredAt) <= Date.parse(evidence.completedAt));
    });

    test('of a person signs their other tasks of the same customer', async () => {
      const subject = { name: 'Kari Nordmann', reference: 'customer-number-42' };
      const first = await passkeySigner(service(), { subject });
      await first.register();
      const second = await passkeySigner(service(), { subject }, first.authenticator);
      assert.equal((await second.signs()).status, 200);
    });

    test('of a person with an eID follows the claim where there is no reference', async () => {
      const eid = { claim: 'national_id', value: '01017012345' };
      const first = await passkeySigner(service(), { subject: { name: 'Kari', eid } });
      await first.register();
      const second = await passkeySigner(service(), { subject: { name: 'K. N.', eid } }, first.authenticator);
      assert.equal((await second.signs()).status, 200);
    });

    test('of somebody without a lasting name signs the task that it was made for, and no other', async () => {
      const subject = { name: 'Kari Nordmann' };
      const first = await passkeySigner(service(), { subject });
      await first.register();
      assert.ok((await first.challenge()).publicKey);
      const second = await passkeySigner(service(), { subject });
      assert.equal((await second.challenge()).publicKey, undefined);
    });

    test('signs beside another way where the task asks for both', async () => {
      const kari = await passkeySigner(service(), { signatureRequires: 'all' });
      await kari.register();
      const challenge = await kari.request();
      const credential = kari.authenticator.get(challenge.publicKey);
      const signature = [
        { method: 'consent' as const },
        { method: 'passkey' as const, challenge: challenge.id, credential },
      ];
      const { status, body } = await kari.signer.complete({ body: kari.signer.completion({ signature }) });
      assert.equal(status, 200, JSON.stringify(body));
    });

    test('that does not count its uses, as one on several devices, signs again and again', async () => {
      const kari = await passkeySigner(service());
      await kari.register();
      assert.equal((await kari.signs({ counter: 0 })).status, 200);
      const next = await passkeySigner(service(), {
        subject: { name: 'Kari', reference: 'counts-nothing' },
      });
      await next.register();
      const more = await passkeySigner(
        service(),
        { subject: { name: 'Kari', reference: 'counts-nothing' } },
        next.authenticator,
      );
      assert.equal((await next.signs({ counter: 0 })).status, 200);
      assert.equal((await more.signs({ counter: 0 })).status, 200);
    });

    test('signs on a page below the host of the service, and in its page within the frame of a customer', async () => {
      const below = await passkeySigner(service());
      await below.register();
      assert.equal((await below.signs({ origin: BELOW })).status, 200);
      const framed = await passkeySigner(service());
      await framed.register();
      assert.equal((await framed.signs({ topOrigin: ELSEWHERE })).status, 200);
    });

    test('does not tell the reference of its subject, in an answer or in its table', async () => {
      const reference = 'a reference that nobody reads';
      const kari = await passkeySigner(service(), { subject: { name: 'Kari Nordmann', reference } });
      await kari.register();
      const answers = JSON.stringify([await kari.request(), (await kari.signer.read()).body]);
      assert.ok(!answers.includes(reference));
      const passkeys = await service().running.database.query('select * from passkeys');
      assert.ok(passkeys.length > 0);
      assert.ok(!JSON.stringify(passkeys).includes(reference));
    });
  });
}

async function evidenceOf(service: TestService, taskId: string): Promise<CompletionEvidence> {
  const [row] = await service.running.database.query<{ completion: CompletionEvidence }>(
    'select completion from tasks where id = $1',
    [taskId],
  );
  assert.ok(row);
  return row.completion;
}

function passkeyEvidenceIn({ signature }: CompletionEvidence): PasskeySignatureEvidence {
  const found = signature.find((one) => one.method === 'passkey');
  assert.ok(found?.method === 'passkey');
  return found;
}

function hash(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
