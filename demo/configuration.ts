/** What the environment says, read once and checked, so that a wrong word stops the start and not a signer. */
import { fileURLToPath } from 'node:url';
import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { hostFrom, portFrom, textFrom } from './environment.ts';
import { noticesFrom, type NoticeSettings } from './notice-configuration.ts';
import type { OpenIdConfiguration } from './service/adapters/openid/create-open-id-provider.ts';
import type { CustomerConfiguration } from './service/adapters/customers.ts';
import type { MetricsAddress } from './service/metrics/start-metrics-server.ts';
import type { SealConfiguration } from './service/adapters/keys/open-seal-authorities.ts';
import type { S3Configuration } from './service/adapters/s3/s3-bucket.ts';
import { sealFrom } from './seal-settings.ts';
import { storeFrom } from './store-settings.ts';

export interface DemoConfiguration {
  /** Where the customer's website is; undefined: there is none. */
  readonly hostSite: { readonly port: number; readonly url: string } | undefined;
  /** The address that the service listens at. */
  readonly serviceHost: string;
  readonly servicePort: number;
  readonly dataFolder: string;
  readonly distFolder: string;
  /** Where signers reach the service: task URLs begin with it. */
  readonly servicePublicUrl: string;
  readonly customer: CustomerConfiguration;
  readonly embeddingOrigins: readonly string[];
  readonly maxDocumentBytes: number;
  readonly seal: SealConfiguration;
  /** A bucket; undefined: the data folder. */
  readonly s3: S3Configuration | undefined;
  /** The file with the secret that instances share; undefined: one in the data folder. */
  readonly secretFile: string | undefined;
  /** PostgreSQL; undefined: an embedded database in the data folder. */
  readonly databaseUrl: string | undefined;
  readonly trustedProxies: readonly string[];
  /** Where operators read figures; undefined: nowhere. */
  readonly metrics: MetricsAddress | undefined;
  readonly eid: EidSettings;
  readonly notices: NoticeSettings;
}

/** Which eID signers log in with: none, somebody's, or the test eID, which is started with the rest. */
export type EidSettings =
  | { readonly kind: 'none'; readonly provider: undefined }
  | { readonly kind: 'provider'; readonly provider: OpenIdConfiguration }
  | {
      readonly kind: 'test';
      readonly provider: OpenIdConfiguration;
      readonly port: number;
      readonly url: string;
      /** Pages of these origins may run a login in the browser. */
      readonly browserOrigins: readonly string[];
    };

export const ROOT = fileURLToPath(new URL('../', import.meta.url));
const DEVELOPMENT_API_KEY = 'dev-api-key';
/** The test eID lives no longer than this process, and neither does its secret. */
const TEST_EID_SECRET = randomBytes(24).toString('base64url');
/** The better of the two that the test eID has. */
const TEST_EID_ACR = 'urn:eid:test:high';
const DEFAULT_SCOPE = 'openid profile national_id';
/** Seconds since a signer last proved who they are: long enough to come back to a page that was left. */
const DEFAULT_MAX_AGE_SECONDS = 900;

/** @throws Error that says which variable is wrong, and how */
export function readConfiguration(env: NodeJS.ProcessEnv): DemoConfiguration {
  const servicePort = portFrom(env, 'SERVICE_PORT', 4101);
  const apiKey = env.API_KEY ?? DEVELOPMENT_API_KEY;
  if (env.NODE_ENV === 'production' && apiKey === DEVELOPMENT_API_KEY) {
    throw new Error('API_KEY must be set to a key of your own when NODE_ENV is production.');
  }
  if (apiKey.length < 8) throw new Error('API_KEY must have at least 8 characters.');
  const hostSite = hostSiteFrom(env);
  const servicePublicUrl = originFrom(env, 'SERVICE_URL') ?? `http://localhost:${servicePort}`;
  const embeddingOrigins = [
    ...new Set([...(hostSite ? [hostSite.url] : []), ...originsFrom(env, 'EMBEDDING_ORIGINS')]),
  ];
  const secretFile = textFrom(env, 'SERVICE_SECRET_FILE');
  return {
    hostSite,
    serviceHost: hostFrom(env, 'SERVICE_HOST') ?? 'localhost',
    servicePort,
    dataFolder: resolve(ROOT, env.DATA_DIR || '.data'),
    distFolder: join(ROOT, 'dist'),
    servicePublicUrl,
    customer: { id: 'demo', name: env.SENDER_NAME || 'Fjord Homes', apiKey },
    embeddingOrigins,
    maxDocumentBytes: megabytesFrom(env, 'MAX_DOCUMENT_MB', 50) * 1024 * 1024,
    seal: sealFrom(env, urlFrom(env, 'TSA_URL')),
    s3: storeFrom(env),
    secretFile: secretFile === undefined ? undefined : resolve(secretFile),
    databaseUrl: databaseFrom(env),
    trustedProxies: proxiesFrom(env),
    metrics: metricsFrom(env),
    eid: eidFrom(env, servicePublicUrl, embeddingOrigins),
    notices: noticesFrom(env),
  };
}

/** A demonstration: whoever runs the service for customers of their own does without. */
function hostSiteFrom(env: NodeJS.ProcessEnv): DemoConfiguration['hostSite'] {
  if (env.HOST_PORT === 'none') return undefined;
  const port = portFrom(env, 'HOST_PORT', 4100);
  return { port, url: `http://127.0.0.1:${port}` };
}

/** On this machine only, unless another address of it is named. */
function metricsFrom(env: NodeJS.ProcessEnv): MetricsAddress | undefined {
  const port = portFrom(env, 'METRICS_PORT', 0);
  return port === 0 ? undefined : { host: textFrom(env, 'METRICS_HOST') ?? '127.0.0.1', port };
}

