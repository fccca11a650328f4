/** How a check says what it expects, and what came instead. */
import { isDeepStrictEqual } from 'node:util';
import type { Problem, ProblemCode } from '../../src/task/contract.ts';
import type { Answer } from './service.ts';

/** The service does not do what the protocol says. */
export class Departure extends Error {
  constructor(
    readonly expected: string,
    readonly came: string,
  ) {
    super(`expected ${expected}; came ${came}`);
    this.name = 'Departure';
  }
}

/** Something that the check needs is not there: nothing is known of the service. */
export class NotChecked extends Error {
  constructor(readonly reason: string) {
    super(reason);
    this.name = 'NotChecked';
  }
}

const LONGEST_TOLD = 300;

/** In few words, for people. */
export function told(answer: Answer): string {
  const { method, path, operation, status, json } = answer;
  const { code, detail } = (json ?? {}) as Partial<Problem>;
  const what = code === undefined ? '' : ` ${code}${detail === undefined ? '' : ` (${detail})`}`;
  return `${status}${what} of ${method} ${path} (${operation})`;
}

/** An answer with this status. @returns its body */
export function given<Body = unknown>(answer: Answer<Body>, status: number): Body {
  if (answer.status !== status) throw new Departure(String(status), told(answer));
  return answer.json;
}

/** A refusal with this code; with this status too, where the code may come with several. */
export function refused(answer: Answer, code: ProblemCode, status?: number): Problem {
  const problem = (answer.json ?? {}) as Problem;
  const asExpected = answer.status >= 400 && problem.code === code;
  if (!asExpected || (status !== undefined && answer.status !== status)) {
    throw new Departure([status, code].filter(Boolean).join(' '), told(answer));
  }
  return problem;
}

export function same(actual: unknown, expected: unknown, what: string): void {
  if (isDeepStrictEqual(actual, expected)) return;
  throw new Departure(`${what} to be ${short(expected)}`, short(actual));
}

/** @param came what was looked at */
export function holds(condition: unknown, expected: string, came: unknown): asserts condition {
  if (!condition) throw new Departure(expected, short(came));
}

function short(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.length > LONGEST_TOLD ? `${text.slice(0, LONGEST_TOLD)}…` : text;
}
