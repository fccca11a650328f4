import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { completionBody } from '../../../src/session/completion.ts';
import type { Effect, Step } from '../../../src/session/effect.ts';
import { basisOf } from '../../../src/session/kept.ts';
import { obstacleTo } from '../../../src/session/readiness.ts';
import type { SessionEvent } from '../../../src/session/session-event.ts';
import type { SessionState, Transfer, Work } from '../../../src/session/session-state.ts';
import type { ActionFacts, TaskFacts } from '../../../src/session/task-facts.ts';
import { transition } from '../../../src/session/transition.ts';
import { ATTEMPT, EVENTS, FILLED_IN, RUN, failure, readable, task, uploadable, work } from './sample.ts';

const CARD = { name: 'card.jpg', mediaType: 'image/jpeg', sizeBytes: 1000 };
const asked = (file = CARD): SessionEvent => ({ type: 'upload-asked', actionId: 'u', file });
const SENDING: Transfer = { phase: 'sending', name: 'card.jpg', share: 0.4 };

function with_(actions: readonly ActionFacts[], part: Partial<Work<TaskFacts>> = {}): Work<TaskFacts> {
  return work({ task: task({ actions }), ...part });
}

function reading(upload: ActionFacts, part: Partial<Work<TaskFacts>> = {}): SessionState {
  return { ...with_([readable(), upload], { shown: 'u', ...part }), status: 'reviewing' };
}

const transferOf = (state: SessionState) => ('uploads' in state ? state.uploads['u'] : undefined);
const types = (effects: readonly Effect[]) => effects.map(({ type }) => type);
const answered = (upload: ActionFacts, sequence = 2) =>
  ({
    run: RUN,
    actionId: 'u',
    task: task({ actions: [readable(), upload], sequence }),
    etag: '"2"',
  }) as const;

describe('a file that the signer is asked for', () => {
  it('is no document to be fetched, wherever it stands among the things to do', () => {
    const opened = transition(
      { status: 'opening', run: RUN, by: 'task' },
      { type: 'task-opened', run: RUN, task: task({ actions: [uploadable(), readable()] }), etag: '"1"' },
    );
    assert.equal('shown' in opened.state && opened.state.shown, 'u');
    assert.deepEqual(opened.effects, []);
    const chosen = transition(opened.state, EVENTS['document-chosen']);
    assert.deepEqual(chosen.effects, [{ type: 'show-document', actionId: 'a' }]);
    const back = transition(chosen.state, { type: 'document-chosen', actionId: 'u' });
    assert.deepEqual(back.effects, []);
  });

  it('is in the way until it is there, in the order of the things to do', () => {
    const next = (actions: readonly ActionFacts[], part: Partial<Work<TaskFacts>> = {}) =>
      obstacleTo(with_(actions, { shown: 'a', ...part }));
    const second = readable({ id: 'b' });
    assert.deepEqual(next([readable(), uploadable()]), { type: 'not-uploaded', actionId: 'u' });
    assert.deepEqual(next([readable(), uploadable(), second]), { type: 'not-uploaded', actionId: 'u' });
    assert.deepEqual(next([readable(), second, uploadable()]), { type: 'unopened', actionId: 'b', count: 1 });
    assert.deepEqual(next([readable(), second, uploadable()], { shown: 'u' }), {
      type: 'not-uploaded',
      actionId: 'u',
    });
    assert.equal(next([readable(), uploadable('dd')]), undefined);
  });

  it('may be left out where it is optional, and is waited for once it is on its way', () => {
    const optional = uploadable(undefined, { optional: true });
    for (const shown of ['a', 'u'])
      assert.equal(obstacleTo(with_([readable(), optional], { shown })), undefined);
    const sending = with_([readable(), optional], { uploads: { u: SENDING } });
    assert.deepEqual(obstacleTo(sending), { type: 'uploading', actionId: 'u' });
  });

  it('is signed under its hash; one that is left out is not', () => {
    const named = (upload: ActionFacts) =>
      completionBody(task({ actions: [readable(), upload] }), FILLED_IN).actions;
    const document = { id: 'a', documentSha256: 'aa' };
    assert.deepEqual(named(uploadable('dd')), [document, { id: 'u', documentSha256: 'dd' }]);
    assert.deepEqual(named(uploadable('dd', { optional: true })), [
      document,
      { id: 'u', documentSha256: 'dd' },
    ]);
    assert.deepEqual(named(uploadable(undefined, { optional: true })), [document]);
  });

  it('takes nothing away of what was read and agreed to, whatever becomes of it', () => {
    const basis = (upload: ActionFacts) => basisOf(task({ actions: [readable(), upload] }));
    assert.equal(basis(uploadable()), basis(uploadable('dd')));
    const before = reading(uploadable(), { draft: FILLED_IN, seen: { a: [[1, 3]] } });
    const { state } = transition(before, { type: 'task-read', ...answered(uploadable('dd')) });
    assert.ok('seen' in state && state.draft.consented);
    assert.deepEqual(state.seen, { a: [[1, 3]] });
  });
});

