/** `npm start`: the signing service, a test eID and a customer's website, on one machine, ready to be tried. */
import { buildIfNeeded } from './build.ts';
import { readConfiguration, type EidSettings } from './configuration.ts';
import { startEid, type RunningEid } from './eid/start-eid.ts';
import { startHost } from './host/start-host.ts';
import { startMailbox } from './mailbox/start-mailbox.ts';
import { startService } from './service/start-service.ts';

try {
  await start();
} catch (error) {
  // A port that is taken or a folder in use is for the person at the prompt to mend: a stack helps nobody.
  console.error(describeStartFailure(error));
  process.exit(1);
}

async function start(): Promise<void> {
  const configuration = readConfiguration(process.env);
  const { customer, dataFolder, eid, hostSite, s3, seal, secretFile, servicePublicUrl } = configuration;
  await buildIfNeeded();
  const testEid = await startTestEid(eid, servicePublicUrl);
  const { mail, sms, webhooks, mailbox: ports } = configuration.notices;
  const mailbox = await startMailbox(ports);
  const service = await startService({
    host: configuration.serviceHost,
    port: configuration.servicePort,
    dataFolder,
    database: 'folder',
    publicUrl: servicePublicUrl,
    customers: [customer],
    embeddingOrigins: configuration.embeddingOrigins,
    distFolder: configuration.distFolder,
    maxDocumentBytes: configuration.maxDocumentBytes,
    seal,
    ...(s3 && { s3 }),
    ...(secretFile !== undefined && { secretFile }),
    ...(configuration.databaseUrl !== undefined && { databaseUrl: configuration.databaseUrl }),
    ...(eid.provider && { eid: eid.provider }),
    ...(mail && { mail }),
    ...(sms && { sms }),
    webhooks,
    trustedProxies: configuration.trustedProxies,
    ...(configuration.metrics && { metricsAt: configuration.metrics }),
    logLevel: 'warn',
  });
  const apiKey = customer.apiKey === 'dev-api-key' ? 'dev-api-key' : 'as configured';
  console.log(`signing service   ${servicePublicUrl}   (API key: ${apiKey})`);
  console.log(
    configuration.databaseUrl === undefined
      ? `data              ${dataFolder}   (embedded database: a power cut can lose what was written last)`
      : `data              ${dataFolder} and PostgreSQL`,
  );
  if (s3) console.log(`documents         bucket ${s3.bucket}${s3.endpoint ? ` at ${s3.endpoint}` : ''}`);
  const proof = seal.key ? 'as configured' : 'a development authority: it proves nothing to others';
  console.log(`trust anchor      ${service.trustAnchorFiles.join(' and ')}   (${proof})`);
  console.log(
    testEid
      ? `test eID          ${testEid.url}   (with named test people: it proves nothing)`
      : `eID               ${eid.provider?.issuer ?? 'none: no task can ask for a login'}`,
  );
  const host =
    hostSite &&
    (await startHost({
      host: '127.0.0.1',
      port: hostSite.port,
      serviceUrl: servicePublicUrl,
      apiKey: customer.apiKey,
      inbox: mailbox.messages,
      takesWebhooks: webhooks.dangerouslyAllowPrivateTargets === true,
      ...(eid.provider && { eidUrl: new URL(eid.provider.issuer).origin }),
    }));
  console.log(`e-mail            ${placeOf(mail, mailbox.mailUrl, hostSite?.url)}`);
  console.log(`SMS               ${placeOf(sms, mailbox.smsUrl, hostSite?.url)}`);
  console.log(`customer's site   ${hostSite?.url ?? 'none'}`);
  console.log('ready');

  const stop = async () => {
    await host?.stop();
    await service.stop();
    await mailbox.stop();
    await testEid?.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
}

/** Where notices go: to somebody's server, to this machine's mailbox, or nowhere. */
function placeOf(
  configured: object | undefined,
  mailboxUrl: string | undefined,
  hostUrl: string | undefined,
): string {
  if (mailboxUrl !== undefined) {
    const where = hostUrl === undefined ? '' : `: read it at ${hostUrl}/inbox`;
    return `${mailboxUrl}   (a mailbox that reaches nobody${where})`;
  }
  return configured ? 'as configured' : 'none: no order can ask for it';
}

async function startTestEid(eid: EidSettings, serviceUrl: string): Promise<RunningEid | undefined> {
  if (eid.kind !== 'test') return undefined;
  const { browserClient, serviceClient } = eid.provider;
  if (!browserClient) throw new Error('The test eID has a client for the browser.');
  return startEid({
    host: 'localhost',
    port: eid.port,
    publicUrl: eid.url,
    browserClient: { ...browserClient, origins: eid.browserOrigins },
    serviceClient: { ...serviceClient, redirectUris: [`${serviceUrl}/logins/callback`] },
  });
}

function describeStartFailure(error: unknown): string {
  const { code, port } = error as { code?: string; port?: number };
  if (code === 'EADDRINUSE') {
    return `Port ${port} is taken. Stop what uses it, or choose others with HOST_PORT, SERVICE_PORT, EID_PORT, MAIL_PORT and SMS_PORT.`;
  }
  return `Could not start: ${error instanceof Error ? error.message : String(error)}`;
}
