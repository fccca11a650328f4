/** An installation with a seal key and authorities of its own: files, a time stamp authority, OCSP and lists over HTTP. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { after, before, beforeEach, describe, test } from 'node:test';
import { TimeStampReq } from 'pkijs';
import {
  openSealAuthorities,
  type SealConfiguration,
} from '../../../demo/service/adapters/keys/open-seal-authorities.ts';
import { answerTimeStampRequest } from '../../../demo/service/adapters/time-stamps/development-time-stamp-authority.ts';
import { createPdfSealer } from '../../../demo/service/sealing/create-pdf-sealer.ts';
import { originalPdf } from '../../verifier/samples/original-pdf.ts';
import { type Holder, issue, pem, sealKeyOf } from '../../verifier/samples/craft-authority.ts';
import { craftList, craftResponse, nonceOf } from '../../verifier/samples/craft-status.ts';
import { verifySealedPdf } from '../../verifier/verify-sealed-pdf.ts';
import { requireTools, verifyWithTools } from '../../verifier/verify-with-tools.ts';
import { sealRequest, signatures } from './sealing-sample.ts';

type Answer = (body: Buffer) => Promise<Uint8Array> | Uint8Array;

let folder = '';
let host = '';
let answers: Record<string, Answer> = {};
let honest: Record<string, Answer> = {};
let configuration: SealConfiguration & Required<Pick<SealConfiguration, 'key' | 'trustAnchorsFile'>>;
let anchorsPem = '';
const asked: string[] = [];
const server = createServer((request, response) => {
  const path = request.url ?? '';
  asked.push(path);
  void buffer(request).then(async (body) => {
    const answer = answers[path];
    if (answer) response.end(await answer(body));
    else response.destroy();
  });
});

const holders: Record<string, Holder> = {};
const holder = (name: string): Holder => holders[name] ?? assert.fail(name);

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'configured-'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const url = (path: string) => `http://${host}${path}`;
  const authority = { authority: true, keyUsage: 0x06 };
  const root = issue({ name: 'Root', ...authority });
  const between = issue({ name: 'Between', ...authority, listUrl: url('/root.crl') }, root);
  const seal = issue({ name: 'Seal', keyUsage: 0xc0, ocspUrl: url('/ocsp') }, between);
  const responder = issue({ name: 'Responder', purposes: ['1.3.6.1.5.5.7.3.9'], noCheck: true }, between);
  const timeRoot = issue({ name: 'Time root', ...authority });
  const stamping = { purposes: ['1.3.6.1.5.5.7.3.8'], purposesCritical: true, keyUsage: 0xc0 };
  const stamper = issue({ name: 'Stamps', ...stamping, listUrl: url('/time.crl') }, timeRoot);
  Object.assign(holders, { root, between, seal, responder, timeRoot, stamper });
  honest = {
    '/ocsp': (question) => craftResponse(between, seal, { responder, nonce: nonceOf(question) }),
    '/root.crl': () => craftList(root),
    '/time.crl': () => craftList(timeRoot),
    '/tsa': (question) => {
      const { messageImprint, nonce } = TimeStampReq.fromBER(Uint8Array.from(question));
      const sha256 = messageImprint.hashedMessage.valueBlock.valueHexView;
      const wanted = { sha256, nonce: nonce!.valueBlock.valueHexView };
      return answerTimeStampRequest(wanted, sealKeyOf(stamper), new Date());
    },
  };
  anchorsPem = pem(root, timeRoot);
  const put = async (name: string, text: string) => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };
  configuration = {
    key: {
      keyFile: await put('key.pem', seal.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()),
      chainFile: await put('chain.pem', pem(seal, between)),
    },
    timeStampUrl: url('/tsa'),
    trustAnchorsFile: await put('anchors.pem', anchorsPem),
    privateRevocationHosts: [host],
  };
});
beforeEach(() => {
  answers = { ...honest };
  asked.length = 0;
});
after(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

async function seal(signers: number, more: Partial<SealConfiguration> = {}): Promise<Uint8Array> {
  const { sealKey, ...authorities } = await openSealAuthorities(folder, { ...configuration, ...more });
  return createPdfSealer({ key: sealKey, ...authorities }).seal(
    sealRequest(originalPdf('streams'), signatures(signers)),
  );
}

describe('With a seal key and authorities of its own', () => {
  for (const signers of [1, 5]) {
    test(`a file of ${signers} signers verifies, here and with every tool, and brings each proof once`, async () => {
      const sealed = await seal(signers);
      const options = { anchorsPem, original: originalPdf('streams') };
      assert.deepEqual(verifySealedPdf(sealed, options).problems, []);
      const tools = await verifyWithTools(sealed, options);
      requireTools(tools);
      for (const { tool, status, detail } of tools) assert.notEqual(status, 'refused', `${tool}: ${detail}`);
      // Asked once, however many have signed; and stamped once for each of them, the seal, and the document.
      assert.deepEqual(asked.filter((path) => path !== '/tsa').sort(), ['/ocsp', '/root.crl', '/time.crl']);
      assert.equal(asked.filter((path) => path === '/tsa').length, signers + 2);
    });
  }

  test('no development authority is made, or trusted', async () => {
    const { trustAnchorsPem, trustAnchorFiles } = await openSealAuthorities(folder, configuration);
    assert.equal(trustAnchorsPem.match(/BEGIN/g)?.length, 2);
    assert.deepEqual(trustAnchorFiles, [configuration.trustAnchorsFile]);
    assert.ok(!(await readdir(folder)).includes('development-authority'));
  });

  const failures: readonly [
    what: string,
    name: string,
    reason: string,
    change: () => Record<string, Answer>,
  ][] = [
    [
      'the seal certificate has been revoked',
      'RevocationError',
      'revoked',
      () => ({ '/ocsp': () => craftResponse(holder('between'), holder('seal'), { status: 'revoked' }) }),
    ],
    [
      'the time stamp certificate has been revoked',
      'RevocationError',
      'revoked',
      () => ({ '/time.crl': () => craftList(holder('timeRoot'), { revoked: [holder('stamper')] }) }),
    ],
    [
      'a list is of last week',
      'RevocationError',
      'untrustworthy',
      () => ({
        '/root.crl': () => craftList(holder('root'), { nextUpdate: new Date(Date.now() - 86_400_000) }),
      }),
    ],
    [
      'OCSP answers nonsense',
      'RevocationError',
      'untrustworthy',
      () => ({ '/ocsp': () => Buffer.from('good') }),
    ],
  ];
  for (const [what, name, reason, change] of failures) {
    test(`nothing is sealed when ${what}`, async () => {
      answers = { ...honest, ...change() };
      await assert.rejects(seal(1), { name, reason });
    });
  }

  for (const path of ['/ocsp', '/root.crl', '/time.crl', '/tsa']) {
    test(`nothing is sealed while ${path} hangs up, and all is well when it is back`, async () => {
      answers = Object.fromEntries(Object.entries(honest).filter(([known]) => known !== path));
      const name = path === '/tsa' ? 'TimeStampError' : 'RevocationError';
      await assert.rejects(seal(1), { name, reason: 'unreachable' });
      answers = { ...honest };
      assert.ok((await seal(1)).length > 0);
    });
  }

  test('a host of our own network is asked only where it is named', async () => {
    await assert.rejects(seal(1, { privateRevocationHosts: [] }), {
      name: 'RevocationError',
      reason: 'unreachable',
    });
    assert.ok(asked.every((path) => path === '/tsa'));
  });

  test('the last time stamp lies, and nothing is sealed', async () => {
    let stamps = 0;
    answers['/tsa'] = (question) => {
      stamps += 1;
      // Of three: the seal, the signer, the document.
      return stamps < 3
        ? honest['/tsa']!(question)
        : answerTimeStampRequest(
            { sha256: Buffer.alloc(32, 7), nonce: Buffer.from([1]) },
            sealKeyOf(holder('stamper')),
            new Date(),
          );
    };
    await assert.rejects(seal(1), { name: 'TimeStampError', reason: 'untrustworthy' });
    assert.equal(stamps, 3);
  });
});

describe('A start is stopped, and the file named,', () => {
  const open = (more: Partial<SealConfiguration>) =>
    openSealAuthorities(folder, { ...configuration, ...more });
  const put = async (name: string, text: string) => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };

  test('when a key, its certificates or the anchors cannot be read', async () => {
    const broken = await put('broken.pem', 'no PEM');
    const { keyFile, chainFile } = configuration.key;
    for (const more of [
      { key: { keyFile: broken, chainFile } },
      { key: { keyFile, chainFile: broken } },
      { trustAnchorsFile: broken },
    ])
      await assert.rejects(open(more), /broken\.pem cannot be used to seal\. /);
    await assert.rejects(
      open({ trustAnchorsFile: join(folder, 'nowhere.pem') }),
      /nowhere\.pem cannot be used/,
    );
  });

  test('when a key is encrypted and its passphrase is missing or wrong; with it, it seals', async () => {
    const { chainFile } = configuration.key;
    const pkcs8 = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open sesame' } as const;
    const keyFile = await put('encrypted.pem', holder('seal').privateKey.export(pkcs8).toString());
    await assert.rejects(open({ key: { keyFile, chainFile } }), /encrypted\.pem .* no passphrase/);
    await assert.rejects(
      open({ key: { keyFile, chainFile, keyPassphrase: 'open barley' } }),
      (error: Error) =>
        /encrypted\.pem .* cannot be read/.test(error.message) && !/barley/.test(error.message),
    );
    assert.ok((await seal(1, { key: { keyFile, chainFile, keyPassphrase: 'open sesame' } })).length > 0);
  });

  test('when the certificates are of another key, or lead to none of the anchors', async () => {
    const { keyFile } = configuration.key;
    const others = await put('others.pem', pem(holder('stamper')));
    await assert.rejects(open({ key: { keyFile, chainFile: others } }), /others\.pem .* another key/);
    const short = await put('short.pem', pem(holder('seal')));
    await assert.rejects(open({ key: { keyFile, chainFile: short } }), /short\.pem .* leads to none/);
  });

  test('when nobody is named to trust', async () => {
    const { trustAnchorsFile: _, ...without } = configuration;
    await assert.rejects(openSealAuthorities(folder, without), /needs trust anchors/);
  });
});
