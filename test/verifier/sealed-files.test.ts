/** What the service's sealer makes is accepted, by this verifier and by tools that are not ours. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sealedSample } from './samples/sealed-sample.ts';
import { verifySealedPdf } from './verify-sealed-pdf.ts';
import { requireTools, verifyWithTools } from './verify-with-tools.ts';

describe('A file that the service sealed', () => {
  for (const kind of ['table', 'streams', 'updated', 'hybrid'] as const) {
    for (const signers of [1, 2, 3, 4, 5]) {
      for (const places of [false, true]) {
        const where = places ? 'in the places of the order' : 'on a signature page';
        test(`of ${signers} signers ${where} is valid, over an original of kind "${kind}"`, async () => {
          const { sealed, original, anchorsPem } = await sealedSample(kind, signers, places);
          for (const options of [{ anchorsPem }, { anchorsPem, original }]) {
            const { valid, problems, signatures } = verifySealedPdf(sealed, options);
            assert.deepEqual(problems, []);
            assert.equal(valid, true);
            assert.deepEqual(
              signatures.map((signature) => signature.kind),
              ['certification', ...Array.from({ length: signers }, () => 'approval'), 'document-time-stamp'],
            );
            assert.ok(signatures.every(({ signedAt, subject }) => signedAt && subject));
          }
        });
      }
    }

    test(`is accepted by pdfsig, openssl and qpdf, over an original of kind "${kind}"`, async (t) => {
      const sample = await sealedSample(kind, 3, kind === 'table');
      const results = await verifyWithTools(sample.sealed, sample);
      requireTools(results);
      for (const { tool, status, detail } of results) {
        if (status === 'missing') t.diagnostic(`skipped: ${detail}`);
        else assert.equal(status, 'accepted', `${tool}: ${detail}`);
      }
    });
  }
});
