/** Where a browser goes for a login that the service runs, and where the eID sends it back. */
import type { FastifyInstance } from 'fastify';
import { ServiceProblem } from '../domain/problem.ts';
import { finishLogin, startLogin } from '../use-cases/run-login.ts';
import type { ServiceContext } from '../use-cases/service-context.ts';
import type { Contract } from './contract.ts';
import { sendLoginProblem } from './login-problem-page.ts';
import { wantsHtml } from './signing-page.ts';

type Query = Readonly<Record<string, unknown>>;

export function loginRoutes(
  app: FastifyInstance,
  { context, contract }: { context: ServiceContext; contract: Contract },
): void {
  // Whoever is here came by a browser: their end is no JSON.
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof ServiceProblem && wantsHtml(request)) return sendLoginProblem(request, reply, error);
    throw error;
  });

  app.get<{ Params: { loginId: string }; Querystring: Query }>(
    '/logins/:loginId/start',
    async (request, reply) => {
      const returnUrl = contract.parameter('startLogin', 'return', text(request.query, 'return'));
      return reply.redirect(await startLogin(context, request.params.loginId, returnUrl), 303);
    },
  );

  app.get<{ Querystring: Query }>('/logins/callback', async (request, reply) => {
    const member = (name: 'state' | 'code' | 'error' | 'iss') =>
      contract.parameter('finishLogin', name, text(request.query, name));
    const back = await finishLogin(context, {
      state: member('state'),
      code: member('code'),
      error: member('error'),
      issuer: member('iss'),
    });
    return reply.redirect(back, 303);
  });
}

function text(query: Query, name: string): string | undefined {
  const value = query[name];
  if (value === undefined || typeof value === 'string') return value;
  throw new ServiceProblem('invalid-request', { detail: `${name} is given twice.` });
}
