/** `npm start`: the signing service and a customer's website, on one machine, ready to be tried. */
import { buildIfNeeded } from './build.ts';
import { readConfiguration } from './configuration.ts';
import { startHost } from './host/start-host.ts';
import { startService } from './service/start-service.ts';

const configuration = readConfiguration(process.env);
const { dataFolder, servicePort, servicePublicUrl, hostPort, hostUrl, customer, timeStampUrl } =
  configuration;

try {
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
  console.log(
    `signing service   ${servicePublicUrl}   (API key: ${customer.apiKey === 'dev-api-key' ? 'dev-api-key' : 'as configured'})`,
  );
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

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await host.stop();
    await service.stop();
    process.exit(0);
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());
} catch (error) {
  // A port that is taken or a folder in use is for the person at the prompt to mend: a stack helps nobody.
  console.error(describeStartFailure(error));
  process.exit(1);
}

function describeStartFailure(error: unknown): string {
  const { code, port } = error as { code?: string; port?: number };
  if (code === 'EADDRINUSE') {
    return `Port ${port} is taken. Stop what uses it, or choose others with HOST_PORT and SERVICE_PORT.`;
  }
  return error instanceof Error ? `Could not start: ${error.message}` : String(error);
}
