/** A time stamp authority that does not answer, or answers with what is not true, as a customer sees it. */
import assert from 'node:assert/strict';
import { createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';
import { TimeStampReq } from 'pkijs';
import { openDevelopmentAuthority } from '../../../demo/service/adapters/keys/development-authority.ts';
import { issueCertificate } from '../../../demo/service/adapters/keys/issue-certificate.ts';
import { createFileSealKey } from '../../../demo/service/adapters/keys/file-seal-key.ts';
import { answerTimeStampRequest } from '../../../demo/service/adapters/time-stamps/development-time-stamp-authority.ts';
import { createHttpTimeStampAuthority } from '../../../demo/service/adapters/time-stamps/http-time-stamp-authority.ts';
import { EMPTY_HISTORY, canonicalEntry, type HistoryType } from '../../../demo/service/domain/history.ts';
import type { SealKey } from '../../../demo/service/ports/seal-key.ts';
import type { TimeStampAuthority } from '../../../demo/service/ports/time-stamp-authority.ts';
import { sha256 } from '../../../demo/service/use-cases/service-context.ts';
import type { History, Order } from '../../../src/task/contract.ts';
import { developmentKey } from '../../harness/development-key.ts';
import { plainPdf } from '../../harness/pdf-samples.ts';
import { startTestService, type Signer, type TestService } from '../../harness/test-service.ts';
import { verifySealedPdf } from '../../verifier/verify-sealed-pdf.ts';
import { expectProblem } from './expect-problem.ts';

interface Asked {
  readonly sha256: Uint8Array;
  readonly nonce: Uint8Array;
}
type Conduct = (asked: Asked, response: ServerResponse) => Promise<Uint8Array | undefined>;

let service: TestService;
let authority: Server;
let conduct: Conduct;
let dataFolder = '';
let timeStampKey: SealKey;
let sealKey: SealKey;
let expiredKey: SealKey;
let isImpatient = false;

const honest: Conduct = (asked) => answerTimeStampRequest(asked, timeStampKey, new Date());

/** Honest for the signatures (the seal's and the signer's), and then not: what is left is the document. */
function wrongForTheDocument(wrong: Conduct): Conduct {
  let stamps = 0;
  return (asked, response) => (++stamps <= 2 ? honest : wrong)(asked, response);
}
const otherBytes: Conduct = ({ nonce }) =>
  answerTimeStampRequest({ nonce, sha256: Buffer.alloc(32, 7) }, timeStampKey, new Date());
const otherQuestion: Conduct = ({ sha256: imprint }) =>
  answerTimeStampRequest({ sha256: imprint, nonce: Buffer.alloc(16, 0x41) }, timeStampKey, new Date());

/** Of the development root, as the other is, but until yesterday. */
async function expiredStamper(): Promise<SealKey> {
  const set = join(dataFolder, 'development-authority');
  const [rootPem, keyPem] = await Promise.all(
    ['root.pem', 'root-key.pem'].map((file) => readFile(join(set, file), 'utf8')),
  );
  const root = new X509Certificate(rootPem!);
  const commonName = /CN=(.*)/.exec(root.subject)?.[1] ?? assert.fail(root.subject);
  const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const day = 86_400_000;
  const certificate = issueCertificate({
    use: 'time-stamps',
    commonName: 'Expired time stamps',
    publicKey: own.publicKey,
    issuer: { commonName, publicKey: root.publicKey, privateKey: createPrivateKey(keyPem!) },
    notBefore: new Date(Date.now() - 9 * day),
    notAfter: new Date(Date.now() - day),
  });
  return createFileSealKey(own.privateKey, [certificate, root.raw]);
}

before(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'time-stamps-down-'));
  const { trustAnchorsPem } = await openDevelopmentAuthority(dataFolder);
  [timeStampKey, sealKey] = [
    await developmentKey(dataFolder, 'time-stamps'),
    await developmentKey(dataFolder, 'seal'),
  ];
  expiredKey = await expiredStamper();
  authority = createServer((request, response) => {
    void buffer(request).then(async (body) => {
      const { messageImprint, nonce } = TimeStampReq.fromBER(new Uint8Array(body));
      const asked = {
        sha256: messageImprint.hashedMessage.valueBlock.valueHexView,
        nonce: nonce?.valueBlock.valueHexView ?? new Uint8Array(),
      };
      const answer = await conduct(asked, response);
      if (answer) response.setHeader('content-type', 'application/timestamp-reply').end(answer);
    });
  }).listen(0, '127.0.0.1');
  await once(authority, 'listening');
  const url = `http://127.0.0.1:${(authority.address() as AddressInfo).port}`;
  const [patient, impatient] = [30, 0.1].map((timeoutSeconds) =>
    createHttpTimeStampAuthority(url, { timeoutSeconds, trustAnchorsPem }),
  );
  const timeStamps: TimeStampAuthority = {
    stamp: (imprint) => (isImpatient ? impatient : patient)!.stamp(imprint),
  };
  service = await startTestService({ dataFolder, timeStamps, logLevel: 'silent' });
  // Held, so that nothing is tried again before a test says so.
  await service.holdClock(new Date());
});
after(async () => {
  await service.stop();
  authority.closeAllConnections();
  authority.close();
  await rm(dataFolder, { recursive: true });
});

