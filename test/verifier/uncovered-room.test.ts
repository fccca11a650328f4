/**
 * Some bytes of a sealed file no signature covers: those of the last token that are beside what it signs, and the way
 * its digits are written. Nobody can put anything there, or write the same in other bytes.
 */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { cmsOf } from './cms/check-seal.ts';
import { revisionsOf } from './samples/changed-bytes.ts';
import { checkChain } from './cms/certificate-chain.ts';
import { readAnchors, readCertificate } from './cms/certificate.ts';
import { Findings } from './findings.ts';
import { type Holder, issue, pem } from './samples/craft-authority.ts';
import { craftLongTerm } from './samples/craft-long-term.ts';
import { replaced } from './samples/mutation.ts';
import { authority, type SealedSample, sealedSample } from './samples/sealed-sample.ts';
import { tokenVariants } from './samples/token-variants.ts';
import { verifySealedPdf } from './verify-sealed-pdf.ts';

let sample: SealedSample;
before(async () => {
  sample = await sealedSample('table', 1, true);
});

const codesOf = (bytes: Uint8Array) => verifySealedPdf(bytes, sample).problems.map(({ code }) => code);

describe('What no signature covers is refused', () => {
  test('when the time stamp of the document holds more than it needs, or says less of how it was made', async () => {
    const stranger = issue({ name: 'Somebody', authority: true }).certificate;
    // Made by hand, it has room for more.
    const file = await craftLongTerm(sample, (await authority()).timeStampAuthority);
    const { gap, contents } = revisionsOf(file).at(-1) ?? assert.fail();
    const token = cmsOf(contents).der;
    const withToken = (changed: Uint8Array) =>
      replaced(
        file,
        gap.start + 1,
        Buffer.from(changed)
          .toString('hex')
          .padEnd(gap.end - gap.start - 2, '0'),
      );
    assert.deepEqual(codesOf(withToken(token.encoding)), []);
    for (const [title, changed, expected] of tokenVariants(token, stranger)) {
      const codes = codesOf(withToken(changed));
      assert.ok(
        expected.some((code) => codes.includes(code)),
        `${title}: ${codes.join()}`,
      );
      assert.ok(!codes.includes('verifier-fault'), title);
    }
  });

  test('when a digit of any Contents is written as a capital', () => {
    for (const { gap } of revisionsOf(sample.sealed)) {
      const digits = sample.sealed.subarray(gap.start, gap.end).toString('latin1');
      const at = gap.start + digits.search(/[a-f]/);
      const capital = String.fromCharCode(sample.sealed[at] ?? 0).toUpperCase();
      assert.ok(codesOf(replaced(sample.sealed, at, capital)).includes('contents-gap'));
    }
  });
});

function flippedAt(bytes: Uint8Array, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

describe('Certificates that come along', () => {
  const root = issue({ name: 'Root', authority: true, keyUsage: 0x06 });
  const below = issue({ name: 'Below', authority: true, keyUsage: 0x06 }, root);
  const seal = issue({ name: 'Seal', keyUsage: 0xc0 }, below);
  const stranger = issue({ name: 'Root', authority: true, keyUsage: 0x06 });
  const found = (...pool: readonly Holder[]): string[] => {
    const findings = new Findings();
    const certificates = pool.map(({ certificate }) => readCertificate(certificate));
    const [leaf = assert.fail()] = certificates;
    checkChain(leaf, certificates, readAnchors(pem(below)), new Date(), 'the seal', findings);
    return findings.problems.map(({ code }) => code);
  };

  test('may be those on the way to the one that is trusted, and those above it', () => {
    assert.deepEqual(found(seal), []);
    assert.deepEqual(found(seal, below), []);
    assert.deepEqual(found(seal, below, root), []);
  });

  test('are refused when anybody could have made them, or when one comes twice', () => {
    assert.deepEqual(found(seal, below, stranger), ['certificate-chain']);
    assert.deepEqual(found(seal, below, below), ['certificate-chain']);
    // The name and the key of the one above, which its own signature is not over.
    const forged = { ...root, certificate: flippedAt(root.certificate, root.certificate.length - 1) };
    assert.deepEqual(found(seal, below, forged), ['certificate-chain']);
    // The same, signed by somebody who brings a root of their own.
    const theirs = issue({ name: 'Mallory', authority: true, keyUsage: 0x06 });
    const crossed = issue({ name: 'Root', keyOf: root, authority: true, keyUsage: 0x06 }, theirs);
    assert.deepEqual(found(seal, below, crossed), ['certificate-chain']);
    assert.deepEqual(found(seal, below, crossed, theirs), ['certificate-chain', 'certificate-chain']);
  });
});
