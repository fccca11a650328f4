/** What a request says in words, where it may have said it more than once. */
import { ServiceProblem } from '../domain/problem.ts';

/** A header that is given twice is one list (RFC 9110 section 5.3). */
export function headerText(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(', ') : header;
}

/** @throws invalid-request for a member of the query that is given twice */
export function queryText(query: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = query[name];
  if (value === undefined || typeof value === 'string') return value;
  throw new ServiceProblem('invalid-request', { detail: `${name} is given twice.` });
}
