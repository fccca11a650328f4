import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SessionState } from '../../../src/session/session-state.ts';
import { transition } from '../../../src/session/transition.ts';
import { ALL_STATES, CHANGE, EVENTS, STATES, submitting, work } from './sample.ts';

const told = (part: Partial<typeof CHANGE> = {}) => ({
  ...EVENTS['change-told'],
  change: { ...CHANGE, ...part },
});
const LIVE = ['blocked', 'reviewing', 'signing', 'completed'] as const;

describe('news from the service', () => {
  it('is looked up in the task, unless the task was read after it', () => {
    for (const status of LIVE) {
      const { effects, state } = transition(STATES[status], told({ sequence: 2 }));
      assert.deepEqual(effects, [{ type: 'read-task' }], status);
      assert.equal(state, STATES[status]);
      assert.deepEqual(transition(STATES[status], told({ sequence: 1 })).effects, [], status);
    }
  });

  it('tells the page what others did, also when the task was read meanwhile; its own has events of its own', () => {
    for (const state of [...LIVE.map((status) => STATES[status]), submitting()]) {
      for (const sequence of [1, 2]) {
        const change = { ...CHANGE, sequence };
        assert.deepEqual(transition(state, told({ sequence })).facts, [{ type: 'order-changed', change }]);
      }
      assert.deepEqual(transition(state, told({ own: true })).facts, [], state.status);
    }
  });

  it('does not get in the way of a signature that is under way', () => {
    for (const phase of ['sending', 'checking', 'waiting'] as const) {
      const state = submitting({ phase });
      assert.equal(transition(state, told({ own: true })).state, state);
      assert.deepEqual(transition(state, told({ own: true })).effects, []);
    }
  });

  it('is nothing to anyone where no task is open', () => {
    const others = ALL_STATES.filter(({ status }) => ![...LIVE, 'submitting'].includes(status as never));
    for (const state of others) {
      assert.deepEqual(transition(state, told()), { state, effects: [], facts: [] }, state.status);
    }
  });
});

describe('the end of a session', () => {
  const warned: SessionState = { ...work({ sessionEnds: true }), status: 'signing' };

  it('is warned of once, while the signer is at work', () => {
    for (const status of ['reviewing', 'signing'] as const) {
      const { state, facts } = transition(STATES[status], EVENTS['session-ending']);
      assert.ok('sessionEnds' in state && state.sessionEnds);
      assert.deepEqual(facts, [{ type: 'session-expiring', secondsLeft: 120 }]);
      assert.deepEqual(transition(state, EVENTS['session-ending']).facts, []);
    }
    for (const state of ALL_STATES.filter(({ status }) => status !== 'reviewing' && status !== 'signing')) {
      assert.deepEqual(transition(state, EVENTS['session-ending']).facts, [], state.status);
    }
  });

  it('is put off by a look at the task, and forgotten when the session lives on', () => {
    assert.deepEqual(transition(warned, EVENTS['stay-asked']).effects, [{ type: 'read-task' }]);
    const { state } = transition(warned, EVENTS['session-kept']);
    assert.ok('sessionEnds' in state && !state.sessionEnds);
    assert.equal(transition(STATES.signing, EVENTS['session-kept']).state, STATES.signing);
  });

  it('no longer stands there when a signature comes back', () => {
    const sent = transition(warned, EVENTS['submit-asked']).state;
    const back = transition(sent, {
      ...EVENTS['completion-refused'],
      failure: { code: 'signature-invalid', retryable: false },
    }).state;
    assert.ok(back.status === 'signing' && !back.sessionEnds);
  });
});
