/** What every answer of the service carries, whoever asks and whatever for. */
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A hook of Fastify (`onRequest`). The signing page puts its own policy in the place of this one. */
export async function setResponseHeaders(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply
    .header('x-request-id', request.id)
    .header('x-content-type-options', 'nosniff')
    .header('referrer-policy', 'no-referrer')
    .header('cache-control', 'no-store')
    .header('vary', 'Origin, Accept, Authorization')
    .header('content-security-policy', `default-src 'none'; frame-ancestors 'none'`);
}
