/** What a widget calls for a file of the signer's own. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readUpload } from '../use-cases/read-document.ts';
import type { ServiceContext } from '../use-cases/service-context.ts';
import { authoriseTask, type AuthorisedTask } from '../use-cases/task-sessions.ts';
import { removeUpload, uploadFile } from '../use-cases/upload-file.ts';
import { unverifiedBearer } from './bearer.ts';
import type { Contract } from './contract.ts';
import { fileNameIn } from './file-name.ts';
import { readLimited } from './read-limited.ts';
import { headerText } from './request-text.ts';
import { sendBytes, wantedBytes } from './send-bytes.ts';

interface UploadParams {
  readonly taskId: string;
  readonly actionId: string;
}

const PATH = '/tasks/:taskId/actions/:actionId/upload';

export function uploadRoutes(
  app: FastifyInstance,
  { context, contract }: { context: ServiceContext; contract: Contract },
): void {
  const authorise = (request: FastifyRequest): Promise<AuthorisedTask> =>
    authoriseTask(context, unverifiedBearer(request), (request.params as UploadParams).taskId);

  app.register(async (uploads) => {
    // Whatever it says that it is, it comes as it is, and is read only when it is known how much of it may come.
    uploads.removeAllContentTypeParsers();
    uploads.addContentTypeParser('*', (_request, body, done) => done(null, body));
    uploads.put<{ Params: UploadParams }>(PATH, async (request, reply) => {
      // What is refused before all of it has been read would else be read to its end for nobody.
      reply.header('connection', 'close');
      const authorised = await authorise(request);
      const disposition = headerText(request.headers['content-disposition']);
      const name = fileNameIn(contract.parameter('putUpload', 'Content-Disposition', disposition));
      const { task, etag } = await uploadFile(context, authorised, request.params.actionId, {
        name,
        caller: { address: request.ip, userAgent: request.headers['user-agent'] ?? '' },
        read: async (maxBytes) => {
          const bytes = await readLimited(request, maxBytes);
          reply.removeHeader('connection');
          return bytes;
        },
      });
      return reply.header('etag', etag).send(task);
    });
  });

  app.get<{ Params: UploadParams }>(PATH, async (request, reply) => {
    const authorised = await authorise(request);
    const { actionId } = request.params;
    return sendBytes(reply, await readUpload(context, authorised, actionId, wantedBytes(request)));
  });

  app.delete<{ Params: UploadParams }>(PATH, async (request, reply) => {
    const authorised = await authorise(request);
    const { task, etag } = await removeUpload(context, authorised, request.params.actionId);
    return reply.header('etag', etag).send(task);
  });
}