describe('an order whose last signature came while no time stamp could be trusted', () => {
  const original = plainPdf({ pages: 2 });
  let order: Order;
  let signer: Signer;
  before(async () => {
    conduct = async (_asked, response) => void response.destroy();
    order = await service.order({}, original);
    signer = await service.open(order.tasks[0]?.id ?? '');
    assert.equal((await signer.complete()).status, 200);
    await tried(1);
  });

  /** Resolves when sealing has been tried so often; the test's own time limit ends what never comes. */
  async function tried(times: number): Promise<void> {
    for (;;) {
      // A call over HTTP: the database alone, in this very process, would let nothing else go on.
      await service.readOrder(order.id);
      const [row] = await service.running.database.query<{ attempts: number }>(
        'select packaging_attempts as attempts from orders where id = $1',
        [order.id],
      );
      if (row && row.attempts >= times) return;
    }
  }

  const sealed = () =>
    service.call<Uint8Array>('readOrderDocument', `/orders/${order.id}/documents/${order.documents[0]?.id}`, {
      headers: service.asCustomer(),
    });

  const restart = () =>
    service.call('restartPackaging', `/orders/${order.id}/packaging`, {
      method: 'POST',
      headers: service.asCustomer(),
    });

  const failures: readonly [what: string, failure: string, conduct: Conduct][] = [
    ['hangs up', 'unreachable', async (_asked, response) => void response.destroy()],
    [
      'is broken',
      'unreachable',
      async (_asked, response) => {
        response.statusCode = 500;
        return Buffer.from('<h1>Oops</h1>');
      },
    ],
    ['answers with nonsense', 'untrustworthy', async () => Buffer.from('time flies')],
    ['stamps other bytes', 'untrustworthy', otherBytes],
    ['answers another question', 'untrustworthy', otherQuestion],
    [
      'has a certificate that has expired',
      'untrustworthy',
      (asked) => answerTimeStampRequest(asked, expiredKey, new Date()),
    ],
    [
      'hangs up when it comes to the document',
      'unreachable',
      wrongForTheDocument(async (_asked, response) => void response.destroy()),
    ],
    ['stamps another document', 'untrustworthy', wrongForTheDocument(otherBytes)],
    ['answers another question about the document', 'untrustworthy', wrongForTheDocument(otherQuestion)],
    [
      'signs with a key that is not for time stamps',
      'untrustworthy',
      (asked) => answerTimeStampRequest(asked, sealKey, new Date()),
    ],
    [
      'tells a time of last year',
      'untrustworthy',
      (asked) => answerTimeStampRequest(asked, timeStampKey, new Date(Date.now() - 365 * 86_400_000)),
    ],
  ];
  for (const [index, [what, failure, wrong]] of failures.entries()) {
    test(`stays packaging while the authority ${what}, and nothing is called sealed`, async () => {
      conduct = wrong;
      assert.equal((await restart()).status, 202);
      await tried(index + 2);
      const now = await service.readOrder(order.id);
      assert.equal(now.status, 'packaging');
      assert.equal(now.packagingFailure, `time-stamp-${failure}`);
      assert.equal(now.documents[0]?.sealedSha256, undefined);
      expectProblem(await sealed(), 'not-sealed-yet');
      const { body: task } = await signer.read();
      assert.equal(task.status, 'completed');
      assert.equal(task.sealed, false);
    });
  }

  test('stays packaging while the authority is slower than anyone waits', async () => {
    isImpatient = true;
    conduct = () => new Promise(() => undefined);
    assert.equal((await restart()).status, 202);
    await tried(failures.length + 2);
    isImpatient = false;
    const now = await service.readOrder(order.id);
    assert.deepEqual([now.status, now.packagingFailure], ['packaging', 'time-stamp-unreachable']);
    assert.equal(now.documents[0]?.sealedSha256, undefined);
  });

  test('goes on by itself when the authority is back, and what it makes verifies', async () => {
    conduct = honest;
    const [row] = await service.running.database.query<{ dueAt: Date }>(
      'select packaging_due_at as "dueAt" from orders where id = $1',
      [order.id],
    );
    await service.holdClock(row?.dueAt);
    const completed = await service.orderReaches(order.id, 'completed');
    assert.equal(completed.packagingFailure, undefined);
    const { body } = await sealed();
    assert.ok(Buffer.from(body.subarray(0, original.length)).equals(original));
    const verdict = verifySealedPdf(body, { anchorsPem: service.running.trustAnchorsPem, original });
    assert.deepEqual(verdict.problems, []);
    assert.equal(verdict.valid, true);
  });

  test('has a history that holds every restart, and in which each entry seals the one before it', async () => {
    const { body } = await service.call<History>('readOrderHistory', `/orders/${order.id}/history`, {
      headers: service.asCustomer(),
    });
    const types = body.entries.map(({ type }) => type);
    assert.equal(types.filter((type) => type === 'packaging.restarted').length, failures.length + 1);
    assert.equal(types.filter((type) => type === 'order.sealed').length, 1);
    assert.equal(types.at(-1), 'order.completed');
    let previousHash = EMPTY_HISTORY.hash;
    for (const { hash, at, type, taskId, data, ...entry } of body.entries) {
      assert.equal(entry.previousHash, previousHash);
      const text = canonicalEntry(order.id, {
        ...entry,
        type: type as HistoryType,
        at: new Date(at),
        ...(taskId !== undefined && { taskId }),
        ...(data && { data: data as never }),
      });
      assert.equal(hash, sha256(text));
      previousHash = hash;
    }
  });
});
