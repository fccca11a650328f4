import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readConfiguration } from '../../demo/configuration.ts';

describe('where documents are kept', () => {
  test('nothing said is the data folder', () => {
    assert.equal(readConfiguration({}).s3, undefined);
    // Whoever has them for something else says nothing of documents.
    assert.equal(readConfiguration({ AWS_REGION: 'eu-north-1', AWS_ACCESS_KEY_ID: 'AKIA' }).s3, undefined);
  });

  test('a bucket at AWS is its name and its region', () => {
    const aws = { bucket: 'signing', region: 'eu-north-1', pathStyle: false, prefix: '' };
    assert.deepEqual(readConfiguration({ S3_BUCKET: 'signing', S3_REGION: 'eu-north-1' }).s3, aws);
    assert.deepEqual(readConfiguration({ S3_BUCKET: 'signing', AWS_REGION: 'eu-north-1' }).s3, aws);
  });

  test('a bucket elsewhere is its name and its address, and stands in the path unless it is said otherwise', () => {
    const env = {
      S3_BUCKET: 'signing',
      S3_ENDPOINT: 'https://objects.example:9000/',
      S3_PREFIX: 'production/a',
    };
    const elsewhere = {
      bucket: 'signing',
      region: 'us-east-1',
      endpoint: 'https://objects.example:9000',
      pathStyle: true,
      prefix: 'production/a/',
    };
    assert.deepEqual(readConfiguration(env).s3, elsewhere);
    assert.deepEqual(readConfiguration({ ...env, S3_PATH_STYLE: 'false', S3_REGION: 'fsn1' }).s3, {
      ...elsewhere,
      pathStyle: false,
      region: 'fsn1',
    });
  });

  for (const [what, env, names] of [
    [
      'an endpoint without a bucket',
      { S3_ENDPOINT: 'https://objects.example' },
      /^Error: S3_BUCKET .*S3_ENDPOINT/,
    ],
    ['a prefix without a bucket', { S3_PREFIX: 'signing' }, /^Error: S3_BUCKET .*S3_PREFIX/],
    ['a bucket without a place', { S3_BUCKET: 'signing' }, /^Error: S3_REGION /],
    [
      'a key without its secret',
      { S3_BUCKET: 'signing', S3_REGION: 'eu-north-1', AWS_ACCESS_KEY_ID: 'AKIA' },
      /^Error: AWS_SECRET_ACCESS_KEY /,
    ],
    [
      'a secret without its key',
      { S3_BUCKET: 'signing', S3_REGION: 'eu-north-1', AWS_SECRET_ACCESS_KEY: 'hunter2' },
      /^Error: AWS_ACCESS_KEY_ID (?!.*hunter2)/,
    ],
  ] as const) {
    test(`${what} stops the start, and what is missing is named`, () => {
      assert.throws(() => readConfiguration(env), names);
    });
  }

  const wrong: readonly [name: string, ...values: string[]][] = [
    ['S3_BUCKET', 'Signing', 'a', 'sign/ing', '-signing', 's3://signing'],
    ['S3_ENDPOINT', 'objects.example', 'ftp://objects.example', 'https://me:hunter2@objects.example'],
    ['S3_ENDPOINT', 'https://objects.example/signing', 'https://objects.example?x'],
    ['S3_REGION', 'eu north', 'https://eu-north-1'],
    ['S3_PREFIX', '/signing', '../signing', 'a//b', 'a b', 'a/../b'],
    ['S3_PATH_STYLE', 'yes', '1'],
  ];
  for (const [name, ...values] of wrong) {
    test(`a wrong ${name} such as ${values[0]} stops the start and is named`, () => {
      for (const value of values) {
        assert.throws(
          () => readConfiguration({ S3_BUCKET: 'signing', S3_REGION: 'eu-north-1', [name]: value }),
          (error) => new RegExp(`^Error: ${name} `).test(String(error)) && !/hunter2/.test(String(error)),
          value,
        );
      }
    });
  }
});
