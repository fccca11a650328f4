/** What can befall a request on its way to the service and back, and how each of it is brought about. */
import type { Misfortune } from '../../harness/faulty-line.ts';

/** One for each column of the matrix, as a sentence goes on after what the signer does. */
export const FAULTS = {
  refused: 'the connection is refused',
  'cut before the body': 'the line is cut between the head and the body of the answer',
  'cut after the service': 'the service has done it, and the line is cut before its answer',
  '500': 'the service breaks down over it',
  '502': 'a gateway does not reach the service',
  '504': 'the service has done it, and a gateway has not waited for it',
  '404': 'a gateway does not know the way',
  '401': 'the session is refused, also the one that takes its place',
  'session over': 'the session has run out',
  '409': 'the task has ended in another tab just before',
  '412': 'the task is called another one',
  '429': 'it is one request too many',
  unanswered: 'nobody answers, and the service hears of it when it is over',
  offline: 'the device has no line',
} as const;

export type FaultName = keyof typeof FAULTS;

/** What happens on the line. The other faults are the browser's, or what happens elsewhere meanwhile. */
export const ON_THE_LINE: Partial<Record<FaultName, Misfortune>> = {
  'cut before the body': { type: 'cut before the body' },
  'cut after the service': { type: 'cut after the service' },
  '500': problem(500, 'service-unavailable', true),
  '502': { type: 'answered', status: 502, body: '<h1>Bad Gateway</h1>' },
  '504': { type: 'answered after', status: 504, body: '<h1>Gateway Time-out</h1>' },
  '404': { type: 'answered', status: 404, body: '<h1>Not Found</h1>' },
  '401': problem(401, 'session-expired', false),
  '412': problem(412, 'precondition-failed', false),
  '429': problem(429, 'too-many-attempts', true, { 'retry-after': '30' }),
  unanswered: { type: 'unanswered' },
};

/** As the service words it, and for pages of other sites too. */
export function problem(
  status: number,
  code: string,
  retryable: boolean,
  headers: Readonly<Record<string, string>> = {},
): Misfortune {
  return {
    type: 'answered',
    status,
    headers: {
      'content-type': 'application/problem+json',
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'Retry-After',
      ...headers,
    },
    body: JSON.stringify({ type: `urn:signing:problem:${code}`, title: 'No.', status, code, retryable }),
  };
}
