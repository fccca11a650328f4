/** The window in which a passkey signs for a widget on another origin, and what that window calls. */
import type { FastifyInstance } from 'fastify';
import {
  beginPasskeyCeremony,
  endPasskeyCeremony,
  registerPasskeyInCeremony,
  signInPasskeyCeremony,
} from '../use-cases/run-passkey-ceremony.ts';
import type { ServiceContext } from '../use-cases/service-context.ts';
import { unverifiedBearer } from './bearer.ts';
import type { Contract } from './contract.ts';
import type { PasskeyPage } from './passkey-page.ts';

export function passkeyCeremonyRoutes(
  app: FastifyInstance,
  { context, contract, page }: { context: ServiceContext; contract: Contract; page: PasskeyPage },
): void {
  app.get('/passkey', (_request, reply) => page.send(reply));

  app.post('/passkey-ceremonies', async (request, reply) => {
    // Hashed, and never kept as it is.
    const { secret } = contract.bodyNotToBeKept('beginPasskeyCeremony', request.body);
    return reply.status(201).send(await beginPasskeyCeremony(context, secret));
  });

  app.delete('/passkey-ceremonies/current', async (request, reply) => {
    await endPasskeyCeremony(context, unverifiedBearer(request));
    return reply.status(204).send();
  });

  app.post('/passkey-ceremonies/current/passkey', async (request, reply) => {
    const { credential } = contract.body('registerPasskeyInCeremony', request.body);
    const signing = await registerPasskeyInCeremony(context, unverifiedBearer(request), credential);
    return reply.status(201).send(signing);
  });

  app.post('/passkey-ceremonies/current/signature', async (request, reply) => {
    const { credential } = contract.body('signInPasskeyCeremony', request.body);
    await signInPasskeyCeremony(context, unverifiedBearer(request), credential);
    return reply.status(204).send();
  });
}
