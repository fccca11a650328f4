/** The files and the certificates of the development authority are what they say, or it does not start. */
import assert from 'node:assert/strict';
import { X509Certificate, generateKeyPairSync } from 'node:crypto';
import { cp, mkdtemp, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, test } from 'node:test';
import { openDevelopmentAuthority } from '../../../demo/service/adapters/keys/development-authority.ts';
import { issueCertificate } from '../../../demo/service/adapters/keys/issue-certificate.ts';
import { issueRevocationList } from '../../../demo/service/adapters/keys/issue-revocation-list.ts';
import { createFileSealKey } from '../../../demo/service/adapters/keys/file-seal-key.ts';
import { type Certificate, readCertificate } from '../../verifier/cms/certificate.ts';
import { readDer } from '../../verifier/cms/der.ts';
import { statusInList } from '../../verifier/cms/revocation-list.ts';
import { type Holder, issue } from '../../verifier/samples/craft-authority.ts';

const folders = await mkdtemp(join(tmpdir(), 'keys-'));
after(() => rm(folders, { recursive: true, force: true }));
const authority = await openDevelopmentAuthority(join(folders, 'whole'));
const set = dirname(authority.caFile);

const FILES = [
  'root.pem',
  'root-key.pem',
  'seal.pem',
  'seal-key.pem',
  'time-stamps.pem',
  'time-stamps-key.pem',
];
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';

/** A copy of the authority, to do something to. */
async function copy(name: string): Promise<{ folder: string; at(file: string): string }> {
  const folder = join(folders, name);
  await cp(set, join(folder, 'development-authority'), { recursive: true });
  return { folder, at: (file) => join(folder, 'development-authority', file) };
}

describe('A development authority', () => {
  for (const file of FILES) {
    test(`names ${file} when it is damaged, and makes no other in its place`, async () => {
      const { folder, at } = await copy(`damaged-${file}`);
      await writeFile(at(file), 'no PEM');
      const clear = (error: unknown) => {
        assert.ok(error instanceof Error);
        assert.ok(error.message.includes(at(file)), error.message);
        assert.match(error.message, /Restore it, or remove/);
        return true;
      };
      await assert.rejects(openDevelopmentAuthority(folder), clear);
      await truncate(at(file), 0);
      await assert.rejects(openDevelopmentAuthority(folder), clear);
      assert.equal((await stat(at(file))).size, 0);
    });
  }

  test('names a key that is missing or belongs to another certificate', async () => {
    const { folder, at } = await copy('mixed');
    await cp(at('time-stamps-key.pem'), at('seal-key.pem'));
    await assert.rejects(openDevelopmentAuthority(folder), /seal-key\.pem is damaged or missing/);
    await rm(at('seal-key.pem'));
    await assert.rejects(openDevelopmentAuthority(folder), /seal-key\.pem is damaged or missing/);
  });

  test('lets only its owner read the keys', async () => {
    for (const file of FILES) {
      const { mode } = await stat(join(set, file));
      assert.equal(mode & 0o777, file.endsWith('-key.pem') ? 0o600 : 0o644, file);
    }
  });
});

describe('Its certificates', () => {
  const [sealDer, rootDer] = authority.sealKey.certificateChain;
  const [root, seal] = [readCertificate(rootDer!), readCertificate(sealDer!)];

  test('are of a root that may sign certificates and nothing else', () => {
    assert.equal(root.isAuthority, true);
    assert.ok(root.keyUsage?.has('keyCertSign'));
    assert.equal(root.keyUsage?.has('digitalSignature'), false);
    assert.ok(root.x509.verify(root.x509.publicKey));
  });

  test('are of a seal that may sign documents and no certificates', () => {
    assert.equal(seal.isAuthority, false);
    assert.deepEqual([...(seal.keyUsage ?? [])].sort(), ['digitalSignature', 'nonRepudiation']);
    assert.equal(seal.extendedKeyUsage, undefined);
    assert.ok(seal.x509.checkIssued(root.x509));
    assert.ok(seal.x509.verify(root.x509.publicKey));
  });

  test('are of a time stamp signer that is for time stamps alone, which is critical', async () => {
    const token = await authority.timeStampAuthority.stamp(Buffer.alloc(32, 7));
    const certificate = stampCertificate(token);
    assert.equal(certificate.isAuthority, false);
    assert.deepEqual(certificate.extendedKeyUsage, { purposes: [TIME_STAMPING], critical: true });
    assert.ok(certificate.x509.verify(root.x509.publicKey));
  });

  test('have nothing critical that is not understood, names of their own and serial numbers of their own', () => {
    for (const { unknownCritical } of [root, seal]) assert.deepEqual(unknownCritical, []);
    assert.notEqual(root.subject, seal.subject);
    assert.notDeepEqual(root.serialDer, seal.serialDer);
    const now = new Date();
    for (const { notBefore, notAfter } of [root, seal]) assert.ok(notBefore < now && now < notAfter);
  });
});

