import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FAILURE_CODES, verdictOf } from '../../../src/session/failure.ts';
import { basisOf } from '../../../src/session/kept.ts';
import type { SessionState } from '../../../src/session/session-state.ts';
import { transition } from '../../../src/session/transition.ts';
import { MOST_TRIES } from '../../../src/session/waits.ts';
import { ATTEMPT, EVENTS, failure, STATES, submitting, task, typed, work } from './sample.ts';

const UNKNOWN = ['timeout', 'offline', 'service-unavailable'] as const;
const refused = (code: (typeof FAILURE_CODES)[number]) => ({
  ...EVENTS['completion-refused'],
  failure: failure(code),
});

describe('pressing sign', () => {
  it('sends what was agreed to, for the task as it was shown', () => {
    const { state, effects } = transition(STATES.signing, { type: 'submit-asked', key: 'k1' });
    assert.equal(state.status, 'submitting');
    const attempt = { ...ATTEMPT, key: 'k1' };
    assert.deepEqual(effects, [
      { type: 'keep', kept: { basis: basisOf(task()), draft: work().draft, attempt, seen: {} } },
      { type: 'complete', attempt, etag: '"1"' },
    ]);
  });

  it('does nothing while the box is not ticked or no way to sign is chosen', () => {
    const draft = work().draft;
    for (const gap of [{ consented: false }, { method: undefined }, typed(' ')] as const) {
      const before: SessionState = { ...work({ draft: { ...draft, ...gap } }), status: 'signing' };
      assert.equal(transition(before, EVENTS['submit-asked']).state, before);
    }
  });

  it('keeps the key of an attempt for as long as its content stays the same', () => {
    const again: SessionState = { ...work({ attempt: ATTEMPT }), status: 'signing' };
    const { state } = transition(again, { type: 'submit-asked', key: 'k2' });
    assert.equal('attempt' in state && state.attempt?.key, ATTEMPT.key);
    const other: SessionState = {
      ...work({ attempt: ATTEMPT, draft: { ...work().draft, ...typed('Kari') } }),
      status: 'signing',
    };
    const changed = transition(other, { type: 'submit-asked', key: 'k2' }).state;
    assert.equal('attempt' in changed && changed.attempt?.key, 'k2');
  });

  it('signs an optional document only by choice', () => {
    const optional = { id: 'b', type: 'sign', optional: true, document: { sha256: 'bb', pages: 1 } } as const;
    const both = task({ actions: [...task().actions, optional] });
    const sent = (chosen: string[]) => {
      const before: SessionState = {
        ...work({ task: both, loaded: ['a', 'b'], draft: { ...work().draft, chosen } }),
        status: 'signing',
      };
      const { state } = transition(before, EVENTS['submit-asked']);
      return state.status === 'submitting' && state.attempt.body.actions.map(({ id }) => id);
    };
    assert.deepEqual(sent([]), ['a']);
    assert.deepEqual(sent(['b']), ['a', 'b']);
  });
});

