import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { earlyTransition } from '../../../src/session/early-transition.ts';
import { lateParts } from '../../../src/session/late-parts.ts';
import { transition } from '../../../src/session/transition.ts';
import { ALL_EVENTS, ALL_STATES, EVENTS, STATES } from './sample.ts';

describe('the flow before its later parts have come', () => {
  it('does what it does with them, or waits for them', () => {
    let waits = 0;
    for (const state of ALL_STATES) {
      for (const event of ALL_EVENTS) {
        const early = earlyTransition(state, event, undefined);
        if (early) assert.deepEqual(early, transition(state, event), `${state.status}, ${event.type}`);
        else waits += 1;
      }
    }
    assert.ok(waits > 20, `${waits} wait`);
  });

  it('waits with whatever signs, says no or leaves', () => {
    for (const type of [
      'submit-asked',
      'reject-asked',
      'postpone-asked',
      'cancel-asked',
      'proof-returned',
    ] as const)
      assert.equal(earlyTransition(STATES.reviewing, EVENTS[type], undefined), undefined, type);
  });

  it('reads and goes on to sign without waiting', () => {
    for (const type of [
      'document-loaded',
      'page-shown',
      'document-chosen',
      'sign-asked',
      'task-read',
    ] as const)
      assert.ok(earlyTransition(STATES.reviewing, EVENTS[type], undefined), type);
  });

  it('never waits to be told that one of them does not come', () => {
    for (const state of ALL_STATES) {
      const told = earlyTransition(state, EVENTS['part-missing'], undefined);
      assert.ok(told, state.status);
      assert.equal(told.state.status, state.status);
      assert.deepEqual(told.effects, []);
    }
  });

  it('waits nowhere once they are there', () => {
    for (const state of ALL_STATES)
      for (const event of ALL_EVENTS) assert.ok(earlyTransition(state, event, lateParts));
  });

  it('says so where they do not come, and the signer is where they were', () => {
    const { state, facts } = transition(STATES.reviewing, EVENTS['part-missing']);
    assert.equal(state.status, 'reviewing');
    assert.equal('notice' in state && state.notice?.code, 'offline');
    assert.equal(facts[0]?.type, 'failed');
  });
});
