/** A bucket whose store is down, slow, wrong, or keeps us out; and documents that come through it whole or not at all. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { after, afterEach, before, describe, test } from 'node:test';
import { openStores, type Stores } from '../../../demo/service/adapters/open-stores.ts';
import type { S3Configuration, S3Limits } from '../../../demo/service/adapters/s3/s3-bucket.ts';
import type { StoreFailure } from '../../../demo/service/ports/store-error.ts';
import { S3Server, useCredentials, type S3Fault } from '../../harness/s3-server.ts';
import { signatureFault } from '../../harness/s3-signature.ts';

/** Long enough that a process that is busy is not taken for a store that is silent. */
const IMPATIENT: S3Limits = {
  connectSeconds: 1,
  readSeconds: 1,
  wholeSeconds: 2,
  writeSeconds: 1,
  attempts: 3,
};
const failsAs = (reason: StoreFailure) => ({ name: 'StoreError', reason });

let server: S3Server;
let forgetCredentials: () => void;
let stores: Stores;
before(async () => {
  server = await S3Server.start();
  forgetCredentials = useCredentials(server.credentials);
  stores = await openStores('', server.configuration, IMPATIENT);
});
afterEach(() => (server.misbehave = () => undefined));
after(async () => {
  stores.close();
  forgetCredentials();
  await server.stop();
});

/** Answers the first requests as it says, and the others well. */
function misbehaves(fault: S3Fault, times = Infinity): void {
  let count = 0;
  server.misbehave = () => (count++ < times ? fault : undefined);
  server.requests.length = 0;
}

describe('a store of documents', () => {
  for (const [what, fault, times] of [
    ['says that it has a fault of its own', { status: 500 }, 2],
    ['asks to be spared', { status: 503, code: 'SlowDown' }, 1],
    ['cuts the line', { silence: 'cut' }, 2],
    ['says nothing for too long', { silence: 'kept' }, 1],
  ] as const) {
    test(`that ${what} is asked again, and nobody notices`, async () => {
      const bytes = randomBytes(1000);
      misbehaves(fault, times);
      const { sha256 } = await stores.documents.put(bytes);
      misbehaves(fault, times);
      assert.ok(bytes.equals(await stores.documents.get(sha256)));
      assert.equal(server.requests.length, times + 1);
    });
  }

  for (const [what, fault, reason, requests] of [
    ['says that it has a fault of its own', { status: 500 }, 'failed', 3],
    ['cuts the line', { silence: 'cut' }, 'unreachable', 3],
    ['says nothing', { silence: 'kept' }, 'timeout', 3],
    ['keeps us out', { status: 403, code: 'AccessDenied' }, 'refused', 1],
    ['has lost the bucket', { status: 404, code: 'NoSuchBucket' }, 'refused', 1],
  ] as const) {
    test(`that ${what} again and again is given up, as ${reason}`, async () => {
      const { sha256 } = await stores.documents.put(randomBytes(1000));
      misbehaves(fault);
      await Promise.all([
        assert.rejects(stores.documents.get(sha256), failsAs(reason)),
        assert.rejects(stores.documents.put(randomBytes(10)), failsAs(reason)),
        assert.rejects(stores.uploads.remove(`upload_${'a'.repeat(22)}`), failsAs(reason)),
      ]);
      assert.equal(server.requests.filter(({ method }) => method === 'GET').length, requests);
    });
  }

  test('that is down takes nothing and gives nothing until it is back', async () => {
    const bytes = randomBytes(1000);
    const { sha256 } = await stores.documents.put(bytes);
    await server.goAway();
    try {
      await assert.rejects(stores.documents.put(randomBytes(10)), failsAs('unreachable'));
      await assert.rejects(stores.documents.stream(sha256, { first: 0, last: 9 }), failsAs('unreachable'));
    } finally {
      await server.comeBack();
    }
    assert.ok(bytes.equals(await stores.documents.get(sha256)));
  });

  for (const [how, reason] of [
    ['cut', 'unreachable'],
    ['kept', 'timeout'],
  ] as const) {
    test(`that stops in the middle, its line ${how}, gives no half document for a whole one`, async () => {
      const bytes = randomBytes(1_000_000);
      const { sha256 } = await stores.documents.put(bytes);
      misbehaves({ halfway: how });
      await assert.rejects(stores.documents.get(sha256), failsAs(reason));
      const parts = await stores.documents.stream(sha256, { first: 0, last: 999_999 });
      await assert.rejects(buffer(parts), failsAs(reason));
    });
  }

  test('that sends one byte now and then does not have us wait for all of them', async () => {
    const hurried = await openStores('', server.configuration, { ...IMPATIENT, wholeSeconds: 0.1 });
    const { sha256 } = await hurried.documents.put(randomBytes(10_000));
    misbehaves({ byteMilliseconds: 20 });
    await assert.rejects(hurried.documents.get(sha256), failsAs('timeout'));
    hurried.close();
  });

  test('gives documents to others while many take theirs and do not read them', async () => {
    const { sha256 } = await stores.documents.put(randomBytes(4_000_000));
    const resting = await Promise.all(
      Array.from({ length: 60 }, () => stores.documents.stream(sha256, { first: 0, last: 3_999_999 })),
    );
    const other = await stores.documents.put(randomBytes(10));
    assert.equal((await stores.documents.get(other.sha256)).length, 10);
    for (const parts of resting) await parts[Symbol.asyncIterator]().return?.();
  });

  test('that ends in the middle as if that were all is not believed', async () => {
    const { sha256 } = await stores.documents.put(randomBytes(100_000));
    misbehaves({ halfway: 'ended' });
    await assert.rejects(stores.documents.get(sha256), /does not have the bytes of its hash/);
    const parts = await stores.documents.stream(sha256, { first: 0, last: 99_999 });
    await assert.rejects(buffer(parts), failsAs('unreachable'));
  });

  test('that has changed one bit does not have its bytes taken for the document, until they are put again', async () => {
    const bytes = randomBytes(1000);
    const { sha256 } = await stores.documents.put(bytes);
    const [key = ''] = [...server.objects.keys()].filter((name) => name.endsWith(sha256));
    const damaged = Buffer.from(bytes);
    damaged.writeUInt8(damaged.readUInt8(500) ^ 1, 500);
    server.objects.set(key, damaged);
    await assert.rejects(stores.documents.get(sha256), /does not have the bytes of its hash/);
    await stores.documents.put(bytes);
    assert.ok(bytes.equals(await stores.documents.get(sha256)));
  });

  test('that sends the whole where a part was asked for is not believed', async () => {
    const { sha256 } = await stores.documents.put(randomBytes(1000));
    misbehaves({ ignoresRange: true });
    await assert.rejects(stores.documents.stream(sha256, { first: 10, last: 20 }), failsAs('failed'));
  });
});