function databaseFrom(env: NodeJS.ProcessEnv): string | undefined {
  const text = env.DATABASE_URL;
  if (text === undefined || text === '') return undefined;
  if (!URL.canParse(text) || !/^postgres(ql)?:$/.test(new URL(text).protocol)) {
    // Not repeated here: it may hold a password.
    throw new Error('DATABASE_URL must be a URL such as postgres://signing@db.example/signing.');
  }
  return text;
}

function eidFrom(
  env: NodeJS.ProcessEnv,
  serviceUrl: string,
  embeddingOrigins: readonly string[],
): EidSettings {
  const browserOrigins = [serviceUrl, ...embeddingOrigins];
  const registered = redirectUrisFrom(env);
  const redirectUris =
    registered.length > 0 ? registered : browserOrigins.map((origin) => `${origin}/login/callback`);
  const wanted = wordsFrom(env, 'EID_SIGNATURE_ACR');
  const common = {
    scope: env.EID_SCOPE || DEFAULT_SCOPE,
    maxAgeSeconds: maxAgeFrom(env),
    ...(wanted.length > 0 && { signatureAcrValues: wanted }),
  };
  const issuer = urlFrom(env, 'EID_ISSUER');
  if (issuer !== undefined) {
    const browserClientId = env.EID_CLIENT_ID;
    return {
      kind: 'provider',
      provider: {
        ...common,
        issuer,
        serviceClient: {
          clientId: requiredFrom(env, 'EID_SERVICE_CLIENT_ID'),
          clientSecret: requiredFrom(env, 'EID_SERVICE_CLIENT_SECRET'),
        },
        // Without a public client the service runs every login.
        ...(browserClientId && { browserClient: { clientId: browserClientId, redirectUris } }),
      },
    };
  }
  // The test eID lets anyone be anyone.
  if (env.NODE_ENV === 'production') return { kind: 'none', provider: undefined };
  const port = portFrom(env, 'EID_PORT', 4102);
  const url = `http://localhost:${port}`;
  return {
    kind: 'test',
    port,
    url,
    browserOrigins,
    provider: {
      signatureAcrValues: [TEST_EID_ACR],
      ...common,
      issuer: url,
      serviceClient: { clientId: 'signing-service', clientSecret: TEST_EID_SECRET },
      browserClient: { clientId: 'signing-widget', redirectUris },
    },
  };
}

/** One with a typing error would never match, and nobody would be told. */
function redirectUrisFrom(env: NodeJS.ProcessEnv): string[] {
  return wordsFrom(env, 'EID_REDIRECT_URIS').map((text) => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (!url || !/^https?:$/.test(url.protocol) || url.hash !== '' || url.username !== '') {
      throw new Error(
        `EID_REDIRECT_URIS must be URLs such as https://sign.example/login/callback: ${text} is none.`,
      );
    }
    return text;
  });
}

/** Whom to believe that somebody else calls: an address, or a network as address/bits. */
function proxiesFrom(env: NodeJS.ProcessEnv): string[] {
  return wordsFrom(env, 'TRUSTED_PROXIES').map((text) => {
    const [address = '', bits, ...more] = text.split('/');
    const longest = isIP(address) === 4 ? 32 : 128;
    const isNetwork = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= longest);
    if (isIP(address) === 0 || !isNetwork || more.length > 0) {
      throw new Error(`TRUSTED_PROXIES must be addresses or networks such as 10.0.0.0/8: ${text} is none.`);
    }
    return text;
  });
}

function maxAgeFrom(env: NodeJS.ProcessEnv): number | undefined {
  const text = env.EID_MAX_AGE_SECONDS;
  if (text === 'none') return undefined;
  const seconds = Number(text || DEFAULT_MAX_AGE_SECONDS);
  if (!Number.isInteger(seconds) || seconds < 0) {
    throw new Error(
      'EID_MAX_AGE_SECONDS must be a number of seconds, or none where the eID tells no auth_time.',
    );
  }
  return seconds;
}

function requiredFrom(env: NodeJS.ProcessEnv, name: string): string {
  const text = env[name];
  if (text === undefined || text === '') throw new Error(`${name} must be set with EID_ISSUER.`);
  return text;
}

function wordsFrom(env: NodeJS.ProcessEnv, name: string): string[] {
  return (env[name] ?? '').split(/[\s,]+/).filter(Boolean);
}

function megabytesFrom(env: NodeJS.ProcessEnv, name: string, fallback: number): number {
  const size = Number(env[name] || fallback);
  if (!Number.isFinite(size) || size <= 0 || size > 500)
    throw new Error(`${name} must lie between 0 and 500.`);
  return size;
}

function originsFrom(env: NodeJS.ProcessEnv, name: string): string[] {
  return wordsFrom(env, name).map((text) => parseOrigin(name, text));
}

function originFrom(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const text = env[name];
  return text === undefined || text === '' ? undefined : parseOrigin(name, text);
}

/** A wrong one would be noticed only when the first order is to be sealed. */
function urlFrom(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const text = env[name];
  if (text === undefined || text === '') return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    // Not repeated here: what is refused may hold a password.
    throw new Error(`${name} must be a URL such as https://time.example/stamp, without name and password.`);
  }
  return text;
}

function parseOrigin(name: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // Whatever stands behind the origin, or a name before it, was meant for something that it would not do.
  if (!url || !/^https?:$/.test(url.protocol) || url.href !== `${url.origin}/`) {
    throw new Error(`${name} must be an origin such as https://sign.example: ${text} is none.`);
  }
  return url.origin;
}
