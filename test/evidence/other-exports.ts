/** Exports that are not what the service has written. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { changed, flipped, found, verified, type GetSample } from './checked.ts';
import { holderAt, places } from './places.ts';

export function otherExports(sample: GetSample): void {
  test('nothing in the export can be another, or be left out', () => {
    const all = places(sample().evidence);
    assert.ok(all.length > 200);
    for (const path of all) {
      const name = path.at(-1) ?? '';
      const other = changed(sample().evidence, (copy) => {
        const holder = holderAt(copy, path);
        const value = holder[name];
        holder[name] =
          typeof value === 'string' ? flipped(value) : typeof value === 'number' ? value + 1 : !value;
      });
      assert.equal(verified(sample(), other).valid, false, `another ${path.join('.')}`);
      const without = changed(sample().evidence, (copy) =>
        Reflect.deleteProperty(holderAt(copy, path), name),
      );
      assert.equal(verified(sample(), without).valid, false, `without ${path.join('.')}`);
    }
  });

  test('nothing can be added where no signature reaches', () => {
    const added = changed(sample().evidence, ({ signature }) =>
      Object.assign(signature.header, { note: 'The rent is lower.' }),
    );
    assert.ok(found(verified(sample(), added), 'evidence-signature').length > 0);
  });

  describe('what is no evidence is refused, and never breaks the check', () => {
    for (const [what, text] of [
      ['nothing', ''],
      ['no JSON', '%PDF-1.7'],
      ['half of it', '{"format":"signing-evidence/1","order":'],
      ['a list', '[]'],
      ['null', 'null'],
      ['another format', '{"format":"signing-evidence/2"}'],
      ['only the name of the format', '{"format":"signing-evidence/1"}'],
      [
        'numbers where texts should be',
        '{"format":"signing-evidence/1","order":7,"tasks":[1,null],"history":"x"}',
      ],
      ['a million brackets', '['.repeat(1_000_000)],
      ['a format beside another', '{"format":"signing-evidence/1","format":"signing-evidence/1"}'],
    ] as const) {
      test(what, () => {
        const { valid, problems } = verified(sample(), text);
        assert.equal(valid, false);
        assert.ok(problems.length > 0);
        assert.deepEqual(
          problems.filter(({ code }) => code === 'verifier-fault'),
          [],
        );
      });
    }

    test('a member that stands twice, of which two readers may each see another', () => {
      const text = JSON.stringify(sample().evidence);
      const twice = text.replace('"title":', '"title":"Loan agreement","title":');
      assert.ok(found(verified(sample(), twice), 'evidence-json').length > 0);
    });
  });
}
