/** Signatures by passkeys, on every database: one service for all, that is reached by a name. */
import { after, before, describe } from 'node:test';
import { postgres } from '../../harness/each-database.ts';
import { whyNoPostgres } from '../../harness/postgres-server.ts';
import { startTestService, type TestService } from '../../harness/test-service.ts';
import { ceremoniesInWindows } from './passkeys/ceremonies-in-windows.ts';
import { BELOW, ELSEWHERE } from './passkeys/origins.ts';
import { refusedAssertions } from './passkeys/refused-assertions.ts';
import { registering } from './passkeys/registering.ts';
import { signingWithPasskeys } from './passkeys/signing-with-passkeys.ts';

function passkeys(databaseUrl: () => Promise<string | undefined>): void {
  let service: TestService;
  before(async () => {
    const url = await databaseUrl();
    service = await startTestService({
      host: 'localhost',
      embeddingOrigins: [BELOW, ELSEWHERE],
      ...(url !== undefined && { databaseUrl: url }),
    });
  });
  after(() => service?.stop());

  signingWithPasskeys(() => service);
  refusedAssertions(() => service);
  registering(() => service);
  ceremoniesInWindows(() => service);
}

describe('passkeys, on PGlite', () => passkeys(() => Promise.resolve(undefined)));
describe('passkeys, on PostgreSQL', { skip: whyNoPostgres() ?? false }, () =>
  passkeys(async () => (await postgres()).freshDatabase()),
);
