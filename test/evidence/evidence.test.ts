/** The evidence of an order, checked with nothing but the file, the sealed PDF and the certificate to trust. */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { type EvidenceSample, evidenceSample } from '../harness/evidence-sample.ts';
import { verifyEvidence } from '../verifier/evidence/verify-evidence.ts';
import { atThePrompt } from './at-the-prompt.ts';
import { found, verified } from './checked.ts';
import { changedHistories } from './history.ts';
import { otherExports } from './other-exports.ts';
import { sealedFiles } from './sealed-files.ts';
import { signedAnew } from './signed-anew.ts';

let sample: EvidenceSample;
before(async () => {
  sample = await evidenceSample();
});

describe('the evidence of an order that three have signed', () => {
  test('is accepted, with its sealed file', () => {
    const { valid, problems, orderId, signedAt } = verified(sample, sample.evidence, [sample.sealed]);
    assert.deepEqual(problems, []);
    assert.equal(valid, true);
    assert.equal(orderId, sample.evidence.order.id);
    assert.ok(signedAt);
  });

  test('is accepted however it is written down', () => {
    const shuffled = Object.fromEntries(Object.entries(sample.evidence).reverse());
    assert.equal(verified(sample, JSON.stringify(shuffled, null, 2)).valid, true);
  });

  test('is not accepted by who trusts somebody else, or nobody', () => {
    const text = JSON.stringify(sample.evidence);
    assert.ok(found(verifyEvidence(text, [], { anchorsPem: '' }), 'anchors').length > 0);
  });

  test('is not accepted from the future', () => {
    const at = new Date(Date.now() - 3_600_000);
    const verification = verifyEvidence(JSON.stringify(sample.evidence), [], {
      anchorsPem: sample.anchorsPem,
      at,
    });
    assert.ok(found(verification, 'time-stamp-time').length > 0);
  });
});

const made = () => sample;
atThePrompt(made);
changedHistories(made);
otherExports(made);
sealedFiles(made);
signedAnew(made);
