import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Step } from '../../../src/session/effect.ts';
import type { SessionEvent } from '../../../src/session/session-event.ts';
import type { SessionState, Work } from '../../../src/session/session-state.ts';
import type { TaskFacts } from '../../../src/session/task-facts.ts';
import { transition } from '../../../src/session/transition.ts';
import { CHALLENGE, EID_SIGNATURE, EVENTS, failure, RUN, task, work } from './sample.ts';
import { readable } from './sample.ts';

const PASSKEY_SIGNATURE = { method: 'passkey', challenge: 'challenge-3' } as const;
const byEid = (part: Partial<TaskFacts> = {}) => task({ signatureMethods: ['eid'], ...part });

function signing(part: Partial<Work<TaskFacts>> = {}): SessionState {
  return { ...work({ task: byEid(), ...part }), status: 'signing' };
}

function after(state: SessionState, ...events: SessionEvent[]): Step {
  return events.reduce<Step>((step, event) => transition(step.state, event), {
    state,
    effects: [],
    facts: [],
  });
}

const PRESS = EVENTS['submit-asked'];
const MADE = EVENTS['challenge-made'];
const PROVEN = EVENTS['proof-made'];

function proofIn(state: SessionState) {
  return 'proof' in state ? state.proof : undefined;
}

describe('a signature that an eID vouches for', () => {
  it('asks the service what is to be signed, and sends nothing before it has been', () => {
    const { state, effects } = after(signing(), PRESS);
    assert.equal(state.status, 'signing');
    assert.equal(proofIn(state)?.phase, 'preparing');
    assert.deepEqual(effects, [{ type: 'ask-challenge', method: 'eid', actions: ['a'] }]);
  });

  it('is for what the signer has chosen too', () => {
    const actions = [
      ...task().actions,
      { id: 'b', type: 'sign', optional: true, document: { sha256: 'bb', pages: 1 } } as const,
      { id: 'c', type: 'sign', optional: true, document: { sha256: 'cc', pages: 1 } } as const,
    ];
    const draft = { ...work().draft, chosen: ['c'] };
    const state = signing({ task: byEid({ actions }), draft, loaded: ['a', 'c'] });
    assert.deepEqual(after(state, PRESS).effects, [
      { type: 'ask-challenge', method: 'eid', actions: ['a', 'c'] },
    ]);
  });

  it('goes on to the eID by itself, with everything kept before the page may be left', () => {
    const { state, effects } = after(signing(), PRESS, MADE);
    assert.equal(proofIn(state)?.phase, 'running');
    assert.deepEqual(
      effects.map(({ type }) => type),
      ['keep', 'prove'],
    );
    assert.deepEqual(effects[1], { type: 'prove', method: 'eid', challenge: CHALLENGE, key: 'new-key' });
  });

  it('waits for one more press where a window would not open without', () => {
    const waiting = after(signing(), PRESS, { ...MADE, needsClick: true });
    assert.equal(proofIn(waiting.state)?.phase, 'ready');
    assert.deepEqual(waiting.effects, []);
    const { effects } = transition(waiting.state, { type: 'prove-asked' });
    assert.ok(effects.some(({ type }) => type === 'prove'));
  });

  it('is sent with what the eID has said, under the key of the press', () => {
    const { state, effects } = after(signing(), PRESS, MADE, PROVEN);
    assert.equal(state.status, 'submitting');
    const sent = effects.find((effect) => effect.type === 'complete');
    assert.equal(sent?.attempt.key, 'new-key');
    assert.deepEqual(sent?.attempt.body.signature, EID_SIGNATURE);
  });

  it('is not sent twice by a second press, nor by an answer that comes again', () => {
    const pressed = after(signing(), PRESS, PRESS);
    assert.deepEqual(pressed.effects, []);
    const done = after(signing(), PRESS, MADE, PROVEN, PROVEN);
    assert.deepEqual(done.effects, []);
  });

  it('can be broken off, and pressed again', () => {
    for (const events of [[PRESS], [PRESS, { ...MADE, needsClick: true }], [PRESS, MADE]]) {
      const broken = after(signing(), ...events, { type: 'cancel-proof' });
      assert.equal(broken.state.status, 'signing');
      assert.equal(proofIn(broken.state), undefined);
      assert.deepEqual(broken.effects, [{ type: 'stop-proving' }]);
      assert.equal('notice' in broken.state && broken.state.notice?.code, 'login-cancelled');
      assert.equal(transition(broken.state, PRESS).effects[0]?.type, 'ask-challenge');
    }
  });

  it('is left by going back to reading', () => {
    const { state, effects } = after(signing(), PRESS, MADE, { type: 'back-asked' });
    assert.equal(state.status, 'reviewing');
    assert.equal(proofIn(state), undefined);
    assert.deepEqual(effects, [{ type: 'stop-proving' }]);
  });

  it('says why it has failed, and that nothing was sent', () => {
    const { state, facts, effects } = after(signing(), PRESS, MADE, EVENTS['proof-undone']);
    assert.equal(state.status, 'signing');
    assert.equal('notice' in state && state.notice?.code, 'login-cancelled');
    assert.deepEqual(facts, [{ type: 'failed', failure: failure('login-cancelled') }]);
    assert.ok(effects.every(({ type }) => type !== 'complete'));
  });

  it('ends with the session, and asks for the login where that is what is missing', () => {
    const gone = (code: 'session-expired' | 'login-required') =>
      after(signing(), PRESS, { ...EVENTS['proof-undone'], failure: failure(code, false) });
    assert.equal(gone('session-expired').state.status, 'failed');
    assert.equal(gone('login-required').state.status, 'login-required');
    assert.deepEqual(gone('session-expired').effects, [{ type: 'stop-proving' }]);
    assert.deepEqual(gone('session-expired').facts, [
      { type: 'failed', failure: failure('session-expired', false) },
    ]);
  });

  it('looks at the task when it has moved on, and follows it', () => {
    const moved = after(signing(), PRESS, {
      ...EVENTS['proof-undone'],
      failure: failure('task-final', false),
    });
    assert.deepEqual(moved.effects, [{ type: 'stop-proving' }, { type: 'read-task' }]);
    const completed = { ...EVENTS['task-read'], task: byEid({ status: 'completed' }) };
    assert.equal(transition(moved.state, completed).state.status, 'completed');
  });

  it('says that the window is gone, and may still end well', () => {
    const lost = after(signing(), PRESS, MADE, EVENTS['window-lost']);
    assert.equal(proofIn(lost.state)?.windowLost, true);
    assert.equal(transition(lost.state, PROVEN).state.status, 'submitting');
    assert.equal(proofIn(transition(lost.state, { type: 'prove-asked' }).state)?.windowLost, false);
  });

  it('is asked for anew when the service does not take it, and otherwise than before', () => {
    for (const code of ['login-failed', 'subject-mismatch', 'signature-invalid'] as const) {
      const sent = after(signing(), PRESS, MADE, PROVEN);
      const refused = transition(sent.state, {
        type: 'completion-refused',
        run: RUN,
        failure: failure(code, false),
      });
      assert.equal(refused.state.status, 'signing', code);
      assert.equal(proofIn(refused.state), undefined);
      assert.equal(transition(refused.state, PRESS).effects[0]?.type, 'ask-challenge');
    }
  });
});

