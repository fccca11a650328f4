/** `npm start`: the signing service and a customer's website, on one machine, ready to be tried. */
import { buildIfNeeded } from './build.ts';
import { readConfiguration } from './configuration.ts';
import { startHost } from './host/start-host.ts';
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
  const { customer, dataFolder, hostPort, hostUrl, servicePort, servicePublicUrl, timeStampUrl } =
    configuration;
  await buildIfNeeded();
  const service = await startService({
    host: 'localhost',
    port: servicePort,
    dataFolder,
    database: 'folder',
    publicUrl: servicePublicUrl,
    customers: [customer],
    embeddingOrigins: configuration.embeddingOrigins,
    distFolder: configuration.distFolder,
    maxDocumentBytes: configuration.maxDocumentBytes,
    ...(timeStampUrl !== undefined && { timeStampUrl }),
    logLevel: 'warn',
  });
  const apiKey = customer.apiKey === 'dev-api-key' ? 'dev-api-key' : 'as configured';
  console.log(`signing service   ${servicePublicUrl}   (API key: ${apiKey})`);
  console.log(
    `data              ${dataFolder}   (embedded database: a power cut can lose what was written last)`,
  );
  console.log(`trust anchor      ${service.caFile}   (a development authority: it proves nothing to others)`);
  const host = await startHost({
    host: '127.0.0.1',
    port: hostPort,
    serviceUrl: servicePublicUrl,
    apiKey: customer.apiKey,
  });
  console.log(`customer's site   ${hostUrl}`);
  console.log('ready');

  const stop = async () => {
    await host.stop();
    await service.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
}

function describeStartFailure(error: unknown): string {
  const { code, port } = error as { code?: string; port?: number };
  if (code === 'EADDRINUSE') {
    return `Port ${port} is taken. Stop what uses it, or choose others with HOST_PORT and SERVICE_PORT.`;
  }
  return `Could not start: ${error instanceof Error ? error.message : String(error)}`;
}
