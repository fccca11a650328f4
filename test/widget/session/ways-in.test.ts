import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FAILURE_CODES } from '../../../src/session/failure.ts';
import type { SessionState } from '../../../src/session/session-state.ts';
import { transition } from '../../../src/session/transition.ts';
import { ALL_STATES, EVENTS, failure, OFFER, RUN, STATES, work } from './sample.ts';

const FRESH = { ...OFFER, id: 'login-2' };
const opening = (by: 'task' | 'code' | 'login'): SessionState => ({ status: 'opening', run: RUN, by });
const unopened = (code: (typeof FAILURE_CODES)[number]) => ({
  ...EVENTS['task-unopened'],
  failure: failure(code),
});

describe('a code', () => {
  it('can be asked for from everywhere, with a word on the one that was given', () => {
    const notice = failure('task-not-found', false);
    for (const state of ALL_STATES) {
      const { state: asked, facts } = transition(state, { type: 'code-asked', notice });
      assert.deepEqual(asked, { status: 'code-required', run: RUN + 1, notice });
      assert.deepEqual(facts, [{ type: 'failed', failure: notice }]);
      assert.deepEqual(transition(state, { type: 'code-asked' }).facts, []);
    }
  });

  it('opens in a run of its own', () => {
    const { state, effects } = transition(STATES['code-required'], EVENTS['code-entered']);
    assert.deepEqual(state, { status: 'opening', run: RUN + 1, by: 'code' });
    assert.deepEqual(effects, [{ type: 'open-task', by: 'code' }]);
  });

  it('that opens nothing leads back to the field with the reason, told once', () => {
    const elsewhere = ['login-required', 'artifact-required'];
    for (const code of FAILURE_CODES.filter((code) => !elsewhere.includes(code))) {
      const { state, facts } = transition(opening('code'), unopened(code));
      assert.deepEqual(state, { status: 'code-required', run: RUN, notice: failure(code) }, code);
      assert.equal(facts.length, 1);
    }
  });

  it('leads to a login where one is asked for, and to the sender where only they can open', () => {
    const login = transition(opening('code'), {
      ...EVENTS['task-unopened'],
      failure: { ...failure('login-required'), login: OFFER },
    });
    assert.deepEqual(login.state, { status: 'login-required', run: RUN, offer: OFFER, notice: undefined });
    assert.equal(transition(opening('code'), unopened('artifact-required')).state.status, 'failed');
  });
});

describe('a login', () => {
  it('is run at once when it is asked for, in a run of its own', () => {
    const { state, effects } = transition(STATES['login-required'], { type: 'login-asked', mode: 'popup' });
    assert.deepEqual(state, { status: 'logging-in', run: RUN + 1, offer: OFFER, windowLost: false });
    assert.deepEqual(effects, [{ type: 'log-in', offer: OFFER, mode: 'popup', afresh: false }]);
  });

  it('asks who it is anew when the last one was somebody else', () => {
    const before = { ...STATES['login-required'], notice: failure('subject-mismatch') };
    const [effect] = transition(before, EVENTS['login-asked']).effects;
    assert.ok(effect?.type === 'log-in' && effect.afresh);
  });

  it('asks for an offer first where there is none', () => {
    const before = { ...STATES['login-required'], offer: undefined };
    assert.deepEqual(transition(before, EVENTS['login-asked']).effects, [{ type: 'open-task', by: 'task' }]);
  });

  it('opens the task when it is done', () => {
    const { state, effects } = transition(STATES['logging-in'], EVENTS['login-done']);
    assert.deepEqual(state, { status: 'opening', run: RUN + 1, by: 'login' });
    assert.deepEqual(effects, [{ type: 'open-task', by: 'login' }]);
  });

  it('that does not come about can be tried again, with a fresh offer when there is one', () => {
    for (const login of [undefined, FRESH]) {
      const why = { ...failure('login-failed'), ...(login && { login }) };
      const { state, facts } = transition(STATES['logging-in'], {
        ...EVENTS['login-undone'],
        failure: why,
      });
      assert.deepEqual(state, { status: 'login-required', run: RUN, offer: login ?? OFFER, notice: why });
      assert.deepEqual(facts, [{ type: 'failed', failure: why }]);
    }
  });

  it('goes on when its window is out of reach', () => {
    const { state, facts } = transition(STATES['logging-in'], EVENTS['window-lost']);
    assert.deepEqual(state, { ...STATES['logging-in'], windowLost: true });
    assert.deepEqual(facts, []);
  });

  it('that is begun again or given up is dropped, whatever becomes of it', () => {
    for (const event of [EVENTS['login-asked'], EVENTS['cancel-login']]) {
      const { state } = transition(STATES['logging-in'], event);
      assert.equal(state.run, RUN + 1, event.type);
      for (const late of [EVENTS['login-done'], EVENTS['login-undone'], EVENTS['window-lost']]) {
        assert.equal(transition(state, late).state, state, `${event.type}, late ${late.type}`);
      }
    }
  });

  it('that is given up is told as cancelled, once', () => {
    const { state, facts } = transition(STATES['logging-in'], EVENTS['cancel-login']);
    assert.ok(state.status === 'login-required' && state.offer === OFFER);
    assert.deepEqual(facts, [{ type: 'failed', failure: failure('login-cancelled') }]);
    assert.deepEqual(transition(state, EVENTS['cancel-login']).facts, []);
  });

  it('whose result opens nothing leads back to the login with the reason and the fresh offer', () => {
    for (const code of ['login-failed', 'subject-mismatch', 'login-cancelled', 'login-blocked'] as const) {
      const why = { ...failure(code), login: FRESH };
      const { state, facts } = transition(opening('login'), { ...EVENTS['task-unopened'], failure: why });
      assert.deepEqual(state, { status: 'login-required', run: RUN, offer: FRESH, notice: why });
      assert.equal(facts.length, 1);
    }
    const spent = transition(opening('login'), unopened('task-not-found')).state;
    assert.deepEqual([spent.status, 'offer' in spent && spent.offer], ['login-required', undefined]);
  });

  it('that the page came back from without success leads back to the login', () => {
    const { state } = transition(opening('login'), EVENTS['login-undone']);
    assert.equal(state.status, 'login-required');
  });

  it('whose answer got lost is a problem to try again, and no failed login', () => {
    for (const code of ['timeout', 'offline', 'service-unavailable'] as const) {
      assert.equal(transition(opening('login'), unopened(code)).state.status, 'failed');
    }
  });

  it('is asked for, without an error, when the session has run out at work', () => {
    const needed = { ...failure('login-required'), login: OFFER };
    const submitting: SessionState = { ...STATES.submitting, doubts: 1, tries: 2, phase: 'checking' };
    for (const state of [STATES.reviewing, STATES.signing, STATES.blocked, submitting]) {
      const { state: next, facts } = transition(state, { ...EVENTS['task-unread'], failure: needed });
      assert.deepEqual(next, { status: 'login-required', run: RUN, offer: OFFER, notice: undefined });
      assert.deepEqual(facts, []);
    }
    const sent = transition(STATES.submitting, { ...EVENTS['completion-refused'], failure: needed });
    assert.equal(sent.state.status, 'login-required');
    const declining = { reason: '', phase: 'sending', notice: undefined } as const;
    const saidNo: SessionState = { ...work({ declining }), status: 'reviewing' };
    const refused = transition(saidNo, { ...EVENTS['rejection-refused'], failure: needed });
    assert.equal(refused.state.status, 'login-required');
  });
});
