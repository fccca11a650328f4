/** What is not the signed document, or has no trustworthy time, is not sealed. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import {
  RevocationError,
  type RevocationFailure,
  type RevocationSource,
} from '../../../demo/service/ports/revocation-source.ts';
import { TimeStampError, type TimeStampFailure } from '../../../demo/service/ports/time-stamp-authority.ts';
import { createPdfSealer } from '../../../demo/service/sealing/create-pdf-sealer.ts';
import { pdfWith, plainPdf } from '../../harness/pdf-samples.ts';
import { authority, placed, seal, sealRequest, signature } from './sealing-sample.ts';
import { type Holder, issue, pem, sealersOf } from '../../verifier/samples/craft-authority.ts';
import { craftList } from '../../verifier/samples/craft-status.ts';
import { newAuthority } from '../../verifier/samples/sealed-sample.ts';
import { verifySealedPdf } from '../../verifier/verify-sealed-pdf.ts';

const REASONS: readonly TimeStampFailure[] = ['unreachable', 'refused', 'untrustworthy'];

describe('The sealer refuses', () => {
  test('bytes that are not the ones that were signed', async () => {
    const request = sealRequest(plainPdf(), [signature(1)]);
    const other = plainPdf({ text: 'Another agreement' });
    await assert.rejects(seal({ ...request, original: other }), {
      name: 'SealError',
      code: 'original-changed',
    });
    const upperCase = { ...request, originalSha256: request.originalSha256.toUpperCase() };
    await assert.rejects(seal(upperCase), { code: 'original-changed' });
  });

  test('bytes that intake would not have taken', async () => {
    for (const bytes of [Buffer.from('Dear all'), plainPdf().subarray(0, 300)]) {
      await assert.rejects(seal(sealRequest(bytes, [signature(1)])), { code: 'original-unsealable' });
    }
  });

  test('a place on a page that the document does not have', async () => {
    for (const page of [0, 2, -1, 1.5]) {
      const request = sealRequest(plainPdf(), [signature(1), signature(2, placed(page))]);
      await assert.rejects(seal(request), { code: 'place-unknown' });
    }
  });

  test('an order without signatures', async () => {
    await assert.rejects(seal(sealRequest(plainPdf(), [])), TypeError);
  });

  for (const reason of REASONS) {
    test(`to go on when a time stamp is ${reason}, whichever it is, and says why`, async () => {
      const { sealKey, timeStampAuthority, revocations } = await authority();
      // The certification, the last signer, and the document.
      for (const failing of [1, 3, 4]) {
        let stamps = 0;
        const timeStamps = {
          stamp: (sha256: Uint8Array) =>
            ++stamps === failing
              ? Promise.reject(new TimeStampError(reason, 'No time.'))
              : timeStampAuthority.stamp(sha256),
        };
        const sealer = createPdfSealer({ key: sealKey, timeStamps, revocations });
        const sealing = sealer.seal(sealRequest(plainPdf(), [signature(1), signature(2)]));
        await assert.rejects(sealing, (error) => error instanceof TimeStampError && error.reason === reason);
        assert.equal(stamps, failing);
      }
    });
  }

  const FAILURES: readonly RevocationFailure[] = [
    'unreachable',
    'untrustworthy',
    'unknown',
    'expired',
    'revoked',
  ];
  for (const reason of FAILURES) {
    test(`to go on when the status of a certificate is ${reason}, and says why`, async () => {
      const { sealKey, timeStampAuthority } = await authority();
      const failure = new RevocationError(reason, 'No proof.');
      const revocations = { prove: () => Promise.reject(failure) };
      const sealer = createPdfSealer({ key: sealKey, timeStamps: timeStampAuthority, revocations });
      await assert.rejects(
        sealer.seal(sealRequest(plainPdf(), [signature(1)])),
        (error) => error === failure,
      );
    });
  }

  test('to go on when what stamps the document is of another certificate, and that one is revoked', async () => {
    const { sealKey, timeStampAuthority, revocations } = await authority();
    const other = await newAuthority();
    let stamps = 0;
    const timeStamps = {
      stamp: (sha256: Uint8Array) =>
        (++stamps === 3 ? other.timeStampAuthority : timeStampAuthority).stamp(sha256),
    };
    const asked: (readonly Uint8Array[])[] = [];
    const sealer = createPdfSealer({
      key: sealKey,
      timeStamps,
      revocations: {
        prove(certificates) {
          asked.push(certificates);
          if (asked.length < 3) return revocations.prove(certificates);
          return Promise.reject(new RevocationError('revoked', 'A certificate has been revoked.'));
        },
      },
    });
    const sealing = sealer.seal(sealRequest(plainPdf(), [signature(1)]));
    await assert.rejects(sealing, { name: 'RevocationError', reason: 'revoked' });
    assert.equal(asked.length, 3, 'each certificate is asked about once');
    const [, otherRoot] = other.sealKey.certificateChain;
    assert.ok(asked[2]!.some((certificate) => Buffer.compare(certificate, otherRoot!) === 0));
  });
});

const AUTHORITY = { name: 'Root', authority: true, keyUsage: 0x06 };
const SEAL = { name: 'Seal', keyUsage: 0xc0 };
const STAMPER = {
  name: 'Stamps',
  keyUsage: 0xc0,
  purposes: ['1.3.6.1.5.5.7.3.8'],
  purposesCritical: true,
};

/** Five with long names, each issued by the one before: what they vouch for brings them all along, and is large. */
function below(root: Holder): Holder[] {
  const chain: Holder[] = [];
  for (let depth = 1; depth <= 5; depth += 1)
    chain.push(issue({ ...AUTHORITY, name: `Authority ${depth}`.padEnd(1500, '.') }, chain.at(-1) ?? root));
  return chain;
}

