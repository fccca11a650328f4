/** What a widget calls before a signature that somebody else vouches for: an eID, or a passkey. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { createSignatureChallenge } from '../use-cases/create-signature-challenge.ts';
import type { Caller } from '../use-cases/limit-attempts.ts';
import { readSignatureChallenge } from '../use-cases/read-signature-challenge.ts';
import { registerPasskey } from '../use-cases/register-passkey.ts';
import type { ServiceContext } from '../use-cases/service-context.ts';
import { authoriseTask, type AuthorisedTask } from '../use-cases/task-sessions.ts';
import { unverifiedBearer } from './bearer.ts';
import type { Contract } from './contract.ts';

interface TaskParams {
  readonly taskId: string;
}

export function signatureRoutes(
  app: FastifyInstance,
  { context, contract }: { context: ServiceContext; contract: Contract },
): void {
  const authorise = (request: FastifyRequest): Promise<AuthorisedTask> =>
    authoriseTask(context, unverifiedBearer(request), (request.params as TaskParams).taskId);

  app.post<{ Params: TaskParams }>('/tasks/:taskId/signature-challenges', async (request, reply) => {
    const authorised = await authorise(request);
    const wish = contract.body('createSignatureChallenge', request.body);
    const challenge = await createSignatureChallenge(context, authorised, {
      request: wish,
      caller: callerOf(request),
    });
    return reply.status(201).send(challenge);
  });

  app.get<{ Params: TaskParams & { challengeId: string } }>(
    '/tasks/:taskId/signature-challenges/:challengeId',
    async (request) => readSignatureChallenge(context, await authorise(request), request.params.challengeId),
  );

  app.post<{ Params: TaskParams }>('/tasks/:taskId/passkeys', async (request, reply) => {
    const authorised = await authorise(request);
    const registration = contract.body('registerPasskey', request.body);
    const registered = await registerPasskey(context, authorised, {
      registration,
      caller: callerOf(request),
    });
    return 'passkey' in registered
      ? reply.status(201).send(registered.passkey)
      : reply.status(200).send(registered.creation);
  });
}

function callerOf({ ip, headers }: FastifyRequest): Caller {
  return { address: ip, userAgent: headers['user-agent'] ?? '' };
}
