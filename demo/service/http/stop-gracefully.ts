/**
 * Who has asked gets an answer, also when the service stops: nothing new is taken, streams end (their readers come back,
 * to another instance where there is one), and what is under way has some time.
 */
import type { FastifyInstance } from 'fastify';

/** Then the rest is broken off: an operator who stops a service wants it to end. */
const LONGEST_STOP_MILLISECONDS = 10_000;

/** @param endStreams ends what would otherwise go on for as long as its reader stays */
export function stopGracefully(app: FastifyInstance, endStreams: () => void): void {
  let stopping = false;
  app.addHook('preClose', async () => {
    stopping = true;
    endStreams();
    setTimeout(() => app.server.closeAllConnections(), LONGEST_STOP_MILLISECONDS).unref();
  });
  app.addHook('onSend', async (_request, reply) => {
    // A connection that is kept would be waited for.
    if (stopping) reply.header('connection', 'close');
  });
}
