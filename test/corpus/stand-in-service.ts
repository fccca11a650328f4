/**
 * Stands in for the signing service, whose intake refuses what nobody should sign: here every file gets a task, as
 * it is. The page, its policy, all headers, and what answers a range are the service's own.
 */
import accepts from '@fastify/accepts';
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { parseByteRange } from '../../demo/service/domain/byte-range.ts';
import { setResponseHeaders } from '../../demo/service/http/response-headers.ts';
import { sendBytes } from '../../demo/service/http/send-bytes.ts';
import { createSigningPage, staticRoutes, wantsHtml } from '../../demo/service/http/signing-page.ts';
import type { OpenTaskRequest, TaskSession } from '../../src/task/contract.ts';
import { unsignedTask } from '../harness/unsigned-task.ts';
import type { OfferedFile, OfferedFiles } from './offered-files.ts';

export interface StandInService {
  readonly url: string;
  stop(): Promise<void>;
}

interface Params {
  readonly taskId: string;
}

/** Nobody signs here: a session only has to be there. */
const TOKEN = 'session-of-the-corpus';

export async function startStandInService(files: OfferedFiles, distFolder: string): Promise<StandInService> {
  const app = Fastify({ forceCloseConnections: true, genReqId: () => randomUUID() });
  const page = createSigningPage(distFolder, [], undefined);
  await app.register(accepts);
  app.addHook('onRequest', setResponseHeaders);
  staticRoutes(app, distFolder, page);

  /** Answers with a problem by itself where there is no such file. */
  const fileOf = (request: FastifyRequest, reply: FastifyReply): OfferedFile | undefined => {
    const file = files.get((request.params as Params).taskId);
    if (!file) void sendNotFound(reply);
    return file;
  };
  const urlOf = (taskId: string) => `${url}/tasks/${taskId}/documents/document`;

  app.post('/task-sessions', async (request, reply) => {
    const { taskId } = request.body as OpenTaskRequest;
    const file = files.get(taskId ?? '');
    if (!file || taskId === undefined) return sendNotFound(reply);
    const session: TaskSession = {
      token: TOKEN,
      expiresAt: new Date(Date.now() + 15 * 60_000).toISOString(),
      task: unsignedTask(taskId, { ...file, url: urlOf(taskId) }),
    };
    return reply.status(201).header('etag', '"1"').send(session);
  });
  app.get<{ Params: Params }>('/tasks/:taskId', async (request, reply) => {
    if (wantsHtml(request)) return page.send(reply);
    const file = fileOf(request, reply);
    const { taskId } = request.params;
    return file
      ? reply.header('etag', '"1"').send(unsignedTask(taskId, { ...file, url: urlOf(taskId) }))
      : reply;
  });
  app.get<{ Params: Params }>('/tasks/:taskId/documents/document', async (request, reply) => {
    const file = fileOf(request, reply);
    if (!file) return reply;
    const { bytes, sha256 } = file;
    const range = parseByteRange(request.headers.range, bytes.length);
    if (range === 'unsatisfiable') {
      return reply.status(416).header('content-range', `bytes */${bytes.length}`).send();
    }
    const sent = range === 'whole' ? bytes : bytes.subarray(range.first, range.last + 1);
    return sendBytes(reply, {
      sha256,
      etag: `"${sha256}"`,
      sizeBytes: bytes.length,
      mediaType: 'application/pdf',
      title: 'File',
      version: 'original',
      range,
      open: async () => Readable.from([sent]),
    });
  });
  app.post('/tasks/:taskId/actions/:actionId/view', (_request, reply) => reply.status(204).send());
  app.delete('/task-sessions/current', (_request, reply) => reply.status(204).send());
  app.get('/tasks/:taskId/events', (_request, reply) =>
    reply.header('content-type', 'text/event-stream').send(new Readable({ read: () => undefined })),
  );

  // The page counts as a secure context, as a service's does.
  const url = (await app.listen({ host: 'localhost', port: 0 })).replace(/127\.0\.0\.1|\[::1\]/, 'localhost');
  return { url, stop: () => app.close() };
}

function sendNotFound(reply: FastifyReply): FastifyReply {
  return reply.status(404).header('content-type', 'application/problem+json').send({
    type: 'about:blank',
    title: 'No such task.',
    status: 404,
    code: 'task-not-found',
    retryable: false,
  });
}
