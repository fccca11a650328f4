/** Whatever anyone without the seal key does to a sealed file is found, whichever byte it touches. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  appended,
  changedContents,
  flippedBytes,
  movedRanges,
  movedReferences,
  revisionsOf,
  stripped,
} from './samples/changed-bytes.ts';
import { type Mutation, randomFrom, SEED } from './samples/mutation.ts';
import type { OriginalKind } from './samples/original-pdf.ts';
import { newAuthority, type SealedSample, sealedSample } from './samples/sealed-sample.ts';
import { swappedTokens } from './samples/swapped-tokens.ts';
import { readAnchors } from './cms/certificate.ts';
import { checkSeal, cmsOf } from './cms/check-seal.ts';
import { checkDocumentTimeStamp } from './document-time-stamp.ts';
import { Findings } from './findings.ts';
import { coveredBytes } from './signed-revisions.ts';
import { verifySealedPdf } from './verify-sealed-pdf.ts';
import { requireTools, verifyWithTools } from './verify-with-tools.ts';

/** Of the many that are alike one in so many is tried; 1 tries them all, which takes minutes. */
const STRIDE = Number(process.env.VERIFIER_STRIDE ?? 4);

const samples = new Map<OriginalKind, Promise<SealedSample>>();

/** One of a kind for all tests: to seal takes longer than to check. */
function sampleOf(kind: OriginalKind): Promise<SealedSample> {
  const sample = samples.get(kind) ?? sealedSample(kind, 3, kind === 'streams');
  samples.set(kind, sample);
  return sample;
}

/** Over the other kinds of originals the same single bytes say little more: half as many are tried. */
function familiesOf(sample: SealedSample, kind: OriginalKind): Mutation[] {
  const share = kind === 'table' ? 1 : 0.5;
  return [
    ...flippedBytes(sample, SEED, 6 * share),
    ...changedContents(sample, SEED + 1, 30 * share),
    ...appended(sample),
    ...movedRanges(sample),
    ...stripped(sample),
    ...movedReferences(sample),
    ...swappedTokens(sample),
  ];
}

async function otherTrust(sample: SealedSample): Promise<Mutation[]> {
  const { sealed, original } = sample;
  const stranger = await newAuthority();
  const family = 'another anchor or original';
  const longer = Buffer.concat([original, Buffer.from('%')]);
  return [
    {
      family,
      title: 'an anchor of somebody else',
      expected: ['certificate-chain'],
      options: { anchorsPem: stranger.trustAnchorsPem },
    },
    { family, title: 'no anchor', expected: ['anchors'], options: { anchorsPem: '' } },
    {
      family,
      title: 'an anchor that is no certificate',
      expected: ['anchors', 'cms-structure'],
      options: { anchorsPem: pemOf('AAAA') },
    },
    {
      family,
      title: 'an original of another order',
      expected: ['original-prefix'],
      options: { original: (await sealedSample('updated', 1, false)).original },
    },
    {
      family,
      title: 'an original that is longer',
      expected: ['original-prefix', 'malformed-pdf'],
      options: { original: longer },
    },
    {
      family,
      title: 'an original that is shorter',
      expected: ['malformed-pdf'],
      options: { original: original.subarray(0, -30) },
    },
    {
      family,
      title: 'an empty original',
      expected: ['malformed-pdf'],
      options: { original: Buffer.alloc(0) },
    },
    {
      family,
      title: 'the sealed file as its own original',
      expected: ['revision-chain'],
      options: { original: sealed },
    },
    {
      family,
      title: 'a time stamp from after the check',
      expected: ['time-stamp-time'],
      options: { at: new Date(0) },
    },
  ].map((mutation) => ({ ...mutation, bytes: sealed }) as Mutation);
}

function pemOf(base64: string): string {
  return `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`;
}

describe(`A sealed file with something changed (VERIFIER_SEED=${SEED})`, () => {
  for (const kind of ['table', 'streams', 'hybrid'] as const) {
    test(`is refused for the reason that it has, over an original of kind "${kind}"`, async (t) => {
      const sample = await sampleOf(kind);
      const counts = new Map<string, number>();
      for (const mutation of [...familiesOf(sample, kind), ...(await otherTrust(sample))]) {
        const { family, title, bytes, expected, options } = mutation;
        assert.ok(
          options !== undefined || Buffer.compare(bytes, sample.sealed) !== 0,
          `${title}: nothing changed`,
        );
        const { valid, problems } = verifySealedPdf(bytes, { ...sample, ...options });
        const codes = problems.map(({ code }) => code);
        assert.equal(valid, false, `${family}: ${title}`);
        assert.ok(
          expected.some((code) => codes.includes(code)),
          `${family}: ${title}: ${JSON.stringify(problems.slice(0, 5))} has none of ${expected.join()}`,
        );
        assert.ok(!codes.includes('verifier-fault'), `${family}: ${title}: ${JSON.stringify(problems)}`);
        counts.set(family, (counts.get(family) ?? 0) + 1);
      }
      for (const [family, count] of counts) t.diagnostic(`${family}: ${count} refused`);
      const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
      assert.ok(total >= 150, `only ${total} changes were tried`);
    });

    test(`is refused by pdfsig and openssl where they look, over an original of kind "${kind}"`, async (t) => {
      const sample = await sampleOf(kind);
      let asked = 0;
      const shown = familiesOf(sample, kind).filter(({ refusedBy = [] }) => refusedBy.length > 0);
      for (const [index, { title, bytes, refusedBy = [] }] of shown.entries()) {
        // Starting a program for each takes longer than all the rest together.
        if (index % STRIDE !== SEED % STRIDE) continue;
        asked += 1;
        const results = await verifyWithTools(bytes, { ...sample, only: refusedBy });
        requireTools(results);
        for (const { tool, status, detail } of results)
          assert.notEqual(status, 'accepted', `${tool}: ${title}: ${detail}`);
      }
      assert.ok(asked > 5, `only ${asked} files were shown to the tools`);
      t.diagnostic(`${asked} files shown to the tools`);
    });
  }

  // Nothing covers the Contents of the time stamp of the document, nor that of a receipt's certification.
  for (const [what, fromEnd, check] of [
    ['the time stamp of the document', 1, checkDocumentTimeStamp],
    ['the last signature', 2, checkSeal],
  ] as const) {
    test(`is refused whichever byte of ${what} it is, by what the byte itself says`, async () => {
      const { sealed, anchorsPem } = await sealedSample('table', 1, true);
      const random = randomFrom(SEED + 21);
      const last = revisionsOf(sealed).at(-fromEnd)!;
      const covered = coveredBytes(sealed, last);
      const anchors = readAnchors(anchorsPem);
      for (let at = SEED % STRIDE; at < cmsOf(last.contents).der.encoding.length; at += STRIDE) {
        const contents = Uint8Array.from(last.contents);
        contents[at] = contents[at]! ^ (1 << random(8));
        const findings = new Findings();
        findings.guard(() => check(contents, covered, { anchors, at: new Date(), name: 'last', findings }));
        const codes = findings.problems.map(({ code }) => code);
        assert.ok(codes.length > 0 && !codes.includes('verifier-fault'), `byte ${at}: ${codes.join()}`);
      }
    });
  }
});
