import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { describe, test } from 'node:test';
import { ROOT, readConfiguration } from '../../demo/configuration.ts';

describe('what the environment says', () => {
  test('nothing is enough to start', () => {
    const { serviceHost, servicePort, servicePublicUrl, hostSite, embeddingOrigins, customer } =
      readConfiguration({});
    const hostUrl = hostSite?.url ?? '';
    assert.deepEqual([hostSite?.port, serviceHost, servicePort], [4100, 'localhost', 4101]);
    assert.equal(servicePublicUrl, 'http://localhost:4101');
    assert.deepEqual(embeddingOrigins, [hostUrl]);
    assert.equal(customer.apiKey, 'dev-api-key');
    // Two sites on purpose: localhost and 127.0.0.1 are not the same to a browser.
    assert.notEqual(new URL(hostUrl).hostname, new URL(servicePublicUrl).hostname);
  });

  test('the development key is refused in production, by its name and by being left out', () => {
    for (const env of [{ NODE_ENV: 'production' }, { NODE_ENV: 'production', API_KEY: 'dev-api-key' }])
      assert.throws(() => readConfiguration(env), /^Error: API_KEY /);
    const { customer, eid } = readConfiguration({ NODE_ENV: 'production', API_KEY: 'a key of our own' });
    assert.equal(customer.apiKey, 'a key of our own');
    // Whoever can be anyone with the test eID must not sign as anyone in earnest.
    assert.equal(eid.kind, 'none');
  });

  const wrong: readonly [name: string, ...values: string[]][] = [
    ['API_KEY', '', 'short'],
    ['HOST_PORT', '0', '-1', '65536', '80.5', 'http', '4100a', '0x1004', '1e3', ' '],
    ['SERVICE_PORT', '0', 'none', '1e9'],
    ['SERVICE_HOST', '0.0.0.0:4101', 'http://sign.example', '10.0.0.0/8', '-', 'two names'],
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
    ['MAIL_PORT', '0', 'none'],
    ['SMS_PORT', '0', 'none'],
    ['SMTP_URL', 'mail.example', 'https://mail.example', 'smtp://'],
    ['SMTP_FROM', 'signing', 'Signing <signing@service.test>', 'a@b.test, c@d.test'],
    ['SMS_GATEWAY_URL', 'sms.example', 'ftp://sms.example', 'https://sms.example/?to=${phone}'],
    ['WEBHOOK_SECRET', 'hunter2', 'whsec_c2hvcnQ='],
    ['WEBHOOK_DANGEROUSLY_ALLOW_PRIVATE_TARGETS', 'yes', '1'],
    ['EID_PORT', '0', 'none'],
    ['EID_ISSUER', 'eid.example', 'ftp://eid.example', 'https://me:secret@eid.example'],
    ['EID_REDIRECT_URIS', 'sign.example/login/callback', 'https://a.example/x b', 'ftp://a.example/'],
    ['TRUSTED_PROXIES', 'proxy', '10.0.0.0/33', '10.0.0', '10.0.0.1/8/8', '10.0.0.1, all'],
    ['EID_MAX_AGE_SECONDS', '-1', '1.5', 'long'],
    ['DATABASE_URL', 'db.example', 'mysql://db.example/signing', 'https://db.example'],
    ['REVOCATION_PRIVATE_HOSTS', 'http://ca.example', 'ca.example/list', 'me@ca.example', 'ca.example:99999'],
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

  test('a service for others is there without the customer’s site, and listens where it is told to', () => {
    const { hostSite, embeddingOrigins, serviceHost } = readConfiguration({
      HOST_PORT: 'none',
      SERVICE_HOST: '0.0.0.0',
    });
    assert.deepEqual([hostSite, embeddingOrigins, serviceHost], [undefined, [], '0.0.0.0']);
    assert.equal(readConfiguration({ SERVICE_HOST: '::' }).serviceHost, '::');
  });

  test('the secret that instances share is a file, wherever they run', () => {
    const { secretFile } = readConfiguration({ SERVICE_SECRET_FILE: '/run/secrets/signing' });
    assert.equal(secretFile, resolve('/run/secrets/signing'));
  });

  test('an empty word is one that nobody set', () => {
    const names = ['HOST_PORT', 'SERVICE_PORT', 'DATA_DIR', 'SERVICE_URL', 'EMBEDDING_ORIGINS'];
    const more = ['SENDER_NAME', 'MAX_DOCUMENT_MB', 'TSA_URL', 'DATABASE_URL', 'TRUSTED_PROXIES'];
    more.push(
      'SMTP_URL',
      'SMTP_FROM',
      'SMS_GATEWAY_URL',
      'WEBHOOK_SECRET',
      'EID_PORT',
      'EID_ISSUER',
      'EID_SCOPE',
      'EID_MAX_AGE_SECONDS',
      'EID_REDIRECT_URIS',
      'EID_CLIENT_ID',
      'SEAL_KEY_FILE',
      'SEAL_CHAIN_FILE',
      'SEAL_KEY_PASSPHRASE',
      'TRUST_ANCHORS_FILE',
      'REVOCATION_PRIVATE_HOSTS',
      'SERVICE_HOST',
      'SERVICE_SECRET_FILE',
      'S3_BUCKET',
      'S3_ENDPOINT',
      'S3_REGION',
      'S3_PREFIX',
      'S3_PATH_STYLE',
    );
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

  test('nothing said of mail and SMS is a mailbox of this machine, and nothing at all in production', () => {
    const { mail, sms, webhooks, mailbox } = readConfiguration({ MAIL_PORT: '5003' }).notices;
    assert.equal(mail?.url, 'smtp://127.0.0.1:5003');
    assert.equal(sms?.url, 'http://127.0.0.1:4104/messages');
    assert.deepEqual(mailbox, { mailPort: 5003, smsPort: 4104 });
    assert.equal(webhooks.dangerouslyAllowPrivateTargets, true);
    const earnest = readConfiguration({ NODE_ENV: 'production', API_KEY: 'a key of our own' }).notices;
    assert.deepEqual([earnest.mail, earnest.sms, earnest.mailbox], [undefined, undefined, {}]);
    assert.equal(earnest.webhooks.dangerouslyAllowPrivateTargets, false);
  });

  test('any mail server and SMS gateway is settings and no code', () => {
    const env = {
      SMTP_URL: 'smtps://signing:secret@mail.example',
      SMTP_FROM: 'signing@service.test',
      SMS_GATEWAY_URL: 'https://sms.example/send',
      SMS_GATEWAY_HEADERS: '{"Content-Type": "application/x-www-form-urlencoded"}',
      SMS_GATEWAY_BODY: 'To=${recipient}&Body=${message}',
      SMS_GATEWAY_AUTHORIZATION: 'Bearer secret',
      SMS_GATEWAY_SENDER: 'Fjord',
    };
    const { mail, sms, mailbox } = readConfiguration(env).notices;
    assert.deepEqual(mail, { url: env.SMTP_URL, from: env.SMTP_FROM });
    assert.deepEqual(sms, {
      url: env.SMS_GATEWAY_URL,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: env.SMS_GATEWAY_BODY,
      authorization: env.SMS_GATEWAY_AUTHORIZATION,
      sender: 'Fjord',
    });
    assert.deepEqual(mailbox, {});
    assert.throws(() => readConfiguration({ ...env, SMTP_FROM: '' }), /^Error: SMTP_FROM /);
    for (const headers of ['[]', '{"a":1}', '{', '"text"', 'null', '{"a":"b\\r\\nc: d"}']) {
      assert.throws(
        () => readConfiguration({ ...env, SMS_GATEWAY_HEADERS: headers }),
        /^Error: SMS_GATEWAY_HEADERS /,
        headers,
      );
    }
  });

  test('what is wrong of a password is said without it', () => {
    for (const env of [
      { SMTP_URL: 'https://signing:hunter2@mail.example' },
      { WEBHOOK_SECRET: 'whsec_hunter2' },
      { SMS_GATEWAY_URL: 'hunter2' },
    ]) {
      assert.throws(
        () => readConfiguration(env),
        (error) => !/hunter2/.test(String(error)),
      );
    }
  });

  test('nothing said of an eID is the test eID, for the service’s page and the site’s', () => {
    const { eid } = readConfiguration({ HOST_PORT: '5000', SERVICE_PORT: '5001', EID_PORT: '5002' });
    assert.equal(eid.kind, 'test');
    assert.equal(eid.provider?.issuer, 'http://localhost:5002');
    assert.deepEqual(eid.provider?.signatureAcrValues, ['urn:eid:test:high']);
    assert.deepEqual(eid.provider?.browserClient?.redirectUris, [
      'http://localhost:5001/login/callback',
      'http://127.0.0.1:5000/login/callback',
    ]);
  });

  test('any other eID is settings and no code', () => {
    const env = {
      EID_ISSUER: 'https://login.eid.example/realms/main',
      EID_SERVICE_CLIENT_ID: 'signing',
      EID_SERVICE_CLIENT_SECRET: 'a secret',
      EID_SCOPE: 'openid pid',
      EID_MAX_AGE_SECONDS: 'none',
    };
    const common = {
      issuer: env.EID_ISSUER,
      scope: 'openid pid',
      maxAgeSeconds: undefined,
      serviceClient: { clientId: 'signing', clientSecret: 'a secret' },
    };
    assert.deepEqual(readConfiguration(env).eid, { kind: 'provider', provider: common });
    const uris = 'https://sign.example/login/callback';
    assert.deepEqual(
      readConfiguration({ ...env, EID_CLIENT_ID: 'widget', EID_REDIRECT_URIS: uris }).eid.provider,
      { ...common, browserClient: { clientId: 'widget', redirectUris: [uris] } },
    );
    assert.deepEqual(
      readConfiguration({ ...env, EID_SIGNATURE_ACR: 'urn:a urn:b' }).eid.provider?.signatureAcrValues,
      ['urn:a', 'urn:b'],
    );
    assert.throws(
      () => readConfiguration({ ...env, EID_SERVICE_CLIENT_SECRET: '' }),
      /^Error: EID_SERVICE_CLIENT_SECRET /,
    );
  });

  test('the address of a time stamp authority is kept as it is written', () => {
    const url = 'https://time.example:8443/stamp?policy=1';
    const { seal } = readConfiguration({ TSA_URL: url, TRUST_ANCHORS_FILE: '/etc/seal/anchors.pem' });
    assert.equal(seal.timeStampUrl, url);
    assert.equal(seal.trustAnchorsFile, resolve('/etc/seal/anchors.pem'));
  });

  test('a seal key comes with its certificates, and neither it nor a time stamp authority without whom to trust', () => {
    const env = {
      SEAL_KEY_FILE: '/etc/seal/key.pem',
      SEAL_CHAIN_FILE: '/etc/seal/chain.pem',
      TRUST_ANCHORS_FILE: '/etc/seal/anchors.pem',
      REVOCATION_PRIVATE_HOSTS: 'ca.example, CRL.example:8080',
    };
    const { seal } = readConfiguration(env);
    assert.deepEqual(seal.key, {
      keyFile: resolve(env.SEAL_KEY_FILE),
      chainFile: resolve(env.SEAL_CHAIN_FILE),
    });
    const encrypted = readConfiguration({ ...env, SEAL_KEY_PASSPHRASE: 'open sesame' });
    assert.equal(encrypted.seal.key?.keyPassphrase, 'open sesame');
    assert.deepEqual(seal.privateRevocationHosts, ['ca.example', 'crl.example:8080']);
    for (const name of ['SEAL_KEY_FILE', 'SEAL_CHAIN_FILE', 'TRUST_ANCHORS_FILE'])
      assert.throws(
        () => readConfiguration({ ...env, [name]: '' }),
        new RegExp(`^Error: ${name} must be set`),
      );
    assert.throws(
      () => readConfiguration({ TSA_URL: 'https://time.example/stamp' }),
      /^Error: TRUST_ANCHORS_FILE must be set with TSA_URL/,
    );
    assert.deepEqual(readConfiguration({}).seal, { privateRevocationHosts: [] });
  });
});
