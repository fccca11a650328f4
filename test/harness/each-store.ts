/** One suite, run on every store that documents can be kept in. It knows their adapters, and no test. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import { openStores, type Stores } from '../../demo/service/adapters/open-stores.ts';
import type { S3Configuration } from '../../demo/service/adapters/s3/s3-bucket.ts';
import { S3Server, useCredentials } from './s3-server.ts';

/**
 * - folder
 * - a bucket of the tests' own server
 * - with `TEST_S3_ENDPOINT` and `AWS_…`, a bucket of another one: `TEST_S3_BUCKET` (`signing-test`), which is there
 */
export function eachStore(title: string, suite: (stores: () => Stores) => void): void {
  const { TEST_S3_ENDPOINT: endpoint, TEST_S3_BUCKET: bucket = 'signing-test' } = process.env;
  const onBucket = (name: string, configure: () => Promise<[S3Configuration, () => Promise<void>]>) =>
    describe(`${title}, ${name}`, () => {
      let stores: Stores | undefined;
      let stop: (() => Promise<void>) | undefined;
      before(async () => {
        const [configuration, end] = await configure();
        stop = end;
        stores = await openStores('', configuration);
      });
      after(async () => {
        stores?.close();
        await stop?.();
      });
      suite(() => stores ?? notThere());
    });

  describe(`${title}, in a folder`, () => {
    let folder = '';
    let stores: Stores | undefined;
    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'stores-'));
      stores = await openStores(folder, undefined);
    });
    after(() => rm(folder, { recursive: true, force: true }));
    suite(() => stores ?? notThere());
  });
  onBucket('in a bucket', async () => {
    const server = await S3Server.start();
    const forget = useCredentials(server.credentials);
    return [
      server.configuration,
      async () => {
        forget();
        await server.stop();
      },
    ];
  });
  if (endpoint !== undefined) {
    onBucket(`in a bucket at ${endpoint}`, async () => [
      { bucket, region: 'us-east-1', endpoint, pathStyle: true, prefix: `test-${Date.now()}/` },
      async () => undefined,
    ]);
  }
}

function notThere(): never {
  throw new Error('The stores are not open yet.');
}
