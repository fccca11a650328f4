import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FAILURE_CODES } from '../../../src/session/failure.ts';
import { EMPTY_DRAFT } from '../../../src/session/draft.ts';
import { basisOf } from '../../../src/session/kept.ts';
import type { SessionEvent } from '../../../src/session/session-event.ts';
import type { SessionState } from '../../../src/session/session-state.ts';
import type { TaskStatus } from '../../../src/session/task-facts.ts';
import { transition } from '../../../src/session/transition.ts';
import {
  ATTEMPT,
  ALL_EVENTS,
  ALL_STATES,
  EVENTS,
  failure,
  FILLED_IN,
  RUN,
  STATES,
  task,
  typed,
  work,
} from './sample.ts';

const AT_WORK = ['reviewing', 'signing', 'submitting'];

describe('the session, walked as a table', () => {
  it('knows what to do with every event in every state, and changes neither', () => {
    for (const state of ALL_STATES) {
      for (const event of ALL_EVENTS) {
        const before = JSON.stringify([state, event]);
        const { state: next } = transition(state, event);
        assert.ok(next.status, `${state.status} × ${event.type}`);
        assert.equal(
          JSON.stringify([state, event]),
          before,
          `${state.status} × ${event.type} wrote to its input`,
        );
      }
    }
  });

  it('drops every result of an earlier run, in every state', () => {
    for (const state of ALL_STATES) {
      for (const event of ALL_EVENTS.filter((event) => 'run' in event)) {
        const late = { ...event, run: RUN - 1 } as SessionEvent;
        const { state: next, effects, facts } = transition(state, late);
        assert.equal(next, state, `${state.status} × late ${event.type}`);
        assert.deepEqual([effects, facts], [[], []]);
      }
    }
  });

  it('ignores events that do not belong to where the widget stands', () => {
    const settled = ['idle', 'rejected', 'postponed', 'cancelled', 'expired', 'deleted', 'failed'];
    for (const state of ALL_STATES.filter(({ status }) => settled.includes(status))) {
      for (const event of ALL_EVENTS) {
        if (['open-asked', 'close-asked', 'code-asked'].includes(event.type)) continue;
        assert.equal(transition(state, event).state, state, `${state.status} × ${event.type}`);
      }
    }
  });

  it('calls nothing signed but what the service has said to be signed', () => {
    for (const state of ALL_STATES) {
      for (const event of ALL_EVENTS) {
        const { state: next, facts } = transition(state, event);
        const said = 'task' in event && event.task.status === 'completed';
        const told = facts.some(({ type }) => type === 'completed');
        if (next.status === 'completed' && state.status !== 'completed') {
          assert.ok(said, `${state.status} × ${event.type} is a guess`);
        }
        assert.ok(!told || said, `${state.status} × ${event.type} told a guess`);
      }
    }
  });

  it('can be opened and closed from everywhere, in a new run', () => {
    for (const state of ALL_STATES) {
      for (const by of ['task', 'code', 'login'] as const) {
        const opened = transition(state, { type: 'open-asked', by });
        assert.deepEqual(opened.state, { status: 'opening', run: RUN + 1, by });
        assert.deepEqual(opened.effects, [{ type: 'open-task', by }]);
      }
      const closed = transition(state, { type: 'close-asked' });
      assert.equal(closed.state.status, 'idle');
      assert.deepEqual(closed.effects, state.status === 'idle' ? [] : [{ type: 'end-session' }]);
    }
  });
});

describe('opening a task', () => {
  const open = (status: TaskStatus) =>
    transition(STATES.opening, { ...EVENTS['task-opened'], task: task({ status }) });

  it('shows each status as it stands, and tells only that it is open', () => {
    const expected = {
      ready: 'reviewing',
      blocked: 'blocked',
      completed: 'completed',
      rejected: 'rejected',
      expired: 'expired',
      deleted: 'deleted',
    } as const;
    for (const [status, widget] of Object.entries(expected)) {
      const { state, facts } = open(status as TaskStatus);
      assert.equal(state.status, widget);
      assert.deepEqual(
        facts,
        [{ type: 'opened' }],
        `a task that was ${status} before has not become so here`,
      );
    }
  });

  it('ends every refusal in a panel and one error with the code', () => {
    for (const code of FAILURE_CODES) {
      const { state, facts } = transition(STATES.opening, {
        ...EVENTS['task-unopened'],
        failure: failure(code),
      });
      assert.equal(state.status, code === 'login-required' ? 'login-required' : 'failed');
      // That a login is asked for is where the signer stands, and no error.
      assert.deepEqual(facts, code === 'login-required' ? [] : [{ type: 'failed', failure: failure(code) }]);
    }
  });

  it('says at once when there is no way to sign that the widget has', () => {
    const foreign = task({ signatureMethods: ['stamp'] });
    const { state } = transition(STATES.opening, { ...EVENTS['task-opened'], task: foreign });
    assert.equal(state.status, 'failed');
    const partly = task({ signatureMethods: ['consent', 'stamp'], signatureRequires: 'all' });
    assert.equal(
      transition(STATES.opening, { ...EVENTS['task-opened'], task: partly }).state.status,
      'failed',
    );
    const either = task({ signatureMethods: ['consent', 'stamp'] });
    assert.equal(
      transition(STATES.opening, { ...EVENTS['task-opened'], task: either }).state.status,
      'reviewing',
    );
  });

  it('brings back what was filled in and read before a reload', () => {
    const draft = { ...FILLED_IN, ...typed('Kari') };
    const kept = { basis: basisOf(task()), draft, attempt: ATTEMPT, seen: { a: [[1, 2]] } } as const;
    const { state, effects } = transition(STATES.opening, { ...EVENTS['task-opened'], kept });
    assert.ok(state.status === 'reviewing');
    assert.deepEqual([state.draft, state.attempt, state.seen], [draft, ATTEMPT, { a: [[1, 2]] }]);
    // The reload may have come before the service heard of them, and the signature waits for that.
    assert.deepEqual(effects.at(-1), { type: 'report-pages', actionId: 'a', pages: [1, 2] });
  });

  it('tells that the task is completed when it was sent from here and its answer never came', () => {
    const kept = { basis: basisOf(task()), draft: EMPTY_DRAFT, attempt: ATTEMPT, seen: {} };
    const done = task({ status: 'completed' });
    const { state, facts } = transition(STATES.opening, { ...EVENTS['task-opened'], task: done, kept });
    assert.equal(state.status, 'completed');
    assert.deepEqual(facts, [{ type: 'opened' }, { type: 'completed' }]);
  });

  it('counts no consent and no page read for a task that has changed meanwhile', () => {
    const draft = { ...FILLED_IN, ...typed('Kari') };
    const kept = { basis: 'of another', draft, attempt: ATTEMPT, seen: { a: [[1, 2]] } } as const;
    const { state } = transition(STATES.opening, { ...EVENTS['task-opened'], kept });
    assert.ok(state.status === 'reviewing');
    assert.deepEqual(state.draft, { ...draft, consented: false });
    assert.deepEqual([state.attempt, state.seen], [undefined, {}]);
  });

  it('opens again by itself when a lost line comes back, and only then', () => {
    const offline: SessionState = { ...STATES.failed, failure: failure('offline') };
    assert.equal(transition(offline, { type: 'look-again' }).state.status, 'opening');
    assert.equal(transition(STATES.failed, { type: 'look-again' }).state.status, 'failed');
  });
});

