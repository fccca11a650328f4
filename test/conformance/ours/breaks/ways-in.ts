/** Links, artifacts, codes, logins and sessions. */
import { brokenBy, SERVICE, type Break } from './break.ts';

export const WAYS_IN: readonly Break[] = [
  brokenBy(
    'an artifact is spent twice',
    'storage/artifacts.ts',
    [' and (session_hash is null or session_hash = $2)', ' and $2 <> $1'],
    ['Artifacts', 'open the task once'],
  ),
  brokenBy(
    'an artifact lives 60 s',
    'storage/artifacts.ts',
    ["interval '30 seconds'", "interval '60 seconds'"],
    ['Artifacts', 'are given at any time, for 30 seconds'],
  ),
  brokenBy(
    'a lost answer locks the signer out',
    'use-cases/open-task.ts',
    [
      'key === undefined ? credentials.newToken() : credentials.deriveToken(',
      'credentials.newToken() ?? String(',
    ],
    ['Artifacts', 'give the same session again under the same key'],
  ),
  brokenBy(
    'a session goes on after its end',
    'use-cases/task-sessions.ts',
    [
      '  await endTaskSession(context.database, context.credentials.hashToken(token));',
      '  void endTaskSession;',
    ],
    ['Opening a task', 'ends with DELETE'],
  ),
  brokenBy(
    'a session opens other tasks',
    'use-cases/task-sessions.ts',
    ["  if (session.taskId !== taskId) throw new ServiceProblem('forbidden');\n", ''],
    ['Task URL', 'of another task is not for this session'],
  ),
  brokenBy(
    'a link tells the title to anyone',
    'use-cases/present-task.ts',
    ['    ...(record.authentication &&', '    ...{ title: order.title },\n    ...(record.authentication &&'],
    ['Task URL', 'tells without a session only'],
  ),
  brokenBy(
    'fifty wrong codes are taken',
    'use-cases/limit-attempts.ts',
    ['failures: 5, windowSeconds', 'failures: 50, windowSeconds'],
    ['Limits', 'codes: five wrong ones'],
  ),
  brokenBy(
    'a login comes back to any page',
    'use-cases/run-login.ts',
    ['!origins.includes(url.origin) || ', ''],
    ['Logging in with an eID', 'by the service comes back to no page'],
  ),
  brokenBy(
    'an ID token counts for any login',
    'adapters/openid/verify-id-token.ts',
    ['  checkNonce(claims, expected.nonce);\n', '  void checkNonce;\n'],
    ['Logging in with an eID', 'counts for this login only'],
  ),
  {
    says: 'a signer is told the codes of the others',
    edits: [
      {
        file: `${SERVICE}/use-cases/present-task.ts`,
        find: 'name: other.subject.name, status',
        put: 'name: `${other.subject.name} ${groupedCode(referenceCodeOf(context, other.id))}`, status',
      },
      {
        file: `${SERVICE}/use-cases/present-task.ts`,
        find: "import { isFinal } from '../domain/order.ts';",
        put:
          "import { isFinal } from '../domain/order.ts';\nimport { referenceCodeOf } from './reference-codes.ts';\n" +
          "import { groupedCode } from '../../../src/task/reference-code.ts';",
      },
    ],
    noticedBy: ['Reference codes', 'and artifacts of one signer'],
  },
  {
    says: 'a code has a check character of its own kind',
    edits: [{ file: 'src/task/reference-code.ts', find: 'let factor = 2;', put: 'let factor = 1;' }],
    noticedBy: ['Reference codes', 'have ten characters and a check character'],
  },
];