describe('a service that starts with a bucket', () => {
  const open = (change: Partial<S3Configuration> = {}) =>
    openStores('', { ...server.configuration, ...change }, IMPATIENT);

  test('tries it out, and leaves nothing in it', async () => {
    const before = [...server.objects.keys()];
    server.requests.length = 0;
    (await open()).close();
    assert.deepEqual(
      server.requests.map(({ method }) => method),
      ['PUT', 'GET', 'DELETE'],
    );
    assert.deepEqual([...server.objects.keys()], before);
  });

  test('does not start where the bucket is not there', async () => {
    await assert.rejects(open({ bucket: 'another' }), failsAs('refused'));
  });

  test('does not start with another secret, and says nothing of either', async () => {
    const secretAccessKey = 'not-the-secret-of-this-key';
    const putBack = useCredentials({ ...server.credentials, secretAccessKey });
    try {
      await assert.rejects(open(), (error: Error) => {
        assert.match(error.message, /SignatureDoesNotMatch/);
        assert.ok(!error.message.includes(secretAccessKey));
        return true;
      });
    } finally {
      putBack();
    }
  });

  test('starts while the store is down: signers can sign, and it says what is the matter', async () => {
    await server.goAway();
    const opened = await open();
    await server.comeBack();
    assert.equal(opened.trouble?.reason, 'unreachable');
    const { sha256 } = await opened.documents.put(randomBytes(10));
    assert.equal((await opened.documents.get(sha256)).length, 10);
    opened.close();
  });
});

describe('the tests’ own store', () => {
  // The example of AWS: https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
  const credentials = {
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  };
  const example = {
    method: 'GET',
    url: '/test.txt',
    body: Buffer.alloc(0),
    headers: {
      host: 'examplebucket.s3.amazonaws.com',
      range: 'bytes=0-9',
      'x-amz-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      'x-amz-date': '20130524T000000Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, ' +
        'SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, ' +
        'Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    },
  };
  const faultOf = (change: object, headers: object = {}, at = new Date('2013-05-24T00:10:00Z')) =>
    signatureFault(
      { ...example, ...change, headers: { ...example.headers, ...headers } },
      credentials,
      'us-east-1',
      at,
    );

  test('takes the signature of AWS’s own example, and none of anything else', () => {
    assert.equal(faultOf({}), undefined);
    assert.equal(faultOf({ method: 'DELETE' }), 'SignatureDoesNotMatch');
    assert.equal(faultOf({ url: '/test.txt?versionId=1' }), 'SignatureDoesNotMatch');
    assert.equal(faultOf({}, { range: 'bytes=0-10' }), 'SignatureDoesNotMatch');
    assert.equal(faultOf({}, { host: 'other.test' }), 'SignatureDoesNotMatch');
    assert.equal(faultOf({ body: Buffer.from('x') }), 'XAmzContentSHA256Mismatch');
    assert.equal(faultOf({}, { 'x-amz-acl': 'public-read' }), 'AccessDenied');
    assert.equal(faultOf({}, { authorization: undefined }), 'AccessDenied');
    assert.equal(faultOf({}, {}, new Date('2013-05-24T00:16:00Z')), 'RequestTimeTooSkewed');
  });
});