describe('a signature that was vouched for while the page was away', () => {
  const returned = EVENTS['proof-returned'];
  const reading = (part: Partial<Work<TaskFacts>> = {}): SessionState => ({
    ...work({ task: byEid(), loaded: [], painted: [], ...part }),
    status: 'reviewing',
  });

  it('is sent as soon as the documents have been checked again', () => {
    const back = after(reading(), returned);
    assert.equal(back.state.status, 'reviewing');
    assert.deepEqual(back.effects, []);
    const { state, effects } = transition(back.state, EVENTS['document-loaded']);
    assert.equal(state.status, 'submitting');
    const sent = effects.find((effect) => effect.type === 'complete');
    assert.equal(sent?.attempt.key, 'kept-key');
    assert.deepEqual(sent?.attempt.body.signature, EID_SIGNATURE);
  });

  it('waits for pages that have to be read', () => {
    const actions = [{ ...readable(), readAll: true }];
    const back = after(reading({ task: byEid({ actions }) }), returned, EVENTS['document-loaded']);
    assert.equal(back.state.status, 'reviewing');
    assert.ok(back.effects.every(({ type }) => type !== 'complete'));
  });

  it('is not sent for a task that has changed meanwhile: the consent is no longer given', () => {
    const draft = { ...work().draft, consented: false };
    const { state, facts } = after(reading({ draft }), returned);
    assert.equal(proofIn(state), undefined);
    assert.equal(facts[0]?.type === 'failed' && facts[0].failure.code, 'precondition-failed');
  });

  it('is not sent where the signer has said meanwhile that they do not want to sign', () => {
    const back = after(reading(), returned, { type: 'reject-asked' }, EVENTS['document-loaded']);
    assert.ok(back.effects.every(({ type }) => type !== 'complete'));
  });
});

describe('a task that wants to be signed in every way', () => {
  const all = () =>
    signing({ task: task({ signatureMethods: ['consent', 'eid', 'passkey'], signatureRequires: 'all' }) });
  const passkeyMade: SessionEvent = { ...MADE, challenge: { id: 'challenge-3' } };
  const passkeyProven: SessionEvent = { ...PROVEN, signature: PASSKEY_SIGNATURE };

  it('asks one after the other, and sends all together', () => {
    const second = after(all(), PRESS, MADE, PROVEN);
    assert.deepEqual(second.effects, [{ type: 'ask-challenge', method: 'passkey', actions: ['a'] }]);
    const { effects } = after(second.state, passkeyMade, passkeyProven);
    const sent = effects.find((effect) => effect.type === 'complete');
    assert.deepEqual(sent?.attempt.body.signature, [{ method: 'consent' }, EID_SIGNATURE, PASSKEY_SIGNATURE]);
  });
});

describe('an outcome that nobody knows, of a signature that was vouched for', () => {
  it('keeps the proof for the next press, and sends nothing by itself', () => {
    const sent = after(signing(), PRESS, MADE, PROVEN);
    assert.ok(sent.state.status === 'submitting');
    const unknown: SessionState = { ...sent.state, phase: 'checking', tries: 99, doubts: 1 };
    const back = transition(unknown, { ...EVENTS['task-read'], task: byEid() });
    assert.equal(back.state.status, 'signing');
    const waiting = transition(back.state, EVENTS['document-painted']);
    assert.ok(waiting.effects.every(({ type }) => type !== 'complete'));
    const again = transition(waiting.state, { type: 'submit-asked', key: 'another-key' });
    const resent = again.effects.find((effect) => effect.type === 'complete');
    assert.equal(resent?.attempt.key, 'new-key');
    assert.deepEqual(resent?.attempt.body.signature, EID_SIGNATURE);
  });
});
