/** What every refusal of the service is like, whoever asked for what. */
import assert from 'node:assert/strict';
import { PROBLEMS, type ServiceProblemCode } from '../../../demo/service/domain/problem.ts';
import type { Problem } from '../../../src/task/contract.ts';
import type { Answer } from '../../harness/test-service.ts';

/** Fails unless the answer is the problem of this code, told as RFC 9457 says, and telling no more. */
export function expectProblem(answer: Answer<unknown>, code: ServiceProblemCode): Problem {
  const problem = answer.body as Problem;
  const { status, retryable } = PROBLEMS[code];
  assert.equal(problem.code, code, JSON.stringify(problem));
  expectProblemShape(answer);
  assert.equal(answer.status, status);
  assert.equal(problem.retryable, retryable);
  return problem;
}

export function expectProblemShape({ status, headers, body }: Answer<unknown>): void {
  const problem = body as Problem;
  assert.match(headers.get('content-type') ?? '', /^application\/problem\+json\b/);
  assert.equal(problem.status, status);
  assert.equal(problem.type, `urn:signing:problem:${problem.code}`);
  assert.equal(typeof problem.retryable, 'boolean');
  assert.match(problem.requestId ?? '', /^[0-9a-f-]{36}$/);
  assert.equal(headers.get('x-request-id'), problem.requestId);
  assert.doesNotMatch(JSON.stringify(problem), /\bat .*:\d+:\d+|node_modules|\.ts\b|select |insert /);
}

/** A request as it is, without the contract's eyes on the answer. */
export async function ask(url: string, init: RequestInit = {}): Promise<Answer<unknown>> {
  const response = await fetch(url, init);
  const json = (response.headers.get('content-type') ?? '').includes('json');
  return {
    status: response.status,
    headers: response.headers,
    body: json && init.method !== 'HEAD' ? await response.json() : await response.text(),
  };
}