describe('reading', () => {
  const state = (part = {}): SessionState => ({ ...work(part), status: 'reviewing' });
  const readAll = task({
    actions: [
      { id: 'a', type: 'sign', optional: false, readAll: true, document: { sha256: 'aa', pages: 3 } },
    ],
  });

  it('tells and reports each page once', () => {
    const first = transition(state(), EVENTS['page-shown']);
    assert.deepEqual(first.effects[0], { type: 'report-pages', actionId: 'a', pages: [2, 2] });
    assert.deepEqual(first.facts, [{ type: 'page-viewed', actionId: 'a', page: 2 }]);
    const again = transition(first.state, EVENTS['page-shown']);
    assert.deepEqual([again.effects, again.facts], [[], []]);
  });

  it('knows no page that the document does not have', () => {
    for (const page of [0, 4, -1]) {
      assert.deepEqual(transition(state(), { ...EVENTS['page-shown'], page }).facts, []);
    }
  });

  it('goes on to sign only when the document has been loaded and checked', () => {
    assert.equal(transition(state({ loaded: [] }), { type: 'sign-asked' }).state.status, 'reviewing');
    assert.equal(transition(state(), { type: 'sign-asked' }).state.status, 'signing');
  });

  it('goes on to sign only when every page was in view, where that is asked for', () => {
    const two = state({ task: readAll, seen: { a: [[1, 2]] } });
    assert.equal(transition(two, { type: 'sign-asked' }).state.status, 'reviewing');
    const three = transition(two, { ...EVENTS['page-shown'], page: 3 }).state;
    assert.equal(transition(three, { type: 'sign-asked' }).state.status, 'signing');
  });

  it('tells that a document is painted once in a run', () => {
    const first = transition(state({ painted: [] }), EVENTS['document-painted']);
    assert.equal(first.facts.length, 1);
    assert.deepEqual(transition(first.state, EVENTS['document-painted']).facts, []);
  });

  it('follows the task when it moves on elsewhere, and tells it', () => {
    for (const status of ['completed', 'rejected', 'expired', 'deleted'] as const) {
      const { state: next, facts } = transition(state(), { ...EVENTS['task-read'], task: task({ status }) });
      assert.equal(next.status, status);
      assert.deepEqual(facts, [{ type: status }]);
    }
  });

  it('takes back the consent when what is to be signed has changed', () => {
    const changed = task({ consent: { version: '2', sha256: 'dd', locale: 'en' } });
    const { state: next, facts } = transition(
      { ...work(), status: 'signing' },
      { ...EVENTS['task-read'], task: changed },
    );
    assert.equal(next.status, 'reviewing');
    assert.ok('draft' in next && !next.draft.consented && next.loaded.length === 0);
    assert.deepEqual(
      facts.map((fact) => fact.type === 'failed' && fact.failure.code),
      ['precondition-failed'],
    );
  });

  it('does not disturb the signer when a look at the task fails, or a gateway does not know the way', () => {
    for (const status of AT_WORK.slice(0, 2)) {
      const before = ALL_STATES.find((state) => state.status === status) as SessionState;
      assert.equal(transition(before, EVENTS['task-unread']).state, before);
      const byGateway = {
        ...EVENTS['task-unread'],
        failure: { code: 'not-found', retryable: false },
      } as const;
      assert.equal(transition(before, byGateway).state, before);
    }
  });

  it('ends the work when the service says that the task is not there', () => {
    for (const status of AT_WORK.slice(0, 2)) {
      const before = ALL_STATES.find((state) => state.status === status) as SessionState;
      const gone = {
        ...EVENTS['task-unread'],
        failure: { code: 'task-not-found', retryable: false },
      } as const;
      assert.equal(transition(before, gone).state.status, 'failed');
    }
  });
});
