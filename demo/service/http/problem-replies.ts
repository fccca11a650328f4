/** Every refusal leaves here as `application/problem+json` (RFC 9457); never a stack, never a guess. */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from '../../../src/task/contract.ts';
import { PROBLEMS, ServiceProblem } from '../domain/problem.ts';
import { RangeNotSatisfiable } from '../use-cases/read-document.ts';

export function replyWithProblems(app: FastifyInstance): void {
  app.setNotFoundHandler((request, reply) => sendProblem(request, reply, new ServiceProblem('not-found')));
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error instanceof RangeNotSatisfiable) {
      reply.header('content-range', `bytes */${error.sizeBytes}`);
      return sendProblem(
        request,
        reply,
        new ServiceProblem('invalid-request', { detail: error.message }),
        416,
      );
    }
    const problem = error instanceof ServiceProblem ? error : frameworkProblem(error);
    if (problem?.cause !== undefined) {
      const { routeOptions, id } = request;
      request.log.error({ err: problem.cause, route: routeOptions.url, requestId: id }, 'request refused');
    }
    if (problem) return sendProblem(request, reply, problem);
    // The route, not the address: an address can hold what nobody may read in a log.
    request.log.error(
      { err: error, route: request.routeOptions.url, requestId: request.id },
      'request failed',
    );
    return sendProblem(request, reply, new ServiceProblem('service-unavailable'));
  });
}

/** An address that no route could be looked for: it is malformed, or a part of it is too long to be an id. */
export function sendUnroutableProblem(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const problem =
    error.code === 'FST_ERR_BAD_URL'
      ? new ServiceProblem('invalid-request', { detail: 'The address is malformed.' })
      : new ServiceProblem('not-found');
  // No hook has run for such a request.
  reply.header('x-request-id', request.id).header('cache-control', 'no-store');
  return sendProblem(request, reply, problem);
}

function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  { code, details }: ServiceProblem,
  status: number = PROBLEMS[code].status,
): FastifyReply {
  const { title, retryable } = PROBLEMS[code];
  const { detail, reason, errors, login, retryAfterSeconds } = details;
  if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds));
  const body: Problem = {
    type: `urn:signing:problem:${code}`,
    title,
    status,
    code,
    retryable,
    requestId: request.id,
    ...(detail !== undefined && { detail }),
    ...(reason !== undefined && { reason }),
    ...(login && { login: { ...login } }),
    ...(errors && { errors: errors.map((error) => ({ ...error })) }),
  };
  return reply.status(status).header('content-type', 'application/problem+json').send(JSON.stringify(body));
}

/** What the framework refuses by itself, in the protocol's words. */
function frameworkProblem(error: FastifyError): ServiceProblem | undefined {
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new ServiceProblem('too-large');
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new ServiceProblem('unsupported-media-type');
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return new ServiceProblem('invalid-request', { detail: 'The body is empty.' });
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return new ServiceProblem('invalid-request', { detail: 'The body is not JSON.' });
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return new ServiceProblem('invalid-request', {
        detail: 'The body is not as long as Content-Length says.',
      });
  }
  const status = error.statusCode ?? 500;
  if (status >= 400 && status < 500) {
    return new ServiceProblem('invalid-request', { detail: 'The request could not be read.' });
  }
  return undefined;
}
