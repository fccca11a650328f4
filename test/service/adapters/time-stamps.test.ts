import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { TimeStampReq } from 'pkijs';
import { createFileSealKey } from '../../../demo/service/adapters/keys/file-seal-key.ts';
import {
  type CertificateUse,
  issueCertificate,
} from '../../../demo/service/adapters/keys/issue-certificate.ts';
import {
  answerTimeStampRequest,
  createDevelopmentTimeStampAuthority,
} from '../../../demo/service/adapters/time-stamps/development-time-stamp-authority.ts';
import { createHttpTimeStampAuthority } from '../../../demo/service/adapters/time-stamps/http-time-stamp-authority.ts';
import { TimeStampError, type TimeStampFailure } from '../../../demo/service/ports/time-stamp-authority.ts';
import { integer, sequence } from '../../../demo/service/sealing/cms/der.ts';

const NOW = new Date('2026-03-01T12:00:00Z');
const YEAR_MS = 366 * 24 * 3600 * 1000;
const DOCUMENT = 'what is stamped';
const IMPRINT = createHash('sha256').update(DOCUMENT).digest();

const newKeys = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const root = { commonName: 'Test root', ...newKeys() };
const other = { commonName: 'Other root', ...newKeys() };
const signer = newKeys();

function certificate(
  use: CertificateUse,
  { publicKey }: Pick<typeof signer, 'publicKey'>,
  issuer = root,
  days = 365,
) {
  const notBefore = new Date(NOW.getTime() - YEAR_MS);
  const notAfter = new Date(NOW.getTime() + days * 24 * 3600 * 1000);
  const commonName = use === 'authority' ? issuer.commonName : 'Test time stamps';
  return issueCertificate({ use, commonName, publicKey, issuer, notBefore, notAfter });
}

function authorityKey(use: CertificateUse = 'time-stamps', issuer = root, days = 365) {
  return createFileSealKey(signer.privateKey, [
    certificate(use, signer, issuer, days),
    certificate('authority', issuer, issuer),
  ]);
}

const rootDer = certificate('authority', root);
const trustAnchorsPem = `-----BEGIN CERTIFICATE-----\n${rootDer.toString('base64')}\n-----END CERTIFICATE-----\n`;

type Answer = (asked: { sha256: Uint8Array; nonce: Uint8Array }) => Promise<Uint8Array>;
const honest: Answer = (asked) => answerTimeStampRequest(asked, authorityKey(), NOW);

function overHttp(answer: Answer, status = 200) {
  const send = async (_url: unknown, init?: RequestInit) => {
    const request = TimeStampReq.fromBER(new Uint8Array(init?.body as Uint8Array<ArrayBuffer>));
    const sha256 = request.messageImprint.hashedMessage.valueBlock.valueHexView;
    const body = await answer({ sha256, nonce: request.nonce!.valueBlock.valueHexView });
    return new Response(new Uint8Array(body), { status });
  };
  return createHttpTimeStampAuthority('https://tsa.example', {
    timeoutSeconds: 5,
    fetch: send as typeof fetch,
    trustAnchorsPem,
    now: () => NOW,
  });
}

describe('a time stamp from an authority', () => {
  test('is taken when it answers our request', async () => {
    assert.ok((await overHttp(honest).stamp(IMPRINT)).length > 500);
  });

  test('of our own convinces openssl', async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'time-stamps-'));
    t.after(() => rmSync(folder, { recursive: true }));
    const authority = createDevelopmentTimeStampAuthority({
      key: authorityKey(),
      trustAnchorsPem,
      now: () => NOW,
    });
    const [token, data, anchors] = [join(folder, 'token'), join(folder, 'data'), join(folder, 'root.pem')];
    writeFileSync(token, await authority.stamp(IMPRINT));
    writeFileSync(data, DOCUMENT);
    writeFileSync(anchors, trustAnchorsPem.replace(/([^\n]{64})(?=[^\n-])/g, '$1\n'));
    const at = String(Math.floor(NOW.getTime() / 1000));
    try {
      execFileSync(
        'openssl',
        [...['ts', '-verify', '-in', token, '-token_in', '-data', data, '-CAfile', anchors, '-attime', at]],
        { stdio: 'pipe' },
      );
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      t.skip('openssl is not installed');
    }
  });
});

const dishonest: readonly {
  readonly title: string;
  readonly answer: Answer;
  readonly reason: TimeStampFailure;
  readonly status?: number;
}[] = [
  {
    title: 'an authority that refuses',
    answer: async () => sequence(sequence(integer(2))),
    reason: 'refused',
  },
  { title: 'an authority that is out of order', answer: honest, status: 503, reason: 'unreachable' },
  {
    title: 'an authority that cannot be reached',
    answer: () => Promise.reject(new TypeError('fetch failed')),
    reason: 'unreachable',
  },
  {
    title: 'an answer that is no answer',
    answer: async () => Buffer.from('<html>'),
    reason: 'untrustworthy',
  },
  {
    title: 'an answer that grants but brings nothing',
    answer: async () => sequence(sequence(integer(0))),
    reason: 'untrustworthy',
  },
  {
    title: 'a stamp on something else',
    answer: ({ nonce }) => honest({ sha256: createHash('sha256').update('else').digest(), nonce }),
    reason: 'untrustworthy',
  },
  {
    title: 'a stamp from before, sent again',
    answer: ({ sha256 }) => honest({ sha256, nonce: Uint8Array.of(0x55, 1, 2, 3) }),
    reason: 'untrustworthy',
  },
  {
    title: 'a clock that is an hour off',
    answer: (asked) => answerTimeStampRequest(asked, authorityKey(), new Date(NOW.getTime() - 3_600_000)),
    reason: 'untrustworthy',
  },
  {
    title: 'a certificate that is not for time stamps',
    answer: (asked) => answerTimeStampRequest(asked, authorityKey('seal'), NOW),
    reason: 'untrustworthy',
  },
  {
    title: 'a certificate that has expired',
    answer: (asked) => answerTimeStampRequest(asked, authorityKey('time-stamps', root, -1), NOW),
    reason: 'untrustworthy',
  },
  {
    title: 'a certificate that nobody we trust has issued',
    answer: (asked) => answerTimeStampRequest(asked, authorityKey('time-stamps', other), NOW),
    reason: 'untrustworthy',
  },
  {
    title: 'a signature by another key than the certificate’s',
    answer: (asked) =>
      answerTimeStampRequest(asked, { ...authorityKey(), sign: async () => Buffer.alloc(256, 1) }, NOW),
    reason: 'untrustworthy',
  },
];

describe('no time stamp is made of', () => {
  for (const { title, answer, reason, status } of dishonest) {
    test(title, async () => {
      await assert.rejects(overHttp(answer, status).stamp(IMPRINT), (error) => {
        assert.ok(error instanceof TimeStampError, String(error));
        assert.equal(error.reason, reason, error.message);
        return true;
      });
    });
  }

  test('an authority that never answers: the time runs out', async () => {
    const authority = createHttpTimeStampAuthority('https://tsa.example', {
      timeoutSeconds: 0.05,
      fetch: ((_url: unknown, init?: RequestInit) =>
        new Promise((_, reject) => {
          const keepAlive = setTimeout(() => undefined, 60_000);
          init?.signal?.addEventListener('abort', () => {
            clearTimeout(keepAlive);
            reject(init.signal?.reason as Error);
          });
        })) as typeof fetch,
    });
    await assert.rejects(authority.stamp(IMPRINT), { name: 'TimeStampError', reason: 'unreachable' });
  });
});
