import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FAILURE_CODES, verdictOf } from '../../../src/session/failure.ts';
import { LONGEST_REASON } from '../../../src/session/declining.ts';
import type { Declining, SessionState, Work } from '../../../src/session/session-state.ts';
import type { TaskFacts } from '../../../src/session/task-facts.ts';
import { transition } from '../../../src/session/transition.ts';
import { EVENTS, failure, task, work } from './sample.ts';

const AT_WORK = ['reviewing', 'signing'] as const;
const asking: Declining = { reason: '', phase: 'asking', notice: undefined };

function at(status: (typeof AT_WORK)[number], part: Partial<Work<TaskFacts>> = {}): SessionState {
  return { ...work(part), status };
}

const decliningOf = (state: SessionState) => ('declining' in state ? state.declining : undefined);
const codes = (facts: readonly { readonly type: string }[]) =>
  facts.map((fact) => ('failure' in fact ? (fact.failure as { code: string }).code : fact.type));

describe('saying no', () => {
  it('asks for the reason first, with what was typed before, and sends nothing', () => {
    for (const status of AT_WORK) {
      const before = at(status, { draft: { ...work().draft, reason: 'Too dear' } });
      const { state, effects } = transition(before, EVENTS['reject-asked']);
      assert.deepEqual(decliningOf(state), { ...asking, reason: 'Too dear' });
      assert.deepEqual(effects, []);
    }
  });

  it('is not to be had where the sender does not allow it', () => {
    const before = at('signing', { task: task({ allow: { reject: false, postpone: true } }) });
    assert.equal(transition(before, EVENTS['reject-asked']).state, before);
  });

  it('keeps the reason for a reload', () => {
    const { state, effects } = transition(at('signing', { declining: asking }), {
      type: 'reason-changed',
      text: 'Too dear',
    });
    assert.equal(decliningOf(state)?.reason, 'Too dear');
    const [keep] = effects;
    assert.ok(keep?.type === 'keep' && keep.kept.draft.reason === 'Too dear');
  });

  it('takes a reason of 2048 characters, however many bytes they have', () => {
    const text = '🙂'.repeat(LONGEST_REASON + 1);
    const { state } = transition(at('signing', { declining: asking }), { type: 'reason-changed', text });
    assert.equal([...(decliningOf(state)?.reason ?? '')].length, LONGEST_REASON);
  });

  it('is sent by a press of its own, once, with the reason or without', () => {
    for (const [typed, reason] of [
      [' Too dear ', 'Too dear'],
      ['  ', undefined],
    ] as const) {
      const before = at('signing', { declining: { ...asking, reason: typed } });
      const { state, effects } = transition(before, EVENTS['rejection-asked']);
      assert.equal(decliningOf(state)?.phase, 'sending');
      assert.deepEqual(effects, [{ type: 'reject', reason }]);
      assert.deepEqual(transition(state, EVENTS['rejection-asked']).effects, []);
      assert.deepEqual(
        transition(state, EVENTS['keep-asked']).state,
        state,
        'it is too late to take it back',
      );
    }
  });

  it('is taken back before it is sent', () => {
    const { state } = transition(at('signing', { declining: asking }), EVENTS['keep-asked']);
    assert.equal(decliningOf(state), undefined);
    assert.equal(state.status, 'signing');
  });

  it('is confirmed by a task that says rejected, and told once', () => {
    const sending = at('signing', { declining: { ...asking, phase: 'sending' } });
    const { state, facts, effects } = transition(sending, EVENTS['rejection-confirmed']);
    assert.equal(state.status, 'rejected');
    assert.deepEqual(facts, [{ type: 'rejected' }]);
    assert.deepEqual(effects, [{ type: 'forget-draft' }]);
    assert.deepEqual(transition(state, EVENTS['rejection-confirmed']).facts, []);
  });

  it('is looked up when nobody knows whether it arrived', () => {
    const sending = at('signing', { declining: { ...asking, phase: 'sending' } });
    for (const code of FAILURE_CODES.filter((code) =>
      ['unknown', 'moved'].includes(verdictOf(failure(code))),
    )) {
      const { state, effects, facts } = transition(sending, {
        ...EVENTS['rejection-refused'],
        failure: failure(code),
      });
      assert.equal(decliningOf(state)?.phase, 'checking', code);
      assert.deepEqual(effects, [{ type: 'read-task' }]);
      assert.deepEqual(facts, []);
      const arrived = transition(state, { ...EVENTS['task-read'], task: task({ status: 'rejected' }) });
      assert.deepEqual([arrived.state.status, codes(arrived.facts)], ['rejected', ['rejected']]);
      const not = transition(state, EVENTS['task-read']);
      assert.deepEqual(decliningOf(not.state), { ...asking, notice: failure(code) });
      assert.deepEqual(codes(not.facts), [code]);
      const unread = transition(state, EVENTS['task-unread']);
      assert.deepEqual(decliningOf(unread.state)?.phase, 'asking', 'the same press again does no harm');
    }
  });

  it('is not confirmed by an answer of success that does not say rejected', () => {
    const sending = at('signing', { declining: { ...asking, phase: 'sending' } });
    const { state, effects } = transition(sending, { ...EVENTS['rejection-confirmed'], task: task() });
    assert.equal(decliningOf(state)?.phase, 'checking');
    assert.deepEqual(effects, [{ type: 'read-task' }]);
  });

  it('begins nothing else meanwhile', () => {
    for (const phase of ['asking', 'sending', 'checking'] as const) {
      const before = at('signing', { declining: { ...asking, phase } });
      assert.equal(transition(before, EVENTS['submit-asked']).state, before, phase);
      const reading = at('reviewing', { declining: { ...asking, phase } });
      assert.equal(transition(reading, EVENTS['sign-asked']).state, reading, phase);
    }
    const sending = at('signing', { declining: { ...asking, phase: 'sending' } });
    for (const type of ['postpone-asked', 'cancel-asked'] as const) {
      assert.equal(transition(sending, EVENTS[type]).state, sending, type);
    }
  });
});