function proofsOf(...issuers: readonly Holder[]): RevocationSource {
  const revocationLists = issuers.map((issuer) => craftList(issuer));
  return { prove: (certificates) => Promise.resolve({ certificates, ocspResponses: [], revocationLists }) };
}

describe('The sealer', () => {
  test('leaves the original as it was given', async () => {
    const original = pdfWith();
    const before = createHash('sha256').update(original).digest('hex');
    await seal(sealRequest(original, [signature(1)]));
    assert.equal(createHash('sha256').update(original).digest('hex'), before);
  });

  test('makes more room when a time stamp takes more than was kept for it', async () => {
    const root = issue(AUTHORITY);
    const between = below(root);
    const stamper = issue(STAMPER, between.at(-1));
    const { sealKey, timeStampAuthority } = sealersOf(issue(SEAL, root), stamper, new Date());
    const sealer = createPdfSealer({
      key: sealKey,
      timeStamps: timeStampAuthority,
      revocations: proofsOf(root, ...between),
    });
    assert.ok((await timeStampAuthority.stamp(Buffer.alloc(32))).length > 12 * 1024);
    const original = plainPdf();
    const sealed = await sealer.seal(sealRequest(original, [signature(1), signature(2)]));
    assert.deepEqual(verifySealedPdf(sealed, { anchorsPem: pem(root), original }).problems, []);
  });

  test('makes more room when the time stamp of the document is larger than those before it', async () => {
    const root = issue(AUTHORITY);
    const between = below(root);
    const signer = issue(SEAL, root);
    const [small, large] = [issue(STAMPER, root), issue(STAMPER, between.at(-1))].map((stamper) =>
      sealersOf(signer, stamper, new Date()),
    );
    let stamps = 0;
    const sealer = createPdfSealer({
      key: small!.sealKey,
      timeStamps: {
        stamp: (sha256) => (++stamps < 3 ? small! : large!).timeStampAuthority.stamp(sha256),
      },
      revocations: proofsOf(root, ...between),
    });
    const original = plainPdf();
    const sealed = await sealer.seal(sealRequest(original, [signature(1)]));
    assert.equal(stamps, 4, 'the document is stamped once more, with more room');
    assert.deepEqual(verifySealedPdf(sealed, { anchorsPem: pem(root), original }).problems, []);
  });

  test('says in the file who ordered, who signed, how, and over which evidence', async () => {
    const signing = signature(1, { signerName: 'Ada Lovelace', ways: ['eid'] });
    const text = Buffer.from(await seal(sealRequest(plainPdf(), [signing]))).toString('latin1');
    assert.ok(text.includes('/Name (The sender)'));
    assert.ok(text.includes('/Name (Ada Lovelace)'));
    const reason = `Order order-1; method eid; evidence SHA-256 ${signing.evidenceSha256}`;
    assert.ok(text.includes(`/Reason (${reason})`));
    assert.ok(text.includes('/M (D:20260115100100Z)'));
    assert.ok(!text.includes('task-1'));
  });

  test('puts nothing of its key into the file but its certificates', async () => {
    const { sealKey } = await authority();
    const sealed = Buffer.from(await seal(sealRequest(plainPdf(), [signature(1)])));
    const hex = sealed.toString('latin1');
    for (const certificate of sealKey.certificateChain) {
      assert.ok(hex.includes(Buffer.from(certificate).toString('hex')));
    }
    assert.ok(!hex.includes('PRIVATE'));
  });
});
