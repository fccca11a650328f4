/**
 * A service in a process of its own, which can be told to die: without a word, as by `kill -9`, at a point that is hard
 * to hit from outside.
 */
import { startService } from '../../demo/service/start-service.ts';
import type { S3Configuration } from '../../demo/service/adapters/s3/s3-bucket.ts';
import { openDevelopmentAuthority } from '../../demo/service/adapters/keys/development-authority.ts';

/** `after-commit`: a completion is stored, and not yet answered. `while-sealing`: a time stamp has been asked for. */
export type DeathPoint = 'after-commit' | 'while-sealing';

export interface ServiceProcessOptions {
  readonly dataFolder: string;
  readonly port: number;
  readonly databaseUrl?: string;
  readonly s3?: S3Configuration;
  readonly secretFile?: string;
  readonly apiKey: string;
}

const options = JSON.parse(process.argv[2] ?? '{}') as ServiceProcessOptions;
let deathPoint: DeathPoint | undefined;
process.on('message', (message: DeathPoint) => (deathPoint = message));
const die = () => process.kill(process.pid, 'SIGKILL');

const { timeStampAuthority } = await openDevelopmentAuthority(options.dataFolder);
const { apiKey, ...where } = options;
const service = await startService(
  {
    ...where,
    host: '127.0.0.1',
    database: 'folder',
    customers: [{ id: 'fjord', name: 'Fjord Homes', apiKey }],
    embeddingOrigins: [],
    distFolder: options.dataFolder,
    maxDocumentBytes: 1024 * 1024,
    webhooks: { dangerouslyAllowPrivateTargets: true },
    logLevel: 'silent',
  },
  {
    timeStamps: {
      stamp(imprint) {
        if (deathPoint === 'while-sealing') die();
        return timeStampAuthority.stamp(imprint);
      },
    },
  },
);
service.app.server.prependListener('request', (request, response) => {
  if (!request.url?.endsWith('/completion')) return;
  const answer = response.writeHead.bind(response);
  // The answer is written once everything has been committed.
  response.writeHead = ((...parameters: Parameters<typeof answer>) => {
    if (deathPoint === 'after-commit') die();
    return answer(...parameters);
  }) as typeof response.writeHead;
});
process.send?.({ url: service.url });
process.once('SIGTERM', () => void service.stop().then(() => process.exit(0)));
// Whoever started it is gone: nobody would stop it any more.
process.once('disconnect', die);
