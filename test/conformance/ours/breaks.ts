/** Ways to break our own service, each of which a conformance run must notice, by the check that is about it. */
import type { Edit } from './copied-tree.ts';

export interface Break {
  readonly says: string;
  readonly edits: readonly Edit[];
  /** The heading of a check that fails, and how its sentence begins. */
  readonly noticedBy: readonly [heading: string, says: string];
}

const SERVICE = 'demo/service';

function by(
  says: string,
  file: string,
  [find, put]: readonly [find: string, put: string],
  noticedBy: Break['noticedBy'],
): Break {
  return { says, edits: [{ file: `${SERVICE}/${file}`, find, put }], noticedBy };
}

const HTTP: readonly Break[] = [
  by(
    'no Repr-Digest',
    'http/send-bytes.ts',
    ["    .header('repr-digest', `sha-256=:${digest}:`)\n", ''],
    ['Documents', 'are given to the signer, byte for byte'],
  ),
  by(
    'no Content-Range',
    'http/send-bytes.ts',
    [".header('content-range', `bytes ${range.first}-${range.last}/${sizeBytes}`)", ''],
    ['Documents', 'are given to the signer in parts'],
  ),
  by(
    'a range that lies outside answered with 400',
    'http/problem-replies.ts',
    ['        416,\n', '        400,\n'],
    ['Documents', 'are given to the signer in parts'],
  ),
  by(
    'no Vary',
    'http/response-headers.ts',
    ["\n    .header('vary', 'Origin, Accept, Authorization')", ''],
    ['Every answer', 'to a signer names in Vary'],
  ),
  by(
    'answers may be stored',
    'http/response-headers.ts',
    ["'cache-control', 'no-store'", "'cache-control', 'private'"],
    ['Every answer', 'is not to be stored'],
  ),
  by(
    'pages of every origin may read',
    'http/app.ts',
    ['origin: [...embeddingOrigins],', 'origin: true,'],
    ['Pages of other origins', 'that nobody has registered'],
  ),
  by(
    'pages cannot send If-Match',
    'http/app.ts',
    ["      'If-Match',\n", ''],
    ['Pages of other origins', 'that are registered may send'],
  ),
  by(
    'pages cannot read the ETag',
    'http/app.ts',
    ["exposedHeaders: ['ETag', ", 'exposedHeaders: ['],
    ['Every answer', 'to a page of a registered origin'],
  ),
  by(
    'a problem does not say whether to try again',
    'http/problem-replies.ts',
    ['    retryable,\n', ''],
    ['Every answer', 'that refuses says whether'],
  ),
  by(
    'no Retry-After',
    'http/problem-replies.ts',
    ["if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds));", ''],
    ['Limits', 'uploads: thirty for a task'],
  ),
  by(
    'an artifact stays in the query',
    'http/signer-routes.ts',
    [
      "if (typeof artifact === 'string' && isId(request.params.taskId)) return moveArtifact(reply, request);",
      '',
    ],
    ['Task URL', 'moves an artifact from the query'],
  ),
  by(
    'text is taken for JSON',
    'http/app.ts',
    ["app.removeContentTypeParser('text/plain');", ''],
    ['Every operation', 'that takes JSON refuses another kind'],
  ),
];

