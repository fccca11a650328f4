/** Completion, and what it holds. */
import { brokenBy, type Break } from './break.ts';

export const SIGNING: readonly Break[] = [
  brokenBy(
    'If-Match is not compared',
    'use-cases/complete-task.ts',
    [
      'if (ifMatch !== presentTask(context, order, task).etag)',
      'if (presentTask(context, order, task).etag === "")',
    ],
    ['Completing a task', 'wants If-Match'],
  ),
  brokenBy(
    'a replay is looked at after If-Match',
    'use-cases/complete-task.ts',
    ['    if (answered) return answered;', '    if (answered && ifMatch !== \'"another"\') return answered;'],
    ['Completing a task', 'gives a repeat of its key'],
  ),
  brokenBy(
    'another body under the same key is taken for a repeat',
    'storage/idempotency.ts',
    [
      "if (kept?.bodySha256 !== bodySha256) throw new ServiceProblem('idempotency-key-reused');\n  return kept.answer",
      'return kept?.answer',
    ],
    ['Completing a task', 'refuses another body'],
  ),
  brokenBy(
    'other words can be consented to',
    'domain/completion.ts',
    ['consent.sha256 !== sha256 || ', ''],
    ['Completing a task', 'wants the consent that was shown'],
  ),
  brokenBy(
    'another document can be signed',
    'domain/completion.ts',
    ["    if (documentSha256 !== action.sha256) throw new ServiceProblem('document-changed');\n", ''],
    ['Completing a task', 'wants the hash of the document'],
  ),
  brokenBy(
    'pages need not have been viewed',
    'domain/completion.ts',
    ['if (action.toRead && !coversAllPages', 'if (action.toRead && action.id === "" && !coversAllPages'],
    ['Completing a task', 'waits for every page'],
  ),
  brokenBy(
    'the challenge names no documents',
    'domain/signature-challenge.ts',
    ['documents: documents.map(({ actionId, sha256 }) => ({ action: actionId, sha256 })),', 'documents: [],'],
    ['Passkeys', 'are asked for with a challenge'],
  ),
  brokenBy(
    'an upload leaves the tag as it was',
    'use-cases/present-task.ts',
    ['sha256: file?.sha256 } };', 'sha256: file && "" } };'],
    ['Files of the signer’s own', 'change the tag'],
  ),
  brokenBy(
    'no, said again, is refused',
    'use-cases/decline-task.ts',
    ["    if (task.status === 'rejected') return;\n", ''],
    ['Saying no, later or stop', 'no, said again, changes nothing'],
  ),
];
