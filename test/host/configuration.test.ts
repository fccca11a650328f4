import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { describe, test } from 'node:test';
import { ROOT, readConfiguration } from '../../demo/configuration.ts';

describe('what the environment says', () => {
  test('nothing is enough to start', () => {
    const { hostPort, servicePort, servicePublicUrl, hostUrl, embeddingOrigins, customer } =
      readConfiguration({});
    assert.deepEqual([hostPort, servicePort], [4100, 4101]);
    assert.equal(servicePublicUrl, 'http://localhost:4101');
    assert.deepEqual(embeddingOrigins, [hostUrl]);
    assert.equal(customer.apiKey, 'dev-api-key');
    // Two sites on purpose: localhost and 127.0.0.1 are not the same to a browser.
    assert.notEqual(new URL(hostUrl).hostname, new URL(servicePublicUrl).hostname);
  });

  test('the development key is refused in production, by its name and by being left out', () => {
    for (const env of [{ NODE_ENV: 'production' }, { NODE_ENV: 'production', API_KEY: 'dev-api-key' }])
      assert.throws(() => readConfiguration(env), /^Error: API_KEY /);
    const { customer } = readConfiguration({ NODE_ENV: 'production', API_KEY: 'a key of our own' });
    assert.equal(customer.apiKey, 'a key of our own');
  });

  const wrong: readonly [name: string, ...values: string[]][] = [
    ['API_KEY', '', 'short'],
    ['HOST_PORT', '0', '-1', '65536', '80.5', 'http', '4100a', '0x1004', '1e3', ' '],
    ['SERVICE_PORT', '0', 'none', '1e9'],
    ['MAX_DOCUMENT_MB', '0', '-5', '501', 'many', 'NaN'],
    [
      'SERVICE_URL',
      'sign.example',
      'ftp://sign.example',
      'https://sign.example/path',
      'javascript:alert(1)',
      'https://me@sign.example',
    ],
    [
      'EMBEDDING_ORIGINS',
      '*',
      'host.example',
      'https://a.example, b',
      'https://a.example/page',
      'null',
      'https://a.example?b',
      'https://a.example#b',
    ],
    [
      'TSA_URL',
      'time.example',
      'ftp://time.example',
      'file:///etc/passwd',
      'none',
      'https://me:secret@time.example',
    ],
  ];
  for (const [name, ...values] of wrong) {
    test(`a wrong ${name} stops the start and is named`, () => {
      for (const value of values)
        assert.throws(() => readConfiguration({ [name]: value }), new RegExp(`^Error: ${name} `), value);
    });
  }

  test('origins are kept without their slash, each once, the site itself among them', () => {
    const { embeddingOrigins } = readConfiguration({
      HOST_PORT: '5000',
      EMBEDDING_ORIGINS: 'https://a.example/, https://b.example:8443 https://a.example',
    });
    assert.deepEqual(embeddingOrigins, [
      'http://127.0.0.1:5000',
      'https://a.example',
      'https://b.example:8443',
    ]);
  });

  test('an empty word is one that nobody set', () => {
    const names = ['HOST_PORT', 'SERVICE_PORT', 'DATA_DIR', 'SERVICE_URL', 'EMBEDDING_ORIGINS'];
    const more = ['SENDER_NAME', 'MAX_DOCUMENT_MB', 'TSA_URL'];
    const empty = Object.fromEntries([...names, ...more].map((name) => [name, '']));
    assert.deepEqual(readConfiguration(empty), readConfiguration({}));
  });

  test('data is kept where DATA_DIR says, and never among the files of the project itself', () => {
    assert.equal(readConfiguration({ DATA_DIR: '' }).dataFolder, join(ROOT, '.data'));
    assert.equal(readConfiguration({ DATA_DIR: 'elsewhere' }).dataFolder, join(ROOT, 'elsewhere'));
    assert.equal(
      readConfiguration({ DATA_DIR: resolve('/srv/signing') }).dataFolder,
      resolve('/srv/signing'),
    );
  });

  test('the address of a time stamp authority is kept as it is written', () => {
    const url = 'https://time.example:8443/stamp?policy=1';
    assert.equal(readConfiguration({ TSA_URL: url }).timeStampUrl, url);
  });
});
