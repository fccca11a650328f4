/**
 * A good signature is not enough: a revision that changes more than it may is refused although each of
 * its signatures verifies. Other tools call most of these files valid.
 */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { DevelopmentAuthority } from '../../demo/service/adapters/keys/development-authority.ts';
import type { CmsTweak } from './samples/craft-cms.ts';
import { TWEAKS } from './samples/cms-tweaks.ts';
import { craftSealed } from './samples/craft-pdf.ts';
import {
  GOOD_STAMP,
  HOSTILE_CERTIFICATIONS,
  HOSTILE_STAMPS,
  UNSEEN_FIELDS,
} from './samples/hostile-certifications.ts';
import { HOSTILE_FILL_INS } from './samples/hostile-fill-ins.ts';
import type { HostileRevision } from './samples/hostile-revision.ts';
import { HOSTILE_STRUCTURES } from './samples/hostile-structure.ts';
import { originalPdf } from './samples/original-pdf.ts';
import { authority } from './samples/sealed-sample.ts';
import type { ProblemCode } from './findings.ts';
import { type Verification, verifySealedPdf } from './verify-sealed-pdf.ts';

let keys: DevelopmentAuthority;

before(async () => {
  keys = await authority();
});

function verify(bytes: Uint8Array): Verification {
  const original = originalPdf('table');
  return verifySealedPdf(bytes, { anchorsPem: keys.trustAnchorsPem, original, level: 'B-T' });
}

function assertRefused({ valid, problems }: Verification, expected: ProblemCode): void {
  const codes = problems.map(({ code }) => code);
  assert.equal(valid, false);
  assert.ok(codes.includes(expected), `${JSON.stringify(problems)} has no ${expected}`);
  assert.ok(!codes.includes('verifier-fault'), JSON.stringify(problems));
}

/** The signature itself must be good, so that it is the change that is refused. */
const NOT_THE_REASON: readonly ProblemCode[] = ['message-digest', 'signature-value', 'time-stamp-imprint'];

function walk(title: string, revisions: readonly HostileRevision[]): void {
  describe(title, () => {
    for (const hostile of revisions) {
      test(`is refused as ${hostile.expected}: ${hostile.title}`, async () => {
        const verification = verify(await craftSealed(keys, hostile));
        assertRefused(verification, hostile.expected);
        const wrong = verification.problems.filter(({ code }) => NOT_THE_REASON.includes(code));
        assert.deepEqual(wrong, []);
      });
    }
  });
}

test('A file made by hand as the sealer makes it is valid', async () => {
  const { valid, problems } = verify(await craftSealed(keys));
  assert.deepEqual(problems, []);
  assert.equal(valid, true);
});

test('A file with a locked stamp under its certification is valid', async () => {
  const { valid, problems } = verify(await craftSealed(keys, GOOD_STAMP));
  assert.deepEqual(problems, []);
  assert.equal(valid, true);
});

walk("A signer's revision that changes more than its field", HOSTILE_FILL_INS);
walk('A certification over something else than the original', HOSTILE_CERTIFICATIONS);
walk('A signature field that nobody sees', UNSEEN_FIELDS);
walk('A stamp under the certification that', HOSTILE_STAMPS);
walk('A revision whose bytes are not one plain update', HOSTILE_STRUCTURES);

describe('A signature that is not as PAdES baseline B-T wants it', () => {
  for (const [tweak, expected] of Object.entries(TWEAKS) as [CmsTweak, ProblemCode][]) {
    for (const step of [0, 2]) {
      test(`is refused as ${expected}: ${tweak}, in signature ${step}`, async () => {
        assertRefused(verify(await craftSealed(keys, { cms: { step, tweak } })), expected);
      });
    }
  }
});
