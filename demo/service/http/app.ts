/** The service's HTTP face: everything that is the same for all routes, and the routes. */
import accepts from '@fastify/accepts';
import cors from '@fastify/cors';
import Fastify, { LogController, type FastifyInstance } from 'fastify';
import { randomUUID } from 'node:crypto';
import { isId } from '../domain/id.ts';
import { ServiceProblem } from '../domain/problem.ts';
import type { Metrics } from '../metrics/create-metrics.ts';
import type { ServiceContext } from '../use-cases/service-context.ts';
import type { Contract } from './contract.ts';
import { customerRoutes } from './customer-routes.ts';
import { loginRoutes } from './login-routes.ts';
import { noticeRoutes } from './notice-routes.ts';
import { passkeyCeremonyRoutes } from './passkey-ceremony-routes.ts';
import { healthRoutes } from './health-routes.ts';
import { createPasskeyPage } from './passkey-page.ts';
import { replyWithProblems, sendUnroutableProblem } from './problem-replies.ts';
import { setResponseHeaders } from './response-headers.ts';
import { StreamLimit } from './send-events.ts';
import { signatureRoutes } from './signature-routes.ts';
import { EVENTS_ROUTE, signerRoutes } from './signer-routes.ts';
import { uploadRoutes } from './upload-routes.ts';
import { stopGracefully } from './stop-gracefully.ts';
import { createSigningPage, staticRoutes, wantsHtml } from './signing-page.ts';

export interface ServiceAppOptions {
  readonly context: ServiceContext;
  readonly contract: Contract;
  /** Origins whose pages may embed the widget or the signing page. */
  readonly embeddingOrigins: readonly string[];
  /** What the build made. */
  readonly distFolder: string;
  readonly maxDocumentBytes: number;
  /** Addresses or networks of proxies whose word on who calls is taken. Without one nobody's is. */
  readonly trustedProxies: readonly string[];
  /** Aborted when the service is about to stop: it is not to be sent requests any more. */
  readonly leaving: AbortSignal;
  /** The eID's issuer, where a browser may run a login itself. */
  readonly eidOrigin?: string;
  readonly logLevel: 'info' | 'warn' | 'error' | 'silent';
  /** Left out, standard output. */
  readonly logTo?: { write(line: string): void };
  /** Is told of each answer, where somebody reads it. */
  readonly metrics?: Pick<Metrics, 'answered'>;
}

/** Of a connection on which nothing moves; live events say that they are still there more often. */
const LONGEST_REST_MILLISECONDS = 180_000;
const MAX_JSON_BYTES = 2 * 1024 * 1024;

export async function createServiceApp(options: ServiceAppOptions): Promise<FastifyInstance> {
  const { context, contract, embeddingOrigins, distFolder, maxDocumentBytes, logLevel } = options;
  const app = Fastify({
    bodyLimit: MAX_JSON_BYTES,
    genReqId: () => randomUUID(),
    // Addresses can hold credentials, so that requests are not logged; failures are, by their route.
    logController: new LogController({ disableRequestLogging: true }),
    logger: {
      level: logLevel,
      serializers: { err: describeError },
      ...(options.logTo && { stream: options.logTo }),
    },
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: 'idle',
    connectionTimeout: LONGEST_REST_MILLISECONDS,
    trustProxy: options.trustedProxies.length > 0 ? [...options.trustedProxies] : false,
    frameworkErrors: sendUnroutableProblem,
  });
  // The framework would take it as a text, and a page of any origin can send it without being asked (CORS).
  app.removeContentTypeParser('text/plain');
  const page = createSigningPage(distFolder, embeddingOrigins, options.eidOrigin);

  await app.register(accepts);
  await app.register(cors, {
    origin: [...embeddingOrigins],
    methods: ['GET', 'POST', 'PUT', 'DELETE'],
    allowedHeaders: [
      'Authorization',
      'Content-Type',
      'Content-Disposition',
      'Idempotency-Key',
      'If-Match',
      'Range',
      'Last-Event-ID',
    ],
    exposedHeaders: ['ETag', 'Content-Range', 'Repr-Digest', 'Retry-After'],
    maxAge: 600,
  });
  app.addHook('onRequest', setResponseHeaders);
  if (options.metrics) measureAnswers(app, options.metrics);
  // What cannot be an id is not looked for: the database would refuse some of it with an error.
  app.addHook('preValidation', async (request) => {
    for (const [name, value] of Object.entries((request.params ?? {}) as Record<string, string>)) {
      if (name === '*' || isId(value)) continue;
      // A person with a mangled link gets the page, which says so in words.
      if (name === 'taskId' && request.method === 'GET' && wantsHtml(request)) continue;
      throw new ServiceProblem(name === 'taskId' ? 'task-not-found' : 'not-found');
    }
  });
  const streams = new StreamLimit();
  stopGracefully(app, () => streams.endAll());
  replyWithProblems(app);
  healthRoutes(app, { database: context.database, leaving: options.leaving });
  staticRoutes(app, distFolder, page);
  await app.register(async (scope) => signerRoutes(scope, { context, contract, page, streams }));
  await app.register(async (scope) => uploadRoutes(scope, { context, contract }));
  await app.register(async (scope) => signatureRoutes(scope, { context, contract }));
  await app.register(async (scope) =>
    passkeyCeremonyRoutes(scope, { context, contract, page: createPasskeyPage(distFolder) }),
  );
  await app.register(async (scope) => loginRoutes(scope, { context, contract }));
  await app.register(async (scope) => customerRoutes(scope, { context, contract, maxDocumentBytes }));
  await app.register(async (scope) => noticeRoutes(scope, { context, contract }));
  return app;
}

function measureAnswers(app: FastifyInstance, metrics: Pick<Metrics, 'answered'>): void {
  app.addHook('onResponse', async ({ method, routeOptions }, reply) => {
    const { url: route } = routeOptions;
    // A stream is as long as its reader stays.
    if (route === EVENTS_ROUTE) return;
    metrics.answered({ method, route, status: reply.statusCode, seconds: reply.elapsedTime / 1000 });
  });
}

/** An error of the database also carries the values of its statement: those are nobody's to read. */
function describeError(error: Error): { type: string; message: string; stack: string } {
  return { type: error.name, message: error.message, stack: error.stack ?? '' };
}
