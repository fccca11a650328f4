/** Whom a certificate names is asked over HTTP: shortly, for little, and nowhere inside of our own network. */
import assert from 'node:assert/strict';
import type { LookupAddress } from 'node:dns';
import { once } from 'node:events';
import { type IncomingMessage, type RequestListener, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';
import {
  AddressRefused,
  isPublicAddress,
  lookupPublic,
} from '../../../demo/service/adapters/revocation/public-address.ts';
import {
  createRevocationRequest,
  type RevocationRequestOptions,
} from '../../../demo/service/adapters/revocation/revocation-request.ts';
import { RevocationError, type RevocationFailure } from '../../../demo/service/ports/revocation-source.ts';

let listener: RequestListener = () => undefined;
let asked = 0;
const server = createServer((request, response) => {
  asked += 1;
  listener(request, response);
});
let host = '';
before(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => {
  server.closeAllConnections();
  server.close();
});

const ask = (
  options: Partial<RevocationRequestOptions> = {},
  url = `http://${host}/list`,
  question?: Uint8Array,
) => createRevocationRequest({ timeoutSeconds: 10, privateHosts: [host], ...options })(url, question);

const failsWith = (reason: RevocationFailure) => (error: unknown) => {
  assert.ok(error instanceof RevocationError, String(error));
  assert.equal(error.reason, reason, error.message);
  return true;
};

describe('Over HTTP', () => {
  test('a list is got, and a question is posted as RFC 6960 wants it', async () => {
    const requests: IncomingMessage[] = [];
    let body = Buffer.alloc(0);
    listener = (request, response) => {
      requests.push(request);
      void buffer(request).then((bytes) => {
        body = bytes;
        response.end('the answer');
      });
    };
    assert.equal((await ask()).toString(), 'the answer');
    assert.equal((await ask({}, `http://${host}/ocsp`, Buffer.from('why'))).toString(), 'the answer');
    assert.equal(body.toString(), 'why');
    assert.deepEqual(
      requests.map(({ method, url, headers }) => [method, url, headers['content-type']]),
      [
        ['GET', '/list', undefined],
        ['POST', '/ocsp', 'application/ocsp-request'],
      ],
    );
  });

  const bad: readonly (readonly [string, RevocationFailure, RequestListener])[] = [
    ['a server that has failed', 'unreachable', (_, response) => response.writeHead(500).end('sorry')],
    [
      'a server that sends us elsewhere',
      'unreachable',
      (_, response) => response.writeHead(302, { Location: '/other' }).end(),
    ],
    ['a server that hangs up', 'unreachable', (request) => request.socket.destroy()],
    [
      'a server that hangs up in the middle',
      'unreachable',
      (_, response) => {
        response.writeHead(200, { 'Content-Length': 1000 }).write('half', () => response.destroy());
      },
    ],
    ['an answer that is too large', 'untrustworthy', (_, response) => response.end(Buffer.alloc(70_000))],
  ];
  for (const [title, reason, behaviour] of bad) {
    test(`${title} is no answer: ${reason}`, async () => {
      listener = behaviour;
      const before = asked;
      await assert.rejects(ask({ largestAnswerBytes: 65_536 }), failsWith(reason));
      assert.equal(asked - before, 1);
    });
  }

  test('a server that is silent, or never comes to an end, is waited for only so long', async () => {
    listener = () => undefined;
    await assert.rejects(ask({ timeoutSeconds: 0.1 }), failsWith('unreachable'));
    listener = (_, response) => void response.writeHead(200).write('0');
    await assert.rejects(ask({ timeoutSeconds: 0.2 }), failsWith('unreachable'));
  });
});

describe('Our own network is not asked', () => {
  test('where nobody has said that an authority is there', async () => {
    const before = asked;
    const { port } = server.address() as AddressInfo;
    for (const name of ['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1'])
      await assert.rejects(ask({ privateHosts: [] }, `http://${name}:${port}/`), failsWith('unreachable'));
    // Another port of the same machine is another host.
    await assert.rejects(ask({ privateHosts: ['127.0.0.1:1'] }), failsWith('unreachable'));
    assert.equal(asked, before);
  });

  test('by another scheme, or with a name and a password', async () => {
    for (const url of ['ftp://lists.example/a', 'file:///etc/passwd', `http://me:secret@${host}/`])
      await assert.rejects(ask({}, url), failsWith('untrustworthy'));
  });

  test('whichever range it is, and however it is written', () => {
    const ours =
      '0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.2 169.254.169.254 172.16.0.1 172.31.255.255 192.168.0.1 198.18.0.1 224.0.0.1 255.255.255.255 :: ::1 fe80::1 fc00::1 fd12::1 ff02::1 ::ffff:8.8.8.8 64:ff9b::7f00:1 2001:db8::1 2002:7f00:1:: 2001::1';
    for (const address of ours.split(' ')) assert.equal(isPublicAddress(address), false, address);
    for (const address of ['8.8.8.8', '172.32.0.1', '193.0.0.1', '2606:4700::1111', '2a00:1450::1'])
      assert.equal(isPublicAddress(address), true, address);
    assert.equal(isPublicAddress('ca.example'), false);
  });

  test('when one of the addresses of a name is there, and what was judged is what is connected to', async () => {
    const resolved = (...addresses: string[]) =>
      new Promise<LookupAddress[]>((resolve, reject) => {
        const all = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
        const resolveName = ((
          _name: string,
          _options: unknown,
          answer: (e: null, a: LookupAddress[]) => void,
        ) => answer(null, all)) as Parameters<typeof lookupPublic>[0];
        lookupPublic(resolveName)('lists.example', { all: true }, (error, found) =>
          error ? reject(error) : resolve(found as LookupAddress[]),
        );
      });
    assert.deepEqual(await resolved('8.8.8.8'), [{ address: '8.8.8.8', family: 4 }]);
    await assert.rejects(resolved('8.8.8.8', '10.0.0.1'), AddressRefused);
    await assert.rejects(resolved('::1'), AddressRefused);
    await assert.rejects(resolved(), AddressRefused);
  });
});
