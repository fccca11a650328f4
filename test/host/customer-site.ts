/** The customer's site with the real service and the real test eID behind it, and visitors who come to it. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { startEid } from '../../demo/eid/start-eid.ts';
import { EXAMPLE_TENANCY } from '../../demo/host/pages/tenancy-page.ts';
import { startMailbox } from '../../demo/mailbox/start-mailbox.ts';
import { startHost, type RunningHost } from '../../demo/host/start-host.ts';
import type { Way } from '../../demo/host/ways.ts';
import { createOpenIdProvider } from '../../demo/service/adapters/openid/create-open-id-provider.ts';
import type { Order, OrderPage, TaskSession } from '../../src/task/contract.ts';
import { API_KEY, HOST_ORIGIN, Signer, startTestService, type TestService } from '../harness/test-service.ts';

export interface CustomerSite {
  readonly service: TestService;
  readonly host: RunningHost;
  readonly eidUrl: string;
  /** Another process of the same site: it shares the service with the first, and nothing else. */
  startAnother(): Promise<RunningHost>;
  stop(): Promise<void>;
}

export async function startCustomerSite(): Promise<CustomerSite> {
  const port = await freePort();
  const eidUrl = `http://localhost:${port}`;
  const serviceClient = { clientId: 'signing-service', clientSecret: randomUUID() };
  const redirectUris = [`${HOST_ORIGIN}/login/callback`];
  const eid = await startEid({
    host: 'localhost',
    port,
    publicUrl: eidUrl,
    browserClient: { clientId: 'signing-widget', redirectUris, origins: [HOST_ORIGIN] },
    serviceClient: { ...serviceClient, redirectUris },
    logLevel: 'silent',
  });
  const identityProvider = createOpenIdProvider({
    issuer: eidUrl,
    scope: 'openid profile national_id',
    maxAgeSeconds: 900,
    signatureAcrValues: ['urn:eid:test:high'],
    browserClient: { clientId: 'signing-widget', redirectUris },
    serviceClient,
  });
  const mailbox = await startMailbox({ mailPort: 0, smsPort: 0 });
  const service = await startTestService({
    identityProvider,
    host: 'localhost',
    mail: { url: mailbox.mailUrl ?? '', from: 'signing@service.test' },
    sms: { url: mailbox.smsUrl ?? '', sender: 'Fjord' },
  });
  const startAnother = () =>
    startHost({
      host: '127.0.0.1',
      port: 0,
      serviceUrl: service.url,
      apiKey: API_KEY,
      eidUrl,
      inbox: mailbox.messages,
      takesWebhooks: true,
      logLevel: 'silent',
    });
  const host = await startAnother();
  return {
    service,
    host,
    eidUrl,
    startAnother,
    async stop() {
      await host.stop();
      await service.stop();
      await mailbox.stop();
      await eid.stop();
    },
  };
}

/** A visitor with a browser of their own: it keeps what the site tells it to keep. */
export class Visitor {
  cookie = '';

  constructor(
    readonly site: CustomerSite,
    readonly hostUrl = site.host.url,
  ) {}

  async get(path: string): Promise<Response> {
    return this.#keep(await this.#ask(path, {}));
  }

  async text(path: string): Promise<string> {
    return (await this.get(path)).text();
  }

  async post(path: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}) {
    return this.#keep(await this.#ask(path, { method: 'POST', body: new URLSearchParams(fields), headers }));
  }

  /** Fills in the form of a way, and sends it. */
  async fillsIn(way: Way['id'], { attempt = randomUUID(), ...change }: Record<string, string> = {}) {
    const response = await this.post(`/tenancy/${way}`, { ...EXAMPLE_TENANCY, attempt, ...change });
    return { response, location: response.headers.get('location') ?? '' };
  }

  /** Fills in the form of a way. @returns the agreement that it became */
  async makes(way: Way['id']): Promise<Order> {
    const { response } = await this.fillsIn(way);
    assert.equal(response.status, 303);
    return newestOrder(this.site);
  }

  #ask(path: string, init: RequestInit): Promise<Response> {
    const headers = { ...(init.headers as Record<string, string>), cookie: this.cookie };
    return fetch(`${this.hostUrl}${path}`, { ...init, headers, redirect: 'manual' });
  }

  #keep(response: Response): Response {
    this.cookie = response.headers.get('set-cookie')?.split(';')[0] ?? this.cookie;
    return response;
  }
}

export async function newestOrder({ service }: CustomerSite): Promise<Order> {
  const { body } = await service.call<OrderPage>('listOrders', '/orders?limit=1', {
    headers: service.asCustomer(),
  });
  assert.ok(body.orders[0]);
  return body.orders[0];
}

/** What a widget does with what a page gave it. */
export function open<Body>({ service }: CustomerSite, by: Record<string, string>) {
  return service.call<Body>('openTask', '/task-sessions', { method: 'POST', body: by });
}

export async function signerBy(site: CustomerSite, by: Record<string, string>): Promise<Signer> {
  const { status, body } = await open<TaskSession>(site, by);
  assert.equal(status, 201, JSON.stringify(body));
  return new Signer(site.service, body);
}

/** @returns the task's URL and the artifact that a page, or a redirect, leads on with */
export function artifactIn(text: string): { readonly taskUrl: string; readonly artifact: string } {
  const [, taskUrl = '', artifact = ''] = /(http[^"#]*\/tasks\/[^"#]*)#artifact=([^"]+)/.exec(text) ?? [];
  return { taskUrl, artifact };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
