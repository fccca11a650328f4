/** A real server on the loopback that behaves badly: what it sends is a time stamp, or an error that says why. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, type RequestListener, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { checkTimeStampResponse } from '../../../demo/service/adapters/time-stamps/check-time-stamp.ts';
import { answerTimeStampRequest } from '../../../demo/service/adapters/time-stamps/development-time-stamp-authority.ts';
import { createHttpTimeStampAuthority } from '../../../demo/service/adapters/time-stamps/http-time-stamp-authority.ts';
import { createTimeStampRequest } from '../../../demo/service/adapters/time-stamps/time-stamp-request.ts';
import { TimeStampError, type TimeStampFailure } from '../../../demo/service/ports/time-stamp-authority.ts';
import { TAG, childrenOf, readDer } from '../../verifier/cms/der.ts';
import { type CertificateWish, issue, pem, sealKeyOf } from '../../verifier/samples/craft-authority.ts';

const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const EMAIL = '1.3.6.1.5.5.7.3.4';
const IMPRINT = createHash('sha256').update('what is stamped').digest();

const root = issue({ name: 'Root', authority: true, keyUsage: 0x06 });
const stamper = (wish: Partial<CertificateWish> = {}) =>
  issue({ name: 'Stamps', keyUsage: 0xc0, purposes: [TIME_STAMPING], purposesCritical: true, ...wish }, root);
const good = stamper();

let listener: RequestListener = () => undefined;
const server = createServer((request, response) => listener(request, response));
let url = '';
before(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsa`;
});
after(() => {
  server.closeAllConnections();
  server.close();
});

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** What RFC 3161 section 2.4.1 asks: version, imprint, nonce, and for the certificate. */
function asked(der: Buffer): { sha256: Uint8Array; nonce: Uint8Array } {
  const [version, imprint, nonce, wantsCertificate] = childrenOf(readDer(der), TAG.sequence, 'TimeStampReq');
  assert.deepEqual(Buffer.from(version!.content), Buffer.from([1]));
  assert.deepEqual(Buffer.from(wantsCertificate!.content), Buffer.from([0xff]));
  const [, hashed] = childrenOf(imprint, TAG.sequence, 'MessageImprint');
  return { sha256: hashed!.content, nonce: nonce!.content };
}

const answering = (make: (der: Buffer) => Promise<Uint8Array>): RequestListener => {
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    response.end(await make(await bodyOf(request)));
  };
  return (request, response) => void answer(request, response);
};
const stampedBy = (holder: typeof good) =>
  answering((der) => answerTimeStampRequest(asked(der), sealKeyOf(holder), new Date()));

function stamp(timeoutSeconds = 10, to = url): Promise<Uint8Array> {
  return createHttpTimeStampAuthority(to, { timeoutSeconds, trustAnchorsPem: pem(root) }).stamp(IMPRINT);
}

const failsWith = (reason: TimeStampFailure) => (error: unknown) => {
  assert.ok(error instanceof TimeStampError, String(error));
  assert.equal(error.reason, reason, error.message);
  assert.match(error.message, /^(The|A) .+\.$/);
  return true;
};

describe('Over HTTP', () => {
  test('a request is posted as RFC 3161 wants it, and its answer is the token', async () => {
    let headers: IncomingMessage['headers'] = {};
    let method: string | undefined;
    listener = (request, response) => {
      ({ headers, method } = request);
      stampedBy(good)(request, response);
    };
    const token = await stamp();
    const [type] = childrenOf(readDer(Buffer.from(token)), TAG.sequence, 'ContentInfo');
    assert.ok(type);
    assert.equal(method, 'POST');
    assert.equal(headers['content-type'], 'application/timestamp-query');
  });

  const bad: readonly (readonly [string, TimeStampFailure, RequestListener])[] = [
    ['a server that has failed', 'unreachable', (_, response) => response.writeHead(500).end('sorry')],
    ['a server that is too busy', 'unreachable', (_, response) => response.writeHead(503).end()],
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
    ['an empty answer', 'untrustworthy', (_, response) => response.end()],
    ['a web page', 'untrustworthy', (_, response) => response.end('<!doctype html><p>Welcome')],
    ['a huge answer', 'untrustworthy', (_, response) => response.end(Buffer.alloc(3 * 1024 * 1024, 0x30))],
    ['our own request', 'untrustworthy', answering(async (der) => der)],
    [
      'an answer with something behind it',
      'untrustworthy',
      answering(async (der) =>
        Buffer.concat([
          await answerTimeStampRequest(asked(der), sealKeyOf(good), new Date()),
          Buffer.alloc(1),
        ]),
      ),
    ],
    [
      'a certificate that has expired',
      'untrustworthy',
      stampedBy(stamper({ notAfter: new Date(Date.now() - 3_600_000) })),
    ],
    [
      'a certificate that is not valid yet',
      'untrustworthy',
      stampedBy(stamper({ notBefore: new Date(Date.now() + 3_600_000) })),
    ],
    ['a certificate for something else', 'untrustworthy', stampedBy(stamper({ purposes: [EMAIL] }))],
    [
      'a certificate for time stamps and more',
      'untrustworthy',
      stampedBy(stamper({ purposes: [TIME_STAMPING, EMAIL] })),
    ],
    ['a purpose that is not critical', 'untrustworthy', stampedBy(stamper({ purposesCritical: false }))],
  ];
  for (const [title, reason, behaviour] of bad) {
    test(`${title} is no time stamp: ${reason}`, async () => {
      listener = behaviour;
      await assert.rejects(stamp(), failsWith(reason));
    });
  }

  test('refusals of every status are refusals', async () => {
    for (const status of [2, 3, 4, 5]) {
      listener = (_, response) => response.end(Buffer.from([0x30, 5, 0x30, 3, 2, 1, status]));
      await assert.rejects(stamp(), failsWith('refused'));
    }
  });

  test('a server that is silent, or never comes to an end, is waited for only so long', async () => {
    listener = () => undefined;
    await assert.rejects(stamp(0.1), failsWith('unreachable'));
    listener = (_, response) => void response.writeHead(200).write('\x30');
    await assert.rejects(stamp(0.2), failsWith('unreachable'));
  });

  test('nobody is there', async () => {
    const gone = createServer();
    gone.listen(0, '127.0.0.1');
    await once(gone, 'listening');
    const { port } = gone.address() as AddressInfo;
    gone.close();
    await once(gone, 'close');
    await assert.rejects(stamp(5, `http://127.0.0.1:${port}/`), failsWith('unreachable'));
  });
});

describe('An answer with one changed byte', () => {
  test('is the same token or no time stamp, and never another error', async () => {
    const request = createTimeStampRequest(IMPRINT);
    const answer = await answerTimeStampRequest(request, sealKeyOf(good), new Date());
    const policy = { trustAnchorsPem: pem(root), toleranceSeconds: 300, now: () => new Date() };
    assert.ok(checkTimeStampResponse(answer, request, policy).length > 0);
    const [masks, tried, refused] = [[0x01, 0x80, 0x25], new Set<number>(), new Set<number>()];
    for (let at = 0; at < answer.length; at += 3) {
      tried.add(at);
      const changed = Buffer.from(answer);
      changed[at] = changed[at]! ^ masks[tried.size % masks.length]!;
      try {
        checkTimeStampResponse(changed, request, policy);
      } catch (error) {
        refused.add(at);
        assert.ok(error instanceof TimeStampError, `byte ${at}: ${String(error)}`);
      }
    }
    assert.ok(refused.size > tried.size / 2, `${refused.size} of ${tried.size}`);
  });
});