const WAYS_IN: readonly Break[] = [
  by(
    'an artifact is spent twice',
    'storage/artifacts.ts',
    [' and (session_hash is null or session_hash = $2)', ' and $2 <> $1'],
    ['Artifacts', 'open the task once'],
  ),
  by(
    'an artifact lives 60 s',
    'storage/artifacts.ts',
    ["interval '30 seconds'", "interval '60 seconds'"],
    ['Artifacts', 'are given at any time, for 30 seconds'],
  ),
  by(
    'a lost answer locks the signer out',
    'use-cases/open-task.ts',
    [
      'key === undefined ? credentials.newToken() : credentials.deriveToken(',
      'credentials.newToken() ?? String(',
    ],
    ['Artifacts', 'give the same session again under the same key'],
  ),
  by(
    'a session goes on after its end',
    'use-cases/task-sessions.ts',
    [
      '  await endTaskSession(context.database, context.credentials.hashToken(token));',
      '  void endTaskSession;',
    ],
    ['Opening a task', 'ends with DELETE'],
  ),
  by(
    'a session opens other tasks',
    'use-cases/task-sessions.ts',
    ["  if (session.taskId !== taskId) throw new ServiceProblem('forbidden');\n", ''],
    ['Task URL', 'of another task is not for this session'],
  ),
  by(
    'a link tells the title to anyone',
    'use-cases/present-task.ts',
    ['    ...(record.authentication &&', '    ...{ title: order.title },\n    ...(record.authentication &&'],
    ['Task URL', 'tells without a session only'],
  ),
  by(
    'fifty wrong codes are taken',
    'use-cases/limit-attempts.ts',
    ['failures: 5, windowSeconds', 'failures: 50, windowSeconds'],
    ['Limits', 'codes: five wrong ones'],
  ),
  by(
    'a login comes back to any page',
    'use-cases/run-login.ts',
    ['!origins.includes(url.origin) || ', ''],
    ['Logging in with an eID', 'by the service comes back to no page'],
  ),
  by(
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

const SIGNING: readonly Break[] = [
  by(
    'If-Match is not compared',
    'use-cases/complete-task.ts',
    [
      'if (ifMatch !== presentTask(context, order, task).etag)',
      'if (presentTask(context, order, task).etag === "")',
    ],
    ['Completing a task', 'wants If-Match'],
  ),
  by(
    'a replay is looked at after If-Match',
    'use-cases/complete-task.ts',
    ['    if (answered) return answered;', '    if (answered && ifMatch !== \'"another"\') return answered;'],
    ['Completing a task', 'gives a repeat of its key'],
  ),
  by(
    'another body under the same key is taken for a repeat',
    'storage/idempotency.ts',
    [
      "if (kept?.bodySha256 !== bodySha256) throw new ServiceProblem('idempotency-key-reused');\n  return kept.answer",
      'return kept?.answer',
    ],
    ['Completing a task', 'refuses another body'],
  ),
  by(
    'other words can be consented to',
    'domain/completion.ts',
    ['consent.sha256 !== sha256 || ', ''],
    ['Completing a task', 'wants the consent that was shown'],
  ),
  by(
    'another document can be signed',
    'domain/completion.ts',
    ["    if (documentSha256 !== action.sha256) throw new ServiceProblem('document-changed');\n", ''],
    ['Completing a task', 'wants the hash of the document'],
  ),
  by(
    'pages need not have been viewed',
    'domain/completion.ts',
    ['if (action.toRead && !coversAllPages', 'if (action.toRead && action.id === "" && !coversAllPages'],
    ['Completing a task', 'waits for every page'],
  ),
  by(
    'the challenge names no documents',
    'domain/signature-challenge.ts',
    ['documents: documents.map(({ actionId, sha256 }) => ({ action: actionId, sha256 })),', 'documents: [],'],
    ['Passkeys', 'are asked for with a challenge'],
  ),
  by(
    'an upload leaves the tag as it was',
    'use-cases/present-task.ts',
    ['sha256: file?.sha256 } };', 'sha256: file && "" } };'],
    ['Files of the signer’s own', 'change the tag'],
  ),
  by(
    'no, said again, is refused',
    'use-cases/decline-task.ts',
    ["    if (task.status === 'rejected') return;\n", ''],
    ['Saying no, later or stop', 'no, said again, changes nothing'],
  ),
];

const ORDERS: readonly Break[] = [
  by(
    'an order is packaged before all have signed',
    'domain/order.ts',
    ['const ended = order.tasks.every(', 'const ended = order.tasks.some('],
    ['Status', 'of an order is open while a task is'],
  ),
  by(
    'a task that waits never becomes ready',
    'domain/order.ts',
    ["const may = waitsFor.every((value) => value === 'completed');", 'const may = waitsFor.length < 0;'],
    ['Status', 'of a task is blocked until'],
  ),
  by(
    'one who says no ends the order in any case',
    'domain/order.ts',
    ["(order.onReject === 'close' &&", '(order.onReject !== undefined &&'],
    ['Status', 'of an order is rejected only when all have ended'],
  ),
  by(
    'deadlines never pass',
    'domain/order.ts',
    ['task.deadlineAt.getTime() <= now.getTime()', 'task.deadlineAt.getTime() <= -now.getTime()'],
    ['Status', 'of a task is expired'],
  ),
  by(
    'an order expires before it is rejected',
    'domain/order.ts',
    ["if (any('rejected')) return 'rejected';", "if (any('rejected') && !any('expired')) return 'rejected';"],
    ['Status', 'of an order is rejected rather than expired'],
  ),
  by(
    'tasks may wait for each other in a circle',
    'domain/task-graph.ts',
    [
      "return index < 0 ? undefined : { kind: 'circle', index };",
      'return index < 0 ? undefined : undefined;',
    ],
    ['What a customer does', 'makes no order whose tasks wait'],
  ),
  by(
    'to withdraw twice is refused',
    'use-cases/withdraw.ts',
    ['    if (order.withdrawn) return;\n', ''],
    ['Status', 'of an order is deleted when it is withdrawn'],
  ),
  by(
    'orders are everybody’s',
    'use-cases/read-orders.ts',
    [
      "  if (order.customerId !== customer.id) throw new ServiceProblem('not-found');\n",
      '  void customer;\n',
    ],
    ['What a customer does', 'on an order of somebody else'],
  ),
  by(
    'an order’s Idempotency-Key is not looked at',
    'use-cases/create-order.ts',
    [
      'idempotencyKey === undefined ? undefined : idempotentOrder',
      'idempotencyKey !== "" ? undefined : idempotentOrder',
    ],
    ['What a customer does', 'makes one order under one Idempotency-Key'],
  ),
  by(
    'the list tells the last of a page twice',
    'use-cases/read-orders.ts',
    ['(created_at, id) < ($4', '(created_at, id) <= ($4'],
    ['What a customer does', 'lists orders, the newest first'],
  ),
  by(
    'the history is no chain',
    'domain/history.ts',
    ['    previousHash = hash;\n', ''],
    ['What is sealed', 'has a history in which every line'],
  ),
  by(
    'what is not sealed yet is not there',
    'use-cases/read-document.ts',
    ["throw new ServiceProblem('not-sealed-yet');", "throw new ServiceProblem('not-found');"],
    ['Documents', 'have no sealed version before'],
  ),
  by(
    'events begin anew',
    'use-cases/follow-task.ts',
    ['afterSequence ?? order.sequence', 'afterSequence && order.sequence ? order.sequence : order.sequence'],
    ['Live events', 'are resumed after the last'],
  ),
  by(
    'a webhook has another id on each try',
    'adapters/notices/webhook-sender.ts',
    [
      'signWebhook(secret, id, sentAt, body)',
      'signWebhook(secret, `${id}-${sentAt.getTime()}`, sentAt, body)',
    ],
    ['Notices', 'by webhook that was not taken'],
  ),
  by(
    'a webhook’s signature leaves out its id',
    'adapters/notices/webhook-signature.ts',
    ['`${id}.${timestamp}.${body}`', '`${timestamp}.${body}`'],
    ['Notices', 'by webhook tell what was asked for'],
  ),
];

export const BREAKS: readonly Break[] = [...HTTP, ...WAYS_IN, ...SIGNING, ...ORDERS];