describe('choosing a file', () => {
  it('sends it at once, and tells how far it has come', () => {
    const first = transition(reading(uploadable()), asked());
    assert.deepEqual(transferOf(first.state), { ...SENDING, share: 0 });
    assert.deepEqual(first.effects, [{ type: 'upload', actionId: 'u' }]);
    const told = transition(first.state, EVENTS['upload-progressed']);
    assert.deepEqual(transferOf(told.state), { ...SENDING, share: 0.5 });
    const late = transition(told.state, { type: 'upload-progressed', run: RUN, actionId: 'u', share: 0.2 });
    assert.deepEqual(transferOf(late.state), { ...SENDING, share: 0.5 });
    const done = transition(told.state, { type: 'upload-done', ...answered(uploadable('dd')) });
    assert.equal(transferOf(done.state), undefined);
    assert.ok('etag' in done.state && done.state.etag === '"2"');
    assert.equal(obstacleTo(done.state as Work<TaskFacts>), undefined);
  });

  for (const [what, file, code, reason] of [
    ['empty', { ...CARD, sizeBytes: 0 }, 'document-unreadable', 'empty'],
    ['too large', { ...CARD, sizeBytes: 2001 }, 'too-large', 'too-large'],
    ['of another kind', { ...CARD, mediaType: 'image/heic' }, 'unsupported-media-type', 'not-accepted'],
  ] as const) {
    it(`that is ${what} is refused before it is sent, and what was there stays`, () => {
      const { state, effects, facts } = transition(reading(uploadable('dd')), asked(file));
      const refused = transferOf(state);
      assert.ok(refused?.phase === 'failed');
      assert.deepEqual([refused.failure.code, refused.failure.reason], [code, reason]);
      assert.deepEqual(effects, []);
      assert.deepEqual(
        facts.map(({ type }) => type),
        ['failed'],
      );
      assert.equal(obstacleTo(state as Work<TaskFacts>), undefined);
    });
  }

  it('of the size that is taken, and of a kind that the device does not know, is sent', () => {
    for (const file of [
      { ...CARD, sizeBytes: 2000 },
      { ...CARD, mediaType: '' },
    ])
      assert.deepEqual(types(transition(reading(uploadable()), asked(file)).effects), ['upload']);
  });

  it('is nothing where it was not asked for, nor while a signature is vouched for', () => {
    const document = transition(reading(uploadable()), { type: 'upload-asked', actionId: 'a', file: CARD });
    assert.deepEqual(document.effects, []);
    const proof = {
      key: 'k',
      method: 'eid',
      phase: 'running',
      challenge: undefined,
      proven: [],
      windowLost: false,
    } as const;
    assert.deepEqual(transition(reading(uploadable(), { proof }), asked()).effects, []);
  });

  it('again is sent in the place of the one under way; one that is refused stops that', () => {
    const before = reading(uploadable(), { uploads: { u: SENDING } });
    assert.deepEqual(types(transition(before, asked()).effects), ['upload']);
    assert.deepEqual(types(transition(before, asked({ ...CARD, sizeBytes: 0 })).effects), ['stop-upload']);
  });
});

