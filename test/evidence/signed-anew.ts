/** What not even the service can make true by signing it again: others vouch for it. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sha256 } from '../../demo/service/use-cases/service-context.ts';
import type { Evidence } from '../../src/task/contract.ts';
import type { ProblemCode } from '../verifier/findings.ts';
import { changed, flipped, found, verified, type GetSample, type Open } from './checked.ts';
import { completion, rehashed, signature, tasks } from './other-completion.ts';

export function signedAnew(sample: GetSample): void {
  describe('evidence that the service itself has signed anew is refused', () => {
    for (const [what, code, change] of [
      [
        'a signature was drawn differently',
        'time-stamp-imprint',
        (copy) => {
          signature(copy, 1)['svg'] = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>';
          rehashed(copy, 1);
        },
      ],
      [
        'a completion has another hash',
        'completion',
        (copy) => (tasks(copy)[1]['completionSha256'] = sha256('another')),
      ],
      [
        'a completion is another one than the history tells of',
        'completion',
        (copy) => {
          const before = copy.history;
          signature(copy, 1)['svg'] = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>';
          rehashed(copy, 1);
          copy.history = before;
        },
      ],
      [
        'a completion is at another time than the history has it',
        'completion',
        (copy) => (completion(copy, 1)['completedAt'] = '2026-01-01T00:00:00.000Z'),
      ],
      [
        'a time stamp is that of another completion',
        'time-stamp-imprint',
        (copy) => (tasks(copy)[1]['completionTimeStamp'] = tasks(copy)[0]['completionTimeStamp']),
      ],
      [
        'a completion has no time stamp',
        'time-stamp-missing',
        (copy) => Reflect.deleteProperty(tasks(copy)[2], 'completionTimeStamp'),
      ],
      [
        'a completion is claimed for a time after its time stamp',
        'time-stamp-time',
        (copy) => (completion(copy, 0)['completedAt'] = '2031-01-01T00:00:00.000Z'),
      ],
      [
        'a document is another one than was signed',
        'completion',
        (copy) =>
          (copy.documents = sample().other.evidence.documents.map((one) => ({
            ...one,
            sha256: sha256('x'),
          }))),
      ],
      [
        'the text of the consent is another one',
        'completion',
        (copy) => ((tasks(copy)[0]['consent'] as Open)['text'] = 'I have seen it.'),
      ],
      [
        'a completion is under another consent than was asked for',
        'completion',
        (copy) => {
          const text = 'I have seen it.';
          Object.assign(tasks(copy)[0]['consent'] as Open, { text, sha256: sha256(text) });
        },
      ],
      ['a task is not completed after all', 'completion', (copy) => (tasks(copy)[1]['status'] = 'ready')],
      ['a task is not in the file', 'history-line', (copy) => copy.tasks.splice(1, 1)],
      [
        'a signature is somebody else’s',
        'completion',
        (copy) => ((tasks(copy)[1]['subject'] as Open)['id'] = 'sub_another'),
      ],
      ['the login of a completion is not there', 'proof-eid', (copy) => (copy.logins = [])],
      [
        'the eID spoke of another person',
        'proof-eid',
        (copy) => (((tasks(copy)[0]['subject'] as Open)['eid'] as Open)['value'] = '31129912345'),
      ],
      [
        'the token is from another login',
        'proof-eid',
        (copy) => {
          const [own, another] = [
            copy.logins[0] ?? assert.fail(),
            sample().other.evidence.logins[0] ?? assert.fail(),
          ];
          own.idToken = another.idToken;
        },
      ],
      [
        'the token is not signed by the eID',
        'proof-eid',
        (copy) => {
          for (const login of copy.logins) {
            const [header = '', claims = '', value = ''] = login.idToken.split('.');
            login.idToken = `${header}.${claims}.${flipped(value)}`;
          }
          const tokens = copy.logins.map(({ id, idToken }) => [id, sha256(idToken)] as const);
          const hashes = new Map<unknown, string>(tokens);
          const proofs = [completion(copy, 0)['authentication'] as Open, signature(copy, 0)];
          for (const proof of proofs) proof['idTokenSha256'] = hashes.get(proof['loginId']);
          rehashed(copy, 0);
        },
      ],
      [
        'the eID has vouched for the signature on another order',
        'proof-eid',
        (copy) => {
          const theirs = sample().other.evidence;
          copy.logins = theirs.logins;
          const { loginId, idTokenSha256, random } = signature(theirs, 0);
          Object.assign(signature(copy, 0), { loginId, idTokenSha256, random });
          const login = completion(theirs, 0)['authentication'] as Open;
          completion(copy, 0)['authentication'] = login;
          rehashed(copy, 0);
        },
      ],
      [
        'the eID has vouched at another level',
        'proof-eid',
        (copy) => {
          signature(copy, 0)['acr'] = 'urn:eid:test:highest';
          rehashed(copy, 0);
        },
      ],
      [
        'the passkey has signed another order',
        'proof-passkey',
        (copy) => {
          completion(copy, 2)['signature'] = [signature(sample().other.evidence, 2)];
          rehashed(copy, 2);
        },
      ],
      [
        'the passkey’s signature is another one',
        'proof-passkey',
        (copy) => {
          signature(copy, 2)['signature'] = signature(sample().other.evidence, 2)['signature'];
          rehashed(copy, 2);
        },
      ],
      [
        'the passkey is another one',
        'proof-passkey',
        (copy) => {
          signature(copy, 2)['publicKey'] = signature(sample().other.evidence, 2)['publicKey'];
          rehashed(copy, 2);
        },
      ],
      [
        'the passkey is one of another service',
        'proof-passkey',
        (copy) => {
          signature(copy, 2)['rpId'] = 'sign.example';
          rehashed(copy, 2);
        },
      ],
      [
        'the sealed file is another one than the history tells of',
        'document',
        (copy) => (copy.documents = copy.documents.map((one) => ({ ...one, sealedSha256: sha256('x') }))),
      ],
    ] as readonly (readonly [string, ProblemCode, (copy: Evidence) => unknown])[]) {
      test(`when ${what}`, async () => {
        const verification = verified(sample(), await sample().resign(changed(sample().evidence, change)));
        assert.deepEqual(found(verification, 'evidence-signature'), []);
        assert.ok(found(verification, code).length > 0, JSON.stringify(verification.problems, null, 1));
      });
    }
  });
}
