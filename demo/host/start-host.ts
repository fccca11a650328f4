/** The customer's website: its pages, and the small back end that talks to the signing service. */
import fastifyStatic from '@fastify/static';
import Fastify, {
  LogController,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import { fileURLToPath } from 'node:url';
import { sitePolicy } from './content-security-policy.ts';
import { homePage } from './pages/home-page.ts';
import { problemPage } from './pages/problem-page.ts';
import { ReceivedWebhooks } from './received-webhooks.ts';
import { agreementRoutes } from './routes/agreement-routes.ts';
import { noticeRoutes } from './routes/notice-routes.ts';
import { signingRoutes } from './routes/signing-routes.ts';
import { tenancyRoutes } from './routes/tenancy-routes.ts';
import { createSigningApi, SigningApiError } from './signing-api.ts';
import { sendPage, type InboxMessage } from './site.ts';
import { Visitors } from './visitors.ts';

export interface HostConfiguration {
  readonly host: string;
  readonly port: number;
  readonly serviceUrl: string;
  readonly apiKey: string;
  /** The eID's issuer, which the pages that embed the widget may ask. Without one nobody logs in there. */
  readonly eidUrl?: string;
  /** Where visitors reach the site, when that is not where it listens. */
  readonly publicUrl?: string;
  /** What was sent to anybody, where that is kept on this machine. */
  readonly inbox?: () => readonly InboxMessage[];
  /** Whether the signing service sends webhooks here. @default false */
  readonly takesWebhooks?: boolean;
  readonly logLevel?: 'warn' | 'silent';
}

export interface RunningHost {
  readonly url: string;
  stop(): Promise<void>;
}

export async function startHost(configuration: HostConfiguration): Promise<RunningHost> {
  const { host, port, serviceUrl, apiKey, eidUrl, logLevel = 'warn' } = configuration;
  // Addresses can hold what a login brought back: requests are not logged.
  const app = Fastify({
    logger: { level: logLevel },
    logController: new LogController({ disableRequestLogging: true }),
    frameworkErrors: sendUnroutable,
  });
  let url = configuration.publicUrl ?? '';
  const site = {
    api: createSigningApi(serviceUrl, apiKey),
    visitors: new Visitors(apiKey),
    webhooks: new ReceivedWebhooks(apiKey),
    takesWebhooks: configuration.takesWebhooks ?? false,
    inbox: configuration.inbox,
    serviceUrl,
    eidUrl,
    url: () => url,
  };
  app.addHook('onRequest', async (request, reply) => {
    withSafeHeaders(reply);
    // A form of another site must not make or withdraw an agreement. With `no-referrer` a browser's `Origin` says
    // nothing (Fetch, 3.2), this field does (https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header).
    const from = request.headers['sec-fetch-site'];
    if (request.method === 'POST' && from !== undefined && from !== 'same-origin' && from !== 'none') {
      return sendPage(reply.status(403), problemPage('That did not work', 'Send the form from this site.'));
    }
  });
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, new URLSearchParams(String(body))),
  );
  app.register(fastifyStatic, {
    root: fileURLToPath(new URL('./assets', import.meta.url)),
    prefix: '/assets/',
  });
  answerProblems(app);
  app.get('/', (_request, reply) => sendPage(reply, homePage()));
  tenancyRoutes(app, site);
  signingRoutes(app, site);
  agreementRoutes(app, site);
  noticeRoutes(app, site);
  await app.listen({ host, port });
  const address = app.server.address();
  const listening = typeof address === 'object' && address ? address.port : port;
  const ownUrl = `http://${host}:${listening}`;
  url ||= ownUrl;
  return { url: ownUrl, stop: () => app.close() };
}

/** An address that no route could be looked for: the framework's own answer would repeat it. */
function sendUnroutable(_error: FastifyError, _request: FastifyRequest, reply: FastifyReply): FastifyReply {
  withSafeHeaders(reply);
  return sendPage(reply.status(404), problemPage('Not found', 'There is no such page.'));
}

function withSafeHeaders(reply: FastifyReply): void {
  reply
    .header('content-security-policy', sitePolicy())
    .header('referrer-policy', 'no-referrer')
    .header('x-content-type-options', 'nosniff');
}

function answerProblems(app: FastifyInstance): void {
  app.setNotFoundHandler((_request, reply) =>
    sendPage(reply.status(404), problemPage('Not found', 'There is no such page.')),
  );
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error instanceof SigningApiError && error.status === 404) {
      return sendPage(reply.status(404), problemPage('Not found', 'There is no such agreement.'));
    }
    if (error.statusCode !== undefined && error.statusCode < 500) {
      return sendPage(
        reply.status(error.statusCode),
        problemPage('That did not work', 'What was sent could not be read. Go back and send the form again.'),
      );
    }
    request.log.error({ err: error }, 'request failed');
    return sendPage(
      reply.status(502),
      problemPage(
        'That did not work',
        'The signing service could not be reached. Nothing is lost; try again shortly.',
      ),
    );
  });
}
