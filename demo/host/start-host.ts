/** The customer's website: its pages, and the small back end that talks to the signing service. */
import fastifyStatic from '@fastify/static';
import Fastify, { LogController, type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify';
import { createHash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { fileURLToPath } from 'node:url';
import type { Order, UploadedDocument } from '../../src/task/contract.ts';
import { agreementPage, agreementsPage } from './pages/agreement-pages.ts';
import { homePage } from './pages/home-page.ts';
import { problemPage } from './pages/problem-page.ts';
import { signingPage } from './pages/signing-page.ts';
import { EXAMPLE_TENANCY, tenancyPage } from './pages/tenancy-page.ts';
import { createSigningApi, SigningApiError, type SigningApi } from './signing-api.ts';
import { makeTenancyAgreement } from './tenancy-agreement-pdf.ts';
import { isTenancy, parseTenancy, type Tenancy } from './tenancy.ts';

export interface HostConfiguration {
  readonly host: string;
  readonly port: number;
  readonly serviceUrl: string;
  readonly apiKey: string;
  readonly logLevel?: 'warn' | 'silent';
}

export interface RunningHost {
  readonly url: string;
  stop(): Promise<void>;
}

export async function startHost(configuration: HostConfiguration): Promise<RunningHost> {
  const { host, port, serviceUrl, apiKey, logLevel = 'warn' } = configuration;
  const app = Fastify({
    logger: { level: logLevel },
    logController: new LogController({ disableRequestLogging: true }),
  });
  app.addHook('onRequest', async (_request, reply) => {
    reply
      .header('content-security-policy', policyFor(serviceUrl))
      .header('referrer-policy', 'no-referrer')
      .header('x-content-type-options', 'nosniff');
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
  routes(app, createSigningApi(serviceUrl, apiKey), serviceUrl);
  await app.listen({ host, port });
  const address = app.server.address();
  const listening = typeof address === 'object' && address ? address.port : port;
  return { url: `http://${host}:${listening}`, stop: () => app.close() };
}

function routes(app: FastifyInstance, api: SigningApi, serviceUrl: string): void {
  const agreements = new OncePerAttempt<Order>();
  // Kept apart, so that a second try after a lost answer asks for the very same order.
  const documents = new OncePerAttempt<UploadedDocument>();
  app.get('/', (_request, reply) => sendPage(reply, homePage()));
  app.get('/tenancy', (_request, reply) => sendPage(reply, tenancyPage(EXAMPLE_TENANCY, {}, randomUUID())));

  app.post('/tenancy', async (request, reply) => {
    const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
    const parsed = parseTenancy(form);
    const attempt = /^[0-9a-f-]{36}$/.test(form.get('attempt') ?? '')
      ? String(form.get('attempt'))
      : randomUUID();
    const again = (failure?: string) =>
      sendPage(
        reply.status(422),
        tenancyPage(Object.fromEntries(form), isTenancy(parsed) ? {} : parsed, attempt, failure),
      );
    if (!isTenancy(parsed)) return again();
    // Whoever goes back and changes the form makes another agreement, not the first one again.
    const key = createHash('sha256')
      .update(JSON.stringify([attempt, parsed]))
      .digest('hex');
    const upload = async () => api.uploadDocument(await makeTenancyAgreement(parsed));
    try {
      const order = await agreements.make(key, async () =>
        orderAgreement(api, parsed, await documents.make(key, upload), key),
      );
      // See other: going back, or loading again, asks for nothing twice.
      return await reply.redirect(`/agreements/${order.id}/sign`, 303);
    } catch (error) {
      if (error instanceof SigningApiError && error.problem?.code === 'invalid-request') {
        return again('The signing service does not accept this. Look at what you have entered.');
      }
      throw error;
    }
  });

  app.get('/agreements', async (_request, reply) =>
    sendPage(reply, agreementsPage((await api.listOrders()).orders)),
  );

  app.get<{ Params: { id: string } }>('/agreements/:id', async (request, reply) =>
    sendPage(reply, agreementPage(await api.readOrder(request.params.id))),
  );

  app.get<{ Params: { id: string } }>('/agreements/:id/status', async (request) => {
    const { status } = await api.readOrder(request.params.id);
    return { status };
  });

  app.get<{ Params: { id: string } }>('/agreements/:id/sign', async (request, reply) => {
    const order = await api.readOrder(request.params.id);
    const [task] = order.tasks;
    if (!task) return reply.redirect(`/agreements/${order.id}`, 303);
    return sendPage(reply, signingPage(order, task.taskUrl, serviceUrl));
  });

  app.get<{ Params: { id: string; documentId: string } }>(
    '/agreements/:id/sealed/:documentId',
    async (request, reply) => {
      const sealed = await api.downloadSealed(request.params.id, request.params.documentId);
      reply
        .header('content-type', 'application/pdf')
        .header('content-disposition', 'attachment; filename="agreement.pdf"');
      return reply.send(sealed.body ? Readable.fromWeb(sealed.body as ReadableStream) : '');
    },
  );
}

/** Pressing the button twice gives one agreement: the second press waits for, and gets, the first one's. */
class OncePerAttempt<Made> {
  static readonly #MOST = 1000;
  readonly #made = new Map<string, Promise<Made>>();

  make(attempt: string, make: () => Promise<Made>): Promise<Made> {
    const known = this.#made.get(attempt);
    if (known) return known;
    const making = make();
    this.#made.set(attempt, making);
    making.catch(() => this.#made.delete(attempt));
    const oldest = this.#made.size > OncePerAttempt.#MOST ? this.#made.keys().next().value : undefined;
    if (oldest !== undefined) this.#made.delete(oldest);
    return making;
  }
}

async function orderAgreement(
  api: SigningApi,
  tenancy: Tenancy,
  document: UploadedDocument,
  key: string,
): Promise<Order> {
  return api.createOrder(
    {
      title: 'Tenancy agreement',
      documents: [
        { name: 'agreement', documentId: document.id, title: `Tenancy agreement, ${tenancy.address}` },
      ],
      tasks: [
        {
          name: 'tenant',
          subject: { name: tenancy.tenantName, email: tenancy.email },
          actions: [{ document: 'agreement', type: 'sign' }],
          signatureMethods: ['handwritten', 'consent'],
          deadline: 'P14D',
        },
      ],
    },
    `tenancy-${key}`,
  );
}

/** What an embedding page must allow: the widget's code and requests, and its PDF worker. */
function policyFor(serviceUrl: string): string {
  return [
    `default-src 'self'`,
    `script-src 'self' ${serviceUrl}`,
    `connect-src 'self' ${serviceUrl}`,
    `style-src 'self'`,
    `img-src 'self' data: blob:`,
    `worker-src 'self' blob:`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
    `require-trusted-types-for 'script'`,
    `trusted-types signing-widget lit-html`,
  ].join('; ');
}

function sendPage(reply: FastifyReply, page: string): FastifyReply {
  return reply
    .header('content-type', 'text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(page);
}