describe('Its revocation lists', () => {
  const [sealDer, rootDer] = authority.sealKey.certificateChain;
  const [root, seal] = [readCertificate(rootDer!), readCertificate(sealDer!)];
  const at = new Date();
  const inDays = (days: number) => new Date(at.getTime() + days * 86_400_000);
  const ask = (list: Uint8Array, issuer: Certificate, certificate: Certificate, when: Date) => {
    const wrong: string[] = [];
    const report = (what: string) => void wrong.push(what);
    return { status: statusInList(list, { issuer, certificate, at: when, report }), wrong };
  };

  test('count from now, for a week', () => {
    const list = authority.revocationLists.issue(at);
    for (const days of [0, 6.9])
      assert.deepEqual(ask(list, root, seal, inDays(days)), { status: 'good', wrong: [] });
    for (const days of [-0.1, 7.1]) assert.equal(ask(list, root, seal, inDays(days)).wrong.length, 1);
  });

  test('of the same second are the same list, and a later one has a higher number', () => {
    const { issue: issueList } = authority.revocationLists;
    const whole = new Date('2026-05-01T00:00:00Z');
    assert.deepEqual(issueList(whole), issueList(new Date(whole.getTime() + 999)));
    const [earlier, later] = [whole, new Date(whole.getTime() + 1000)].map((when) =>
      numberOf(issueList(when)),
    );
    assert.ok(earlier! < later!, `${earlier} and ${later}`);
  });

  test('tell what has been revoked, and only that', () => {
    const [issuer, holder, other] = [issue({ name: 'Root' }), issue({ name: 'One' }), issue({ name: 'Two' })];
    const named = (name: string, { publicKey }: Holder) =>
      readCertificate(
        issueCertificate({
          use: 'authority',
          commonName: name,
          publicKey,
          issuer: { ...issuer, commonName: 'Root' },
          notBefore: inDays(-1),
          notAfter: inDays(1),
        }),
      );
    const [authorityOf, one, two] = [named('Root', issuer), named('One', holder), named('Two', other)];
    const list = issueRevocationList({
      issuer: { ...issuer, commonName: 'Root' },
      thisUpdate: at,
      nextUpdate: inDays(1),
      // Without tag and length.
      revoked: [{ serialNumber: one.serialDer.subarray(2), at }],
    });
    assert.deepEqual(ask(list, authorityOf, one, at), { status: 'revoked', wrong: [] });
    assert.deepEqual(ask(list, authorityOf, two, at), { status: 'good', wrong: [] });
  });

  /** RFC 5280 section 5.2.3. */
  function numberOf(list: Uint8Array): number {
    const bytes = Buffer.from(list);
    const at = bytes.indexOf('0603551d14', 0, 'hex') + 5;
    const value = readDer(bytes.subarray(at + 2, at + 2 + bytes[at + 1]!));
    return value.content.reduce((sum, byte) => sum * 256 + byte, 0);
  }
});

describe('A seal key', () => {
  test('is an RSA key, and the one that its certificate is for', () => {
    const [holder, other] = [issue({ name: 'One' }), issue({ name: 'Other' })];
    const key = createFileSealKey(holder.privateKey, [holder.certificate]);
    assert.deepEqual(key.certificateChain, [holder.certificate]);
    assert.throws(() => createFileSealKey(holder.privateKey, [other.certificate]), /another key/);
    assert.throws(() => createFileSealKey(holder.privateKey, []), /another key/);
    const { privateKey: ed25519 } = generateKeyPairSync('ed25519');
    assert.throws(() => createFileSealKey(ed25519, [holder.certificate]), /RSA/);
  });
});

/** A token carries its certificates as they are: they are found where bytes are one. */
function stampCertificate(token: Uint8Array): Certificate {
  const own = findCertificates(Buffer.from(token)).find((der) =>
    new X509Certificate(der).subject.includes('time stamps'),
  );
  assert.ok(own);
  return readCertificate(own);
}

function findCertificates(token: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = token.indexOf('3082', 0, 'hex'); at >= 0; at = token.indexOf('3082', at + 1, 'hex')) {
    const der = token.subarray(at, at + 4 + token.readUInt16BE(at + 2));
    try {
      found.push(Buffer.from(new X509Certificate(der).raw));
    } catch {
      // Another sequence.
    }
  }
  return found;
}