describe('an upload that does not get through', () => {
  const before = reading(uploadable(), { uploads: { u: SENDING } });
  const refused = (code: Parameters<typeof failure>[0], state = before) =>
    transition(state, { type: 'upload-failed', run: RUN, actionId: 'u', failure: failure(code) });

  it('is told beside the file when it is about the file, and the work goes on', () => {
    for (const code of [
      'too-large',
      'unsupported-media-type',
      'document-unreadable',
      'document-unsupported',
      'too-many-attempts',
    ] as const) {
      const { state, effects, facts } = refused(code);
      assert.equal(state.status, 'reviewing');
      assert.deepEqual(transferOf(state), { phase: 'failed', name: 'card.jpg', failure: failure(code) });
      assert.deepEqual(effects, []);
      assert.deepEqual(facts, [{ type: 'failed', failure: failure(code) }]);
    }
  });

  it('for the line looks whether it has arrived all the same', () => {
    for (const code of ['offline', 'timeout', 'service-unavailable'] as const) {
      const { state, effects } = refused(code);
      assert.equal(transferOf(state)?.phase, 'failed');
      assert.deepEqual(types(effects), ['read-task']);
    }
  });

  it('because the task has moved on lets the task tell it; because the session is over, says so', () => {
    assert.deepEqual(types(refused('task-final').effects), ['read-task']);
    assert.equal(refused('session-expired').state.status, 'failed');
    assert.equal(refused('login-required').state.status, 'login-required');
  });

  it('is broken off by the signer, who sees then what the service has', () => {
    const { state, effects } = transition(before, EVENTS['upload-cancelled']);
    assert.equal(transferOf(state), undefined);
    assert.deepEqual(types(effects), ['stop-upload', 'read-task']);
    assert.deepEqual(transition(reading(uploadable()), EVENTS['upload-cancelled']).effects, []);
  });
});

describe('taking a file away', () => {
  it('asks the service, once', () => {
    const first = transition(reading(uploadable('dd')), EVENTS['upload-removal-asked']);
    assert.deepEqual(first.effects, [{ type: 'remove-upload', actionId: 'u' }]);
    assert.deepEqual(transition(first.state, EVENTS['upload-removal-asked']).effects, []);
    const done = transition(first.state, { type: 'upload-done', ...answered(uploadable()) });
    assert.deepEqual(obstacleTo(done.state as Work<TaskFacts>), { type: 'not-uploaded', actionId: 'u' });
    assert.deepEqual(transition(reading(uploadable()), EVENTS['upload-removal-asked']).effects, []);
  });

  it('at the last step leads back to it, and so does another tab that has', () => {
    const signing: SessionState = { ...with_([readable(), uploadable('dd')]), status: 'signing' };
    for (const event of [
      EVENTS['upload-removal-asked'],
      asked(),
      { type: 'task-read', ...answered(uploadable()) } as const,
    ]) {
      const { state }: Step = transition(signing, event);
      assert.equal(state.status, 'reviewing');
      assert.equal(state.shown, 'u');
    }
    const same = transition(signing, { type: 'task-read', ...answered(uploadable('ee')) });
    assert.equal(same.state.status, 'signing');
  });

  it('is not undone by a look at the task from before it', () => {
    const before = transition(reading(uploadable('dd')), {
      type: 'upload-done',
      ...answered(uploadable(), 5),
    });
    const stale = transition(before.state, { type: 'task-read', ...answered(uploadable('dd'), 4) });
    assert.deepEqual(obstacleTo(stale.state as Work<TaskFacts>), { type: 'not-uploaded', actionId: 'u' });
    const ended = task({ status: 'deleted', sequence: 1 });
    assert.equal(
      transition(stale.state, { type: 'task-read', run: RUN, task: ended, etag: undefined }).state.status,
      'deleted',
    );
  });
});

describe('one press', () => {
  it('signs all documents and every file that was uploaded, and waits for what is missing', () => {
    const actions = [readable(), readable({ id: 'b' }), uploadable('dd')];
    const signing: SessionState = { ...with_(actions, { loaded: ['a', 'b'] }), status: 'signing' };
    const { state, effects } = transition(signing, EVENTS['submit-asked']);
    assert.equal(state.status, 'submitting');
    const [, complete] = effects;
    assert.ok(complete?.type === 'complete');
    assert.deepEqual(
      complete.attempt.body.actions.map(({ documentSha256 }) => documentSha256),
      ['aa', 'aa', 'dd'],
    );
    const missing: SessionState = { ...with_([readable(), uploadable()]), status: 'signing' };
    assert.deepEqual(transition(missing, EVENTS['submit-asked']).effects, []);
  });

  it('that was refused since the file is another one has a new key with the new file', () => {
    const again: SessionState = {
      ...with_([readable(), uploadable('ee')], { attempt: ATTEMPT }),
      status: 'signing',
    };
    const { effects } = transition(again, EVENTS['submit-asked']);
    const complete = effects.find(({ type }) => type === 'complete');
    assert.ok(complete?.type === 'complete' && complete.attempt.key === 'new-key');
  });
});
