/**
 * The service, the customer's site and the eID in a process of their own, so that all they write anywhere can be
 * read. The service logs more than in production: what is not there then is not there now.
 */
import type { DemoSite } from '../../harness/demo-site.ts';
import { seeRequests, type SeenRequest } from './seen-requests.ts';
import {
  API_KEY,
  OTHER_API_KEY,
  type Addresses,
  type Exchange,
  type Question,
  type Questions,
} from './site-protocol.ts';

await serve(process.argv[2] ?? '');

async function serve(embeddingOrigin: string): Promise<void> {
  const requests = seeRequests();
  const exchanges = seeExchanges();
  // Only now: whoever takes `fetch` when it is loaded takes the one that is looked at.
  const { startDemoSite } = await import('../../harness/demo-site.ts');
  const site = await startDemoSite({
    embeddingOrigin,
    service: {
      logLevel: 'info',
      customers: [
        { id: 'demo', name: 'Fjord Homes', apiKey: API_KEY },
        { id: 'other', name: 'Another customer', apiKey: OTHER_API_KEY },
      ],
    },
  });
  const answers = questionsTo(site, requests, exchanges);
  process.on('message', ({ id, name, text }: Question) => {
    answers[name](text).then(
      (answer) => process.send?.({ id, answer }),
      (error: unknown) => process.send?.({ id, error: String(error) }),
    );
  });
  process.once('disconnect', () => void site.stop().then(() => process.exit(0)));
  const { hostUrl, serviceUrl, eidUrl } = site;
  process.send?.({ hostUrl, serviceUrl, eidUrl } satisfies Addresses);
}

function questionsTo(
  { service }: DemoSite,
  requests: readonly SeenRequest[],
  exchanges: readonly Exchange[],
): Questions {
  return {
    rows: (sql) => service.database.query(sql),
    requests: async () => requests,
    exchanges: async () => exchanges,
    write: async (text) => {
      service.app.log.info(text);
      process.stderr.write(`${text}\n`);
    },
  };
}

function seeExchanges(): readonly Exchange[] {
  const seen: Exchange[] = [];
  const { fetch } = globalThis;
  globalThis.fetch = async (input, init) => {
    const response = await fetch(input, init);
    if (init?.body instanceof URLSearchParams && init.body.has('code')) {
      const { body } = init;
      const { id_token: idToken, access_token: accessToken } = (await response.clone().json()) as {
        readonly id_token?: unknown;
        readonly access_token?: unknown;
      };
      seen.push({ code: body.get('code'), codeVerifier: body.get('code_verifier'), idToken, accessToken });
    }
    return response;
  };
  return seen;
}
