/** What every answer carries: headers, statuses, problems. */
import { brokenBy, type Break } from './break.ts';

export const HTTP: readonly Break[] = [
  brokenBy(
    'no Repr-Digest',
    'http/send-bytes.ts',
    ["    .header('repr-digest', `sha-256=:${digest}:`)\n", ''],
    ['Documents', 'are given to the signer, byte for byte'],
  ),
  brokenBy(
    'no Content-Range',
    'http/send-bytes.ts',
    [".header('content-range', `bytes ${range.first}-${range.last}/${sizeBytes}`)", ''],
    ['Documents', 'are given to the signer in parts'],
  ),
  brokenBy(
    'a range that lies outside answered with 400',
    'http/problem-replies.ts',
    ['        416,\n', '        400,\n'],
    ['Documents', 'are given to the signer in parts'],
  ),
  brokenBy(
    'no Vary',
    'http/response-headers.ts',
    ["\n    .header('vary', 'Origin, Accept, Authorization')", ''],
    ['Every answer', 'to a signer names in Vary'],
  ),
  brokenBy(
    'answers may be stored',
    'http/response-headers.ts',
    ["'cache-control', 'no-store'", "'cache-control', 'private'"],
    ['Every answer', 'is not to be stored'],
  ),
  brokenBy(
    'pages of every origin may read',
    'http/app.ts',
    ['origin: [...embeddingOrigins],', 'origin: true,'],
    ['Pages of other origins', 'that nobody has registered'],
  ),
  brokenBy(
    'pages cannot send If-Match',
    'http/app.ts',
    ["      'If-Match',\n", ''],
    ['Pages of other origins', 'that are registered may send'],
  ),
  brokenBy(
    'pages cannot read the ETag',
    'http/app.ts',
    ["exposedHeaders: ['ETag', ", 'exposedHeaders: ['],
    ['Every answer', 'to a page of a registered origin'],
  ),
  brokenBy(
    'a problem does not say whether to try again',
    'http/problem-replies.ts',
    ['    retryable,\n', ''],
    ['Every answer', 'that refuses says whether'],
  ),
  brokenBy(
    'no Retry-After',
    'http/problem-replies.ts',
    ["if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds));", ''],
    ['Limits', 'uploads: thirty for a task'],
  ),
  brokenBy(
    'an artifact stays in the query',
    'http/signer-routes.ts',
    [
      "if (typeof artifact === 'string' && isId(request.params.taskId)) return moveArtifact(reply, request);",
      '',
    ],
    ['Task URL', 'moves an artifact from the query'],
  ),
  brokenBy(
    'text is taken for JSON',
    'http/app.ts',
    ["app.removeContentTypeParser('text/plain');", ''],
    ['Every operation', 'that takes JSON refuses another kind'],
  ),
];