describe('the outcome', () => {
  it('is confirmed by a task that says completed', () => {
    const { state, facts, effects } = transition(submitting(), EVENTS['completion-confirmed']);
    assert.equal(state.status, 'completed');
    assert.deepEqual(facts, [{ type: 'completed' }]);
    assert.ok(effects.some(({ type }) => type === 'forget-draft'));
  });

  it('is not confirmed by an answer of success that does not say completed', () => {
    const { state, effects } = transition(submitting(), { ...EVENTS['completion-confirmed'], task: task() });
    assert.equal(state.status, 'submitting');
    assert.deepEqual(effects, [{ type: 'read-task' }]);
  });

  for (const code of UNKNOWN) {
    it(`is unknown after ${code}: the task is read before anything is said`, () => {
      const { state, effects, facts } = transition(submitting(), refused(code));
      assert.equal(state.status, 'submitting');
      assert.deepEqual(effects, [{ type: 'read-task' }]);
      assert.deepEqual(
        facts.map((fact) => fact.type === 'failed' && fact.failure.code),
        ['outcome-unknown'],
      );
    });
  }

  it('is told as unknown once, however often it stays so', () => {
    let state: SessionState = submitting();
    const told: string[] = [];
    for (const event of [
      refused('timeout'),
      EVENTS['task-unread'],
      EVENTS['wait-over'],
      EVENTS['task-unread'],
    ]) {
      const next = transition(state, event);
      state = next.state;
      told.push(...next.facts.map(({ type }) => type));
    }
    assert.deepEqual(told, ['failed']);
  });

  it('is confirmed by the task read afterwards', () => {
    const { state } = transition(submitting(), refused('timeout'));
    const read = transition(state, { ...EVENTS['task-read'], task: task({ status: 'completed' }) });
    assert.equal(read.state.status, 'completed');
    assert.deepEqual(read.facts, [{ type: 'completed' }]);
  });

  it('is sought again with the same key when the task read has not been signed', () => {
    const { state } = transition(submitting(), refused('timeout'));
    const { effects } = transition(state, EVENTS['task-read']);
    assert.deepEqual(effects, [{ type: 'complete', attempt: ATTEMPT, etag: '"1"' }]);
  });

  it('is left to the signer after some tries, with the same key for the next press', () => {
    let state: SessionState = submitting();
    let sent = 1;
    const told: string[] = [];
    while (state.status === 'submitting') {
      const doubted = transition(state, refused('timeout'));
      const read = transition(doubted.state, EVENTS['task-read']);
      sent += read.effects.filter(({ type }) => type === 'complete').length;
      told.push(...[...doubted.facts, ...read.facts].map(({ type }) => type));
      state = read.state;
    }
    assert.equal(sent, MOST_TRIES);
    assert.deepEqual(told, ['failed']);
    assert.equal(state.status, 'signing');
    assert.equal('attempt' in state && state.attempt?.key, ATTEMPT.key);
    // The last try may still arrive: it is not said that nothing was signed.
    assert.equal('notice' in state && state.notice?.code, 'outcome-unknown');
  });

  it('is waited for, longer each time, while the task cannot be read', () => {
    let state: SessionState = transition(submitting(), refused('offline')).state;
    const waits: number[] = [];
    for (let round = 0; round < 4; round++) {
      const { state: waiting, effects } = transition(state, EVENTS['task-unread']);
      waits.push(...effects.map((effect) => (effect.type === 'wait' ? effect.seconds : NaN)));
      state = transition(waiting, EVENTS['wait-over']).state;
    }
    assert.deepEqual(
      waits,
      [...waits].sort((a, b) => a - b),
    );
    assert.equal(new Set(waits).size, 4);
  });

  it('is not asked for before the service wants to be asked again', () => {
    const { state } = transition(submitting(), refused('timeout'));
    const busy = { ...failure('too-many-attempts'), retryAfterSeconds: 30 };
    const { effects } = transition(state, { ...EVENTS['task-unread'], failure: busy });
    assert.deepEqual(effects, [{ type: 'wait', seconds: 30 }]);
  });

  it('is not called a no when the way to the answer is barred after it became unknown', () => {
    const { state } = transition(submitting(), refused('timeout'));
    const { state: next, facts } = transition(state, {
      ...EVENTS['task-unread'],
      failure: failure('session-expired'),
    });
    assert.equal(next.status === 'failed' && next.failure.code, 'outcome-unknown');
    assert.deepEqual(facts, []);
  });

  it('ignores an answer to a completion while the task is being read', () => {
    const { state } = transition(submitting(), refused('timeout'));
    assert.equal(transition(state, refused('signature-invalid')).state, state);
  });

  it('leads every refusal somewhere, by its verdict', () => {
    for (const code of FAILURE_CODES) {
      const { state, effects } = transition(submitting(), refused(code));
      const where = {
        unknown: 'submitting',
        moved: 'submitting',
        again: 'signing',
        ended: 'failed',
      } as const;
      const expected = code === 'login-required' ? 'login-required' : where[verdictOf(failure(code))];
      assert.equal(state.status, expected, code);
      if (expected === 'submitting') assert.deepEqual(effects, [{ type: 'read-task' }], code);
    }
  });

  it('lets the signer look again at a task that has changed', () => {
    const { state } = transition(submitting(), refused('precondition-failed'));
    const changed = task({
      actions: [{ id: 'a', type: 'sign', optional: false, document: { sha256: 'zz', pages: 3 } }],
    });
    const { state: next, effects } = transition(state, {
      ...EVENTS['task-read'],
      task: changed,
      etag: '"9"',
    });
    assert.equal(next.status, 'reviewing');
    assert.ok('draft' in next && !next.draft.consented && next.attempt === undefined && next.etag === '"9"');
    assert.ok(effects.some(({ type }) => type === 'show-document'));
  });

  it('takes a new key after one that was used for something else', () => {
    const { state } = transition(submitting(), refused('idempotency-key-reused'));
    const { state: next } = transition(state, { type: 'submit-asked', key: 'k3' });
    assert.equal(next.status === 'submitting' && next.attempt.key, 'k3');
  });
});

describe('after signing', () => {
  it('looks for the sealed version, less and less often, until it is there', () => {
    const first = transition(STATES.completed, {
      ...EVENTS['task-read'],
      task: task({ status: 'completed' }),
    });
    assert.deepEqual(first.effects, [{ type: 'wait', seconds: 3 }]);
    const sealed = transition(first.state, {
      ...EVENTS['task-read'],
      task: task({ status: 'completed', sealed: true }),
    });
    assert.deepEqual(sealed.effects, []);
    assert.deepEqual(transition(sealed.state, { type: 'look-again' }).effects, []);
  });

  it('stays signed whatever a stale answer says', () => {
    const { state, facts } = transition(STATES.completed, EVENTS['task-read']);
    assert.equal(state.status, 'completed');
    assert.deepEqual(facts, []);
  });

  it('stops looking, and says nothing, when the session has run out', () => {
    const gone = { ...EVENTS['task-unread'], failure: failure('login-required', false) };
    const { state, effects, facts } = transition(STATES.completed, gone);
    assert.equal(state.status, 'completed');
    assert.deepEqual([effects, facts], [[], []]);
  });
});

describe('while others go first', () => {
  it('opens the documents when it is the signer’s turn', () => {
    const { state, effects } = transition(STATES.blocked, EVENTS['task-read']);
    assert.equal(state.status, 'reviewing');
    assert.deepEqual(effects, [{ type: 'show-document', actionId: 'a' }]);
  });
});
