import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  checkCompletion,
  type CompletableAction,
  type CompletableTask,
  type UnverifiedCompletion,
} from '../../../demo/service/domain/completion.ts';
import { ServiceProblem } from '../../../demo/service/domain/problem.ts';

const CONSENT = { version: '2026-1', sha256: 'cc', locale: 'en' };

function action(id: string, change: Partial<CompletableAction> = {}): CompletableAction {
  return {
    id,
    optional: false,
    readAll: false,
    pagesViewed: [],
    document: { sha256: `hash of ${id}`, pages: 3 },
    ...change,
  };
}

function taskOf(...actions: CompletableAction[]): CompletableTask {
  return { consent: CONSENT, signatureMethods: ['consent', 'handwritten'], actions };
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
    const readAll = (pagesViewed: CompletableAction['pagesViewed']) =>
      refusal(taskOf(action('a', { readAll: true, pagesViewed })), completionOf('a'));
    assert.equal(readAll([]), 'action-missing pages-not-viewed');
    assert.equal(readAll([[1, 2]]), 'action-missing pages-not-viewed');
    assert.equal(readAll([[1, 3]]), 'accepted');
  });

  test('an optional document that is left out need not have been read', () => {
    const task = taskOf(action('a'), action('b', { optional: true, readAll: true }));
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
    assert.equal(signed(), 'signature-invalid');
    assert.equal(signed({ method: 'consent' }, { method: 'consent' }), 'signature-invalid');
    assert.equal(signed({ method: 'eid' }), 'signature-invalid');
    assert.equal(signed({ method: 'handwritten', text: 'Kari' }), 'accepted');
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
