import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  checkCompletion,
  type CompletableAction,
  type CompletableTask,
  type UnverifiedCompletion,
} from '../../../demo/service/domain/completion.ts';
import { ServiceProblem } from '../../../demo/service/domain/problem.ts';
import type { PageRanges } from '../../../demo/service/domain/page-ranges.ts';

const CONSENT = { version: '2026-1', sha256: 'cc', locale: 'en' };

function action(id: string, change: Partial<CompletableAction> = {}): CompletableAction {
  return {
    id,
    optional: false,
    sha256: `hash of ${id}`,
    ...change,
  };
}

function taskOf(...actions: CompletableAction[]): CompletableTask {
  return {
    consent: CONSENT,
    signatureMethods: ['consent', 'handwritten'],
    signatureRequires: 'any',
    actions,
  };
}

function completionOf(...ids: string[]): UnverifiedCompletion {
  return {
    actions: ids.map((id) => ({ id, documentSha256: `hash of ${id}` })),
    consent: CONSENT,
    signature: [{ method: 'consent' }],
  };
}

function refusal(task: CompletableTask, completion: UnverifiedCompletion): string {
  try {
    checkCompletion(task, completion);
  } catch (error) {
    if (error instanceof ServiceProblem) return [error.code, error.details.reason].filter(Boolean).join(' ');
    throw error;
  }
  return 'accepted';
}

describe('a completion', () => {
  test('of all that the task asks for is accepted', () => {
    assert.deepEqual([...checkCompletion(taskOf(action('a'), action('b')), completionOf('b', 'a'))].sort(), [
      'a',
      'b',
    ]);
  });

  test('may leave out what is optional, and only that', () => {
    const task = taskOf(action('a'), action('b', { optional: true }));
    assert.deepEqual([...checkCompletion(task, completionOf('a'))], ['a']);
    assert.equal(refusal(task, completionOf('b')), 'action-missing action-not-done');
  });

  test('of nothing is none, although everything is optional', () => {
    assert.equal(
      refusal(taskOf(action('a', { optional: true })), completionOf()),
      'action-missing action-not-done',
    );
  });

  test('names only actions of the task, and each once', () => {
    assert.equal(refusal(taskOf(action('a')), completionOf('a', 'other')), 'invalid-request');
    assert.equal(refusal(taskOf(action('a')), completionOf('a', 'a')), 'invalid-request');
  });

  test('is on the very bytes that were shown', () => {
    const completion = { ...completionOf('a'), actions: [{ id: 'a', documentSha256: 'hash of b' }] };
    assert.equal(refusal(taskOf(action('a')), completion), 'document-changed');
  });

  test('waits until every page has been in view, where the order asks for that', () => {
    const readAll = (viewed: PageRanges) =>
      refusal(taskOf(action('a', { toRead: { pages: 3, viewed } })), completionOf('a'));
    assert.equal(readAll([]), 'action-missing pages-not-viewed');
    assert.equal(readAll([[1, 2]]), 'action-missing pages-not-viewed');
    assert.equal(readAll([[1, 3]]), 'accepted');
  });

  test('with what has yet to be uploaded is refused, whatever hash is named for it', () => {
    const task = taskOf(action('a'), action('b', { optional: true, sha256: undefined }));
    assert.equal(refusal(task, completionOf('a')), 'accepted');
    assert.equal(refusal(task, completionOf('a', 'b')), 'action-missing not-uploaded');
  });

  test('an optional document that is left out need not have been read', () => {
    const task = taskOf(action('a'), action('b', { optional: true, toRead: { pages: 3, viewed: [] } }));
    assert.equal(refusal(task, completionOf('a')), 'accepted');
    assert.equal(refusal(task, completionOf('a', 'b')), 'action-missing pages-not-viewed');
  });

  for (const [member, value] of Object.entries({ version: '2025-9', sha256: 'cd', locale: 'nb' })) {
    test(`to another ${member} of the consent is no consent`, () => {
      const completion = { ...completionOf('a'), consent: { ...CONSENT, [member]: value } };
      assert.equal(refusal(taskOf(action('a')), completion), 'consent-missing');
    });
  }

  test('is signed once, in a way that the task allows', () => {
    const signed = (...signature: UnverifiedCompletion['signature'][number][]) =>
      refusal(taskOf(action('a')), { ...completionOf('a'), signature });
    assert.equal(signed(), 'signature-invalid signature-count');
    assert.equal(signed({ method: 'consent' }, { method: 'consent' }), 'signature-invalid signature-count');
    assert.equal(signed({ method: 'eid' }), 'signature-invalid');
    assert.equal(signed({ method: 'handwritten', text: 'Kari' }), 'accepted');
  });

  test('is signed by each of its methods, once, where the task requires all of them', () => {
    const task = { ...taskOf(action('a')), signatureRequires: 'all' as const };
    const signed = (...methods: string[]) =>
      refusal(task, { ...completionOf('a'), signature: methods.map((method) => ({ method })) });
    assert.equal(signed('handwritten'), 'signature-invalid signature-count');
    assert.equal(signed('consent', 'consent'), 'signature-invalid signature-count');
    assert.equal(signed('consent', 'handwritten', 'consent'), 'signature-invalid signature-count');
    assert.equal(signed('handwritten', 'consent'), 'accepted');
  });

  test('with a typed name of blanks only is not signed', () => {
    for (const text of ['', '   ', '\t\n', '\u00a0\u2003'])
      assert.equal(
        refusal(taskOf(action('a')), { ...completionOf('a'), signature: [{ method: 'handwritten', text }] }),
        'signature-invalid',
      );
  });

  test('tells first that a document has changed, before anything about the consent', () => {
    const completion = {
      actions: [{ id: 'a', documentSha256: 'other' }],
      consent: { ...CONSENT, sha256: 'other' },
      signature: [{ method: 'eid' }],
    };
    assert.equal(refusal(taskOf(action('a')), completion), 'document-changed');
  });
});
