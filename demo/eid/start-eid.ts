/**
 * The test eID: an OpenID provider with named people, as a stand-in for a national one. It is somebody else's:
 * it knows its clients by their registration, and nothing of signing.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createProvider, loginPath } from './create-provider.ts';
import { handleLogin, pathOf } from './login.ts';
import { sendPage, setPageHeaders } from './page-headers.ts';
import { faultPage } from './pages/problem-page.ts';
import type { ProviderConfiguration } from './provider-settings.ts';

export interface EidConfiguration extends ProviderConfiguration {
  readonly host: string;
  readonly port: number;
  /** Set, every page cuts its tie to the window that opened it, as real eIDs do. */
  readonly crossOriginOpenerPolicy?: 'same-origin';
  readonly logLevel?: 'warn' | 'silent';
}

export interface RunningEid {
  readonly url: string;
  stop(): Promise<void>;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const ASSETS = [
  { name: 'eid.css', type: 'text/css; charset=utf-8' },
  { name: 'mark.svg', type: 'image/svg+xml' },
];

export async function startEid(configuration: EidConfiguration): Promise<RunningEid> {
  const { host, port, logLevel = 'warn' } = configuration;
  const reportFault = logLevel === 'silent' ? () => undefined : writeFault;
  const handle = await createHandler(configuration, reportFault);
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      reportFault(error);
      if (response.headersSent) return response.destroy();
      return sendPage(response, 500, faultPage());
    });
  });
  await listen(server, host, port);
  const address = server.address();
  const listening = typeof address === 'object' && address ? address.port : port;
  return { url: `http://${host}:${listening}`, stop: () => close(server) };
}

async function createHandler(
  configuration: EidConfiguration,
  reportFault: (error: unknown) => void,
): Promise<Handler> {
  const { publicUrl, crossOriginOpenerPolicy } = configuration;
  const { host: publicHost, protocol } = new URL(publicUrl);
  const provider = await createProvider(configuration, reportFault);
  const answerAsProvider = provider.callback();
  const assets = await readAssets();
  const pageHeaders = { formTargets: formTargetsOf(configuration), crossOriginOpenerPolicy };
  return async (request, response) => {
    // Addresses and cookies follow the public URL, whatever the request says of where it came to.
    request.headers['x-forwarded-host'] = publicHost;
    request.headers['x-forwarded-proto'] = protocol.slice(0, -1);
    setPageHeaders(response, pageHeaders);
    const path = pathOf(request);
    const asset = request.method === 'GET' ? assets.get(path) : undefined;
    if (asset) {
      response.writeHead(200, { 'content-type': asset.type, 'cache-control': 'max-age=300' });
      response.end(asset.bytes);
    } else if (path.startsWith(loginPath(''))) {
      await handleLogin(provider, request, response);
    } else {
      await answerAsProvider(request, response);
    }
  };
}

async function readAssets(): Promise<ReadonlyMap<string, { readonly type: string; readonly bytes: Buffer }>> {
  const read = ASSETS.map(async ({ name, type }) => {
    const bytes = await readFile(new URL(`./assets/${name}`, import.meta.url));
    return [`/assets/${name}`, { type, bytes }] as const;
  });
  return new Map(await Promise.all(read));
}

/** A client's own page may lead on to the site that it is part of: those are the origins that it is registered with. */
function formTargetsOf({ browserClient, serviceClient }: EidConfiguration): string[] {
  const redirectOrigins = [...browserClient.redirectUris, ...serviceClient.redirectUris].map(
    (uri) => new URL(uri).origin,
  );
  return [...new Set([...redirectOrigins, ...browserClient.origins])];
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    // A browser keeps its connection open for the next page, which does not come.
    server.closeAllConnections();
  });
}

/** Straight to where errors go: a person's name or number is in none of them. */
function writeFault(error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`test eID: ${text}\n`);
}
