/** Sealed PDFs beside the evidence of their order. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import { changed, found, verified, type GetSample, type Open } from './checked.ts';
import { rehashed, signature, tasks } from './other-completion.ts';

export function sealedFiles(sample: GetSample): void {
  describe('a sealed file beside its evidence', () => {
    const problemsOf = (file: Uint8Array) => verified(sample(), sample().evidence, [file]);

    test('is refused when it is that of another order', () => {
      assert.ok(found(problemsOf(sample().other.sealed), 'sealed-file').length > 0);
    });

    test('is refused when a single bit of it is another', () => {
      for (let at = 0; at < sample().sealed.length; at += 997) {
        const file = Uint8Array.from(sample().sealed);
        file[at] = (file[at] ?? 0) ^ 1;
        assert.equal(problemsOf(file).valid, false, `bit at ${at}`);
      }
    });

    test('is refused when the evidence is swapped for that of another order, signed by the service', async () => {
      const swapped = await sample().resign(
        changed(sample().other.evidence, (copy) => {
          const hash = createHash('sha256').update(sample().sealed).digest('hex');
          const original = sample().evidence.documents[0] ?? assert.fail();
          copy.documents = copy.documents.map((one) => ({ ...one, size: original.size, sealedSha256: hash }));
        }),
      );
      assert.ok(found(verified(sample(), swapped, [sample().sealed]), 'sealed-file').length > 0);
    });

    test('is refused when the evidence of one of its signatures is another, signed by the service', async () => {
      const other = await sample().resign(
        changed(sample().evidence, (copy) => {
          signature(copy, 1)['kind'] = 'typed';
          rehashed(copy, 1);
        }),
      );
      const [message = ''] = found(verified(sample(), other, [sample().sealed]), 'sealed-file');
      assert.match(message, /is over other evidence$/);
    });

    test('is refused when it has a signature of which the evidence, signed by the service, does not tell', async () => {
      const fewer = await sample().resign(changed(sample().evidence, (copy) => copy.tasks.splice(1, 1)));
      const messages = found(verified(sample(), fewer, [sample().sealed]), 'sealed-file');
      assert.match(messages.join(), /has a signature of which the evidence does not tell: signature-task_/);
    });

    test('is refused when the evidence, signed by the service, names another person for a signature', async () => {
      const other = await sample().resign(
        changed(sample().evidence, (copy) => {
          (tasks(copy)[1]['subject'] as Open)['name'] = 'Eva Berg';
        }),
      );
      const [message = ''] = found(verified(sample(), other, [sample().sealed]), 'sealed-file');
      assert.match(message, /names somebody else$/);
    });
  });
}
