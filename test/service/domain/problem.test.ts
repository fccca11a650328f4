import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import { invalidRequest, PROBLEMS, ServiceProblem } from '../../../demo/service/domain/problem.ts';

const contract = parse(readFileSync(new URL('../../../src/task/openapi.yaml', import.meta.url), 'utf8')) as {
  components: { schemas: { ProblemCode: { enum: string[] } } };
};
const CODES = contract.components.schemas.ProblemCode.enum;

/** The protocol's table. */
const STATUSES: Readonly<Record<string, number>> = {
  'invalid-request': 400,
  'consent-missing': 400,
  'action-missing': 400,
  'signature-invalid': 400,
  'document-unsupported': 422,
  'document-unreadable': 422,
  'idempotency-key-reused': 422,
  unauthorized: 401,
  'login-required': 401,
  'artifact-required': 401,
  'session-expired': 401,
  'login-failed': 401,
  'subject-mismatch': 403,
  forbidden: 403,
  'task-not-found': 404,
  'not-found': 404,
  'task-final': 409,
  'task-expired': 409,
  'task-deleted': 409,
  'task-blocked': 409,
  'document-changed': 409,
  'not-sealed-yet': 409,
  'precondition-failed': 412,
  'precondition-required': 428,
  'too-large': 413,
  'unsupported-media-type': 415,
  'too-many-attempts': 429,
  'service-unavailable': 503,
};
/** Only a login can fail so, and this service runs none. */
const OF_LOGINS = ['login-failed', 'subject-mismatch'];

describe('problems', () => {
  test('the contract knows exactly the codes of the protocol', () => {
    assert.deepEqual([...CODES].sort(), Object.keys(STATUSES).sort());
  });

  for (const [code, { status, title }] of Object.entries(PROBLEMS)) {
    test(`${code} has the status of the protocol, and a sentence`, () => {
      assert.ok(CODES.includes(code));
      assert.equal(status, STATUSES[code]);
      assert.match(title, /^[A-Z].*\.$/);
    });
  }

  test('the service has every code of the contract but those of logins', () => {
    assert.deepEqual(
      CODES.filter((code) => !(code in PROBLEMS)).sort(),
      OF_LOGINS.filter((code) => !(code in PROBLEMS)),
    );
  });

  test('only what can succeed later as it is, is retryable', () => {
    const retryable = Object.entries(PROBLEMS).flatMap(([code, kind]) => (kind.retryable ? code : []));
    assert.deepEqual(retryable.sort(), [
      'not-sealed-yet',
      'service-unavailable',
      'task-blocked',
      'too-many-attempts',
    ]);
  });

  test('an invalid request says where, and what', () => {
    const problem = invalidRequest('/tasks/0/name', 'Each task needs a name of its own.');
    assert.ok(problem instanceof ServiceProblem);
    assert.equal(problem.code, 'invalid-request');
    assert.deepEqual(problem.details.errors, [
      { pointer: '/tasks/0/name', detail: 'Each task needs a name of its own.' },
    ]);
  });
});
