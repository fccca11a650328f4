import assert from 'node:assert/strict';
import { X509Certificate, createHash, verify } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, test } from 'node:test';
import { openDevelopmentAuthority } from '../../../demo/service/adapters/keys/development-authority.ts';

const folders = await mkdtemp(join(tmpdir(), 'authority-'));
after(() => rm(folders, { recursive: true, force: true }));
/** Made once: its keys take a while. */
const first = await openDevelopmentAuthority(join(folders, 'one'));

describe('the development authority', () => {
  test('is made at the first start and found again at the next', async () => {
    const again = await openDevelopmentAuthority(join(folders, 'one'));
    assert.equal(again.trustAnchorsPem, first.trustAnchorsPem);
    assert.deepEqual(again.sealKey.certificateChain, first.sealKey.certificateChain);
    assert.equal(await readFile(first.caFile, 'utf8'), first.trustAnchorsPem);
  });

  test('is one whole set for all who start at the same moment', async () => {
    const folder = join(folders, 'two');
    const all = await Promise.all([1, 2].map(() => openDevelopmentAuthority(folder)));
    const anchors = new Set(all.map(({ trustAnchorsPem }) => trustAnchorsPem));
    assert.equal(anchors.size, 1);
    for (const { sealKey, trustAnchorsPem } of all) {
      const [own] = sealKey.certificateChain.map((der) => new X509Certificate(der));
      assert.ok(own!.verify(new X509Certificate(trustAnchorsPem).publicKey));
    }
    assert.deepEqual(await readdir(folder), ['development-authority'], 'nothing unfinished is left');
  });

  test('keeps its keys from others', async () => {
    const { caFile } = first;
    const keys = (await readdir(dirname(caFile))).filter((file) => file.endsWith('-key.pem'));
    assert.equal(keys.length, 3, 'of the root too: it signs revocation lists');
    for (const key of keys) assert.equal((await stat(join(dirname(caFile), key))).mode & 0o777, 0o600);
  });

  test('signs what its certificate vouches for, and stamps times', async () => {
    const { sealKey, timeStampAuthority } = first;
    const data = Buffer.from('signed');
    const { publicKey } = new X509Certificate(sealKey.certificateChain[0]!);
    assert.ok(verify('sha256', data, publicKey, await sealKey.sign(data)));
    assert.ok((await timeStampAuthority.stamp(createHash('sha256').update(data).digest())).length > 0);
  });
});
