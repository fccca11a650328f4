/** For whoever keeps the service running: whether it lives, and whether it should be sent requests. */
import type { FastifyInstance } from 'fastify';
import type { Database } from '../ports/database.ts';

/** A database that takes longer is as good as none. */
const LONGEST_LOOK_MILLISECONDS = 2000;

export interface Health {
  readonly database: Database;
  /** Aborted when the service is about to stop. */
  readonly leaving: AbortSignal;
}

export function healthRoutes(app: FastifyInstance, { database, leaving }: Health): void {
  app.get('/health/live', async () => ({ status: 'ok' }));

  app.get('/health/ready', async (_request, reply) => {
    const ready = !leaving.aborted && (await answers(database));
    return reply.status(ready ? 200 : 503).send({ status: ready ? 'ok' : 'unavailable' });
  });
}

async function answers(database: Database): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), LONGEST_LOOK_MILLISECONDS);
  });
  const asked = database.query('select 1').then(
    () => true,
    () => false,
  );
  return Promise.race([asked, tooLong]).finally(() => clearTimeout(timer));
}
