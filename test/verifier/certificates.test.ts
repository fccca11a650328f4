/** Whom the verifier believes, for what, and when. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { OID } from './cms/signed-data.ts';
import type { ProblemCode } from './findings.ts';
import { type CertificateWish, type Holder, issue, pem, sealersOf } from './samples/craft-authority.ts';
import { craftSealed } from './samples/craft-pdf.ts';
import { type Verification, verifySealedPdf } from './verify-sealed-pdf.ts';

const SIGNS = 0xc0;
const ISSUES = 0x04;
const HOUR = 3600 * 1000;
const NOW = new Date();
const ago = (hours: number): Date => new Date(NOW.getTime() - hours * HOUR);

const ROOT: CertificateWish = { name: 'Root', authority: true, keyUsage: ISSUES };
const SEAL: CertificateWish = { name: 'Seal', keyUsage: SIGNS };
const STAMPS: CertificateWish = {
  name: 'Stamps',
  keyUsage: SIGNS,
  purposes: [OID.timeStamping],
  purposesCritical: true,
};

const root = issue(ROOT);
const seal = issue(SEAL, root);
const stamper = issue(STAMPS, root);

async function verified({
  by = seal,
  stampedBy = stamper,
  at = NOW,
  anchors = [root],
}: {
  by?: Holder;
  stampedBy?: Holder;
  at?: Date;
  anchors?: Holder[];
} = {}): Promise<Verification> {
  const bytes = await craftSealed(sealersOf(by, stampedBy, at));
  return verifySealedPdf(bytes, { anchorsPem: pem(...anchors), level: 'B-T' });
}

function assertRefused({ valid, problems }: Verification, expected: ProblemCode): void {
  assert.equal(valid, false);
  const codes = problems.map(({ code }) => code);
  assert.ok(codes.includes(expected), JSON.stringify(problems));
  assert.ok(!codes.includes('message-digest') && !codes.includes('verifier-fault'), JSON.stringify(problems));
}

describe('A seal is believed', () => {
  test('when its certificate and that of its time stamps lead to an anchor', async () => {
    assert.deepEqual((await verified()).problems, []);
  });

  test('through a certificate authority between, when that is sent along', async () => {
    const between = issue({ ...ROOT, name: 'Between', pathLength: 0 }, root);
    assert.deepEqual((await verified({ by: issue(SEAL, between) })).problems, []);
  });

  test('when the time stamps have an anchor of their own', async () => {
    const other = issue({ ...ROOT, name: 'Other root' });
    assert.deepEqual(
      (await verified({ stampedBy: issue(STAMPS, other), anchors: [root, other] })).problems,
      [],
    );
  });

  test('after its certificate has ended, because the time stamp is from before', async () => {
    const ended = issue({ ...SEAL, notBefore: ago(9), notAfter: ago(3) }, root);
    assert.deepEqual((await verified({ by: ended, at: ago(5) })).problems, []);
  });
});

describe('A seal is refused', () => {
  const cases: readonly [string, ProblemCode, () => Parameters<typeof verified>[0]][] = [
    [
      'when its certificate leads to no anchor',
      'certificate-chain',
      () => ({ by: issue(SEAL, issue(ROOT)) }),
    ],
    ['when it is its own issuer', 'certificate-chain', () => ({ by: issue(SEAL) })],
    [
      'when its issuer is no authority',
      'certificate-chain',
      () => ({ by: issue({ ...SEAL, name: 'Under' }, seal) }),
    ],
    [
      'when its issuer may not sign certificates',
      'certificate-chain',
      () => ({ by: issue(SEAL, issue({ ...ROOT, name: 'Idle', keyUsage: SIGNS }, root)) }),
    ],
    [
      'when the path is longer than an authority allows',
      'certificate-chain',
      () => {
        const short = issue({ ...ROOT, name: 'Short', pathLength: 0 }, root);
        return { by: issue(SEAL, issue({ ...ROOT, name: 'Too deep' }, short)) };
      },
    ],
    [
      'when a certificate has a critical extension that is not known',
      'certificate-chain',
      () => ({ by: issue({ ...SEAL, unknownCritical: true }, root) }),
    ],
    [
      'when its certificate had ended at the time of the stamp',
      'certificate-validity',
      () => ({ by: issue({ ...SEAL, notBefore: ago(9), notAfter: ago(8) }, root) }),
    ],
    [
      'when its certificate had not begun at the time of the stamp',
      'certificate-validity',
      () => ({ by: issue({ ...SEAL, notBefore: ago(1) }, root), at: ago(2) }),
    ],
    [
      'when the certificate of its time stamp had ended',
      'certificate-validity',
      () => ({ stampedBy: issue({ ...STAMPS, notBefore: ago(9), notAfter: ago(8) }, root) }),
    ],
    [
      'when its key is not for signing',
      'certificate-usage',
      () => ({ by: issue({ ...SEAL, keyUsage: 0x20 }, root) }),
    ],
    [
      'when its certificate does not say what for',
      'certificate-usage',
      () => ({ by: issue({ name: 'Any' }, root) }),
    ],
    ['when its certificate is for time stamps', 'certificate-usage', () => ({ by: stamper })],
    [
      'when an authority seals by itself',
      'certificate-usage',
      () => ({ by: issue({ ...ROOT, name: 'Both', keyUsage: SIGNS | ISSUES }, root) }),
    ],
    ['when the seal key stamps its own time', 'time-stamp-certificate', () => ({ stampedBy: seal })],
    [
      'when the purpose of time stamping is not critical',
      'time-stamp-certificate',
      () => ({ stampedBy: issue({ ...STAMPS, purposesCritical: false }, root) }),
    ],
    [
      'when the stamping key has other purposes',
      'time-stamp-certificate',
      () => ({ stampedBy: issue({ ...STAMPS, purposes: [OID.timeStamping, '1.3.6.1.5.5.7.3.4'] }, root) }),
    ],
    [
      'when its time stamps lead to no anchor',
      'certificate-chain',
      () => ({ stampedBy: issue(STAMPS, issue(ROOT)) }),
    ],
    ['when it is stamped in the future', 'time-stamp-time', () => ({ at: ago(-2) })],
  ];
  for (const [title, expected, wish] of cases) {
    test(title, async () => {
      assertRefused(await verified(wish()), expected);
    });
  }

  test('when a later signature is stamped before an earlier one', async () => {
    const bytes = await craftSealed(sealersOf(seal, stamper, ago(1)), {
      sealers: (step) => (step === 2 ? sealersOf(seal, stamper, ago(2)) : undefined),
    });
    assertRefused(verifySealedPdf(bytes, { anchorsPem: pem(root), level: 'B-T' }), 'time-stamp-time');
  });
});