describe('leaving', () => {
  const WAYS = [
    ['postpone', 'postponed'],
    ['cancel', 'cancelled'],
  ] as const;

  it('is asked of the service once, and shown when it has answered', () => {
    for (const status of AT_WORK) {
      for (const [way, end] of WAYS) {
        const { state, effects } = transition(at(status), EVENTS[`${way}-asked`]);
        assert.deepEqual(effects, [{ type: 'leave', way }]);
        assert.deepEqual(transition(state, EVENTS[`${way}-asked`]).effects, []);
        const left = transition(state, EVENTS.left);
        assert.equal(left.state.status, end);
        assert.deepEqual(left.facts, [{ type: end }]);
      }
    }
  });

  it('for later keeps what was filled in; stopping forgets it and ends the session', () => {
    const effects = (leaving: 'postpone' | 'cancel') =>
      transition(at('signing', { leaving }), EVENTS.left).effects.map(({ type }) => type);
    assert.deepEqual(effects('postpone'), []);
    assert.deepEqual(effects('cancel'), ['forget-draft', 'end-session']);
  });

  it('for later is not to be had where the sender does not allow it', () => {
    const before = at('signing', { task: task({ allow: { reject: true, postpone: false } }) });
    assert.equal(transition(before, EVENTS['postpone-asked']).state, before);
    assert.equal(transition(before, EVENTS['cancel-asked']).effects.length, 1);
  });

  it('that did not go through is a notice, and the signer stays', () => {
    for (const [way] of WAYS) {
      for (const status of AT_WORK) {
        const { state, facts } = transition(at(status, { leaving: way }), EVENTS['leave-refused']);
        assert.deepEqual(state, at(status, { notice: failure('timeout') }));
        assert.deepEqual(codes(facts), ['timeout']);
      }
    }
  });

  it('finds out what has become of a task that has moved on', () => {
    const { state, effects } = transition(at('signing', { leaving: 'cancel' }), {
      ...EVENTS['leave-refused'],
      failure: failure('task-final'),
    });
    assert.deepEqual([state, effects], [at('signing'), [{ type: 'read-task' }]]);
    const done = { ...EVENTS.left, task: task({ status: 'completed' }) };
    assert.equal(transition(at('signing', { leaving: 'cancel' }), done).state.status, 'completed');
  });

  it('is not begun while a signature is under way', () => {
    const { state } = transition(at('signing'), EVENTS['submit-asked']);
    for (const type of ['reject-asked', 'postpone-asked', 'cancel-asked'] as const) {
      assert.equal(transition(state, EVENTS[type]).state, state);
    }
  });

  it('can be taken back by opening again', () => {
    for (const [way] of WAYS) {
      const { state } = transition(at('signing', { leaving: way }), EVENTS.left);
      assert.equal(transition(state, EVENTS['open-asked']).state.status, 'opening');
    }
  });
});
