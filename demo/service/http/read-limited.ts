/** Reads a body that may be too long, no further than it may be. */
import type { FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { ServiceProblem } from '../domain/problem.ts';

/**
 * @throws too-large as soon as it is known: by what the request says of itself, else when the bytes have come; the rest
 *   is not read
 */
export async function readLimited(request: FastifyRequest, maxBytes: number): Promise<Uint8Array> {
  const tooLarge = () =>
    new ServiceProblem('too-large', { detail: `The file is larger than ${maxBytes} bytes.` });
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > maxBytes) throw tooLarge();
  const body = request.body as Readable | null | undefined;
  if (!body) return new Uint8Array();
  const pieces: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const piece of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) {
      size += piece.length;
      if (size > maxBytes) throw tooLarge();
      pieces.push(piece);
    }
  } catch (error) {
    if (error instanceof ServiceProblem) throw error;
    // The line has gone: nobody hears the answer, and nothing has failed here.
    throw new ServiceProblem('invalid-request', { detail: 'The body has not come whole.' });
  }
  return Buffer.concat(pieces);
}
