/** Each way to break our service is still one: its text stands in the source once, and a check is there to notice it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ALL_CHECKS } from './all-checks.ts';
import { RULES } from './every-answer.ts';
import { BREAKS } from './ours/breaks.ts';
import { edited } from './ours/copied-tree.ts';
import { ROOT } from './ours/start-ours.ts';
import { EVERY_ANSWER } from './run.ts';

test('There are twenty and more, each with a name of its own', () => {
  assert.ok(BREAKS.length >= 20);
  assert.equal(new Set(BREAKS.map(({ says }) => says)).size, BREAKS.length);
});

test('Each changes what stands in the source exactly once', () => {
  for (const { edits } of BREAKS) {
    for (const edit of edits) {
      const text = readFileSync(join(ROOT, edit.file), 'utf8');
      assert.notEqual(edited(text, edit), text);
    }
  }
});

test('A text that is there twice, or not at all, breaks nothing', () => {
  const edit = { file: 'x.ts', find: 'a', put: 'b' };
  assert.throws(() => edited('a a', edit), /2 times/);
  assert.throws(() => edited('c', edit), /0 times/);
});

test('Each is to be noticed by a check that there is', () => {
  const rules = RULES.map(({ says }) => ({ heading: EVERY_ANSWER, says }));
  for (const { noticedBy, says: name } of BREAKS) {
    const [heading, says] = noticedBy;
    const found = [...ALL_CHECKS, ...rules].filter(
      (check) => check.heading === heading && check.says.startsWith(says),
    );
    assert.equal(found.length, 1, `${name}: ${noticedBy.join(' ')}`);
  }
});

test('No two checks have the same words', () => {
  const sentences = ALL_CHECKS.map(({ heading, says }) => `${heading} ${says}`);
  assert.deepEqual(
    sentences.filter((sentence, index) => sentences.indexOf(sentence) !== index),
    [],
  );
});
