/** Where a browser goes for a login that the service runs, and where the eID sends it back. */
import type { FastifyInstance } from 'fastify';
import { ServiceProblem } from '../domain/problem.ts';
import { finishLogin, startLogin } from '../use-cases/run-login.ts';
import type { ServiceContext } from '../use-cases/service-context.ts';
import type { Contract } from './contract.ts';
import { sendLoginProblem } from './login-problem-page.ts';
import { queryText } from './request-text.ts';
import { wantsHtml } from './signing-page.ts';

type Query = Readonly<Record<string, unknown>>;

/** A HEAD, as of a scanner of links, would spend what the person who follows has to bring. */
const NO_HEAD = { exposeHeadRoute: false } as const;

export function loginRoutes(
  app: FastifyInstance,
  { context, contract }: { context: ServiceContext; contract: Contract },
): void {
  // Whoever is here came by a browser: their end is no JSON.
  app.setErrorHandler((error, request, reply) => {
    if (!wantsHtml(request)) throw error;
    if (error instanceof ServiceProblem) return sendLoginProblem(request, reply, error.code);
    request.log.error(
      { err: error, route: request.routeOptions.url, requestId: request.id },
      'request failed',
    );
    return sendLoginProblem(request, reply, 'service-unavailable');
  });

  app.get<{ Params: { loginId: string }; Querystring: Query }>(
    '/logins/:loginId/start',
    NO_HEAD,
    async (request, reply) => {
      const returnUrl = contract.parameter('startLogin', 'return', queryText(request.query, 'return'));
      return reply.redirect(await startLogin(context, request.params.loginId, returnUrl), 303);
    },
  );

  app.get<{ Querystring: Query }>('/logins/callback', NO_HEAD, async (request, reply) => {
    const member = (name: 'state' | 'code' | 'error' | 'iss') =>
      contract.parameter('finishLogin', name, queryText(request.query, name));
    const back = await finishLogin(context, {
      state: member('state'),
      code: member('code'),
      error: member('error'),
      issuer: member('iss'),
    });
    return reply.redirect(back, 303);
  });
}
