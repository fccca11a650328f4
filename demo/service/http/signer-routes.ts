/** What a widget calls for a signer. Each route: parse, authorise, one use case, map the result. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isId } from '../domain/id.ts';
import { ServiceProblem } from '../domain/problem.ts';
import { completeTask } from '../use-cases/complete-task.ts';
import { cancelTask, postponeTask, rejectTask } from '../use-cases/decline-task.ts';
import { followTask } from '../use-cases/follow-task.ts';
import { openTask } from '../use-cases/open-task.ts';
import type { TaskView } from '../use-cases/present-task.ts';
import { readTaskDocument } from '../use-cases/read-document.ts';
import { readTask, readTaskSummary } from '../use-cases/read-task.ts';
import { reportPagesViewed } from '../use-cases/report-pages-viewed.ts';
import type { ServiceContext } from '../use-cases/service-context.ts';
import { authoriseTask, closeTask, type AuthorisedTask } from '../use-cases/task-sessions.ts';
import { unverifiedBearer } from './bearer.ts';
import type { Contract } from './contract.ts';
import { headerText } from './request-text.ts';
import { sendBytes, wantedBytes } from './send-bytes.ts';
import { sendEvents, type StreamLimit } from './send-events.ts';
import { wantsHtml, type SigningPage } from './signing-page.ts';

interface TaskParams {
  readonly taskId: string;
}

export const EVENTS_ROUTE = '/tasks/:taskId/events';

/** A HEAD would do all that a GET does, and have nothing to show for it. */
const NO_HEAD = { exposeHeadRoute: false } as const;

interface SignerRoutes {
  readonly context: ServiceContext;
  readonly contract: Contract;
  readonly page: SigningPage;
  readonly streams: StreamLimit;
}

export function signerRoutes(app: FastifyInstance, { context, contract, page, streams }: SignerRoutes): void {
  const authorise = (request: FastifyRequest): Promise<AuthorisedTask> =>
    authoriseTask(context, unverifiedBearer(request), (request.params as TaskParams).taskId);

  app.post('/task-sessions', async (request, reply) => {
    // A credential that cannot be one gets the answer of one that is wrong: it is hashed, and never kept.
    const body = contract.bodyNotToBeKept('openTask', request.body);
    const key = headerText(request.headers['idempotency-key']);
    const { session, etag } = await openTask(context, {
      request: body,
      idempotencyKey: contract.parameter('openTask', 'Idempotency-Key', key),
      caller: { address: request.ip, userAgent: request.headers['user-agent'] ?? '' },
    });
    return reply.status(201).header('etag', etag).send(session);
  });

  app.delete('/task-sessions/current', async (request, reply) => {
    const token = unverifiedBearer(request);
    if (token === undefined) throw new ServiceProblem('session-expired');
    await closeTask(context, token);
    return reply.status(204).send();
  });

  app.get<{ Params: TaskParams; Querystring: { artifact?: unknown } }>(
    '/tasks/:taskId',
    async (request, reply) => {
      if (wantsHtml(request)) {
        const { artifact } = request.query;
        // A fragment reaches no log and no Referer. It is not redeemed by this, nor by any other GET.
        if (typeof artifact === 'string' && isId(request.params.taskId)) return moveArtifact(reply, request);
        return page.send(reply);
      }
      if (request.headers.authorization === undefined) {
        return readTaskSummary(context, request.params.taskId);
      }
      const { task, etag } = await readTask(context, await authorise(request));
      return reply.header('etag', etag).send(task);
    },
  );

  app.get<{ Params: TaskParams & { documentId: string }; Querystring: { version?: string } }>(
    '/tasks/:taskId/documents/:documentId',
    async (request, reply) => {
      const task = await authorise(request);
      const version = contract.parameter('readTaskDocument', 'version', request.query.version);
      const { documentId } = request.params;
      return sendBytes(
        reply,
        await readTaskDocument(
          context,
          task,
          documentId,
          version === 'sealed' ? 'sealed' : 'original',
          wantedBytes(request),
        ),
      );
    },
  );

  app.post<{ Params: TaskParams & { actionId: string } }>(
    '/tasks/:taskId/actions/:actionId/view',
    async (request, reply) => {
      const task = await authorise(request);
      const viewed = contract.body('reportPagesViewed', request.body);
      await reportPagesViewed(context, task, request.params.actionId, viewed);
      return reply.status(204).send();
    },
  );

  const declining = (
    operation: 'rejectTask' | 'postponeTask' | 'cancelTask',
    path: string,
    decline: (authorised: AuthorisedTask, body: { readonly reason?: string }) => Promise<TaskView>,
  ) => {
    app.post<{ Params: TaskParams }>(`/tasks/:taskId/${path}`, async (request, reply) => {
      const authorised = await authorise(request);
      const { task, etag } = await decline(authorised, contract.body(operation, request.body));
      return reply.header('etag', etag).send(task);
    });
  };
  declining('rejectTask', 'rejection', (task, { reason }) => rejectTask(context, task, reason));
  declining('postponeTask', 'postponement', (task) => postponeTask(context, task));
  declining('cancelTask', 'cancellation', (task) => cancelTask(context, task));

  app.get<{ Params: TaskParams }>(EVENTS_ROUTE, NO_HEAD, async (request, reply) => {
    const authorised = await authorise(request);
    const known = headerText(request.headers['last-event-id']);
    const lastEventId = contract.parameter('streamTaskEvents', 'Last-Event-ID', known);
    return sendEvents(reply, streams.begin(authorised.sessionHash), (signal) =>
      followTask(context, authorised, {
        afterSequence: lastEventId === undefined ? undefined : Number(lastEventId),
        signal,
      }),
    );
  });

  app.post<{ Params: TaskParams }>('/tasks/:taskId/completion', async (request, reply) => {
    const authorised = await authorise(request);
    const key = headerText(request.headers['idempotency-key']);
    const idempotencyKey = contract.parameter('completeTask', 'Idempotency-Key', key);
    if (idempotencyKey === undefined) {
      throw new ServiceProblem('invalid-request', { detail: 'A completion needs an Idempotency-Key.' });
    }
    const completion = contract.body('completeTask', request.body);
    const ifMatch = request.headers['if-match'];
    const { task, etag } = await completeTask(context, authorised, { completion, idempotencyKey, ifMatch });
    return reply.header('etag', etag).send(task);
  });
}

/** The same address, with the artifact where no server is told of it. */
function moveArtifact(
  reply: FastifyReply,
  { url, params }: FastifyRequest<{ Params: TaskParams }>,
): FastifyReply {
  const query = new URLSearchParams(url.slice(url.indexOf('?')));
  const artifact = query.get('artifact') ?? '';
  query.delete('artifact');
  const rest = query.size > 0 ? `?${query}` : '';
  return reply.redirect(`/tasks/${params.taskId}${rest}#artifact=${encodeURIComponent(artifact)}`, 303);
}
