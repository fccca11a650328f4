import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FAILURE_CODES, ofTheLine } from '../../../src/session/failure.ts';
import { obstacleTo } from '../../../src/session/readiness.ts';
import type { SessionState, Work } from '../../../src/session/session-state.ts';
import type { TaskFacts } from '../../../src/session/task-facts.ts';
import { transition } from '../../../src/session/transition.ts';
import { ALL_EVENTS, EVENTS, failure, RUN, task, work } from './sample.ts';
import { readable } from './sample.ts';

type Reviewing = SessionState & { readonly status: 'reviewing' };

const reading = (part: Partial<Work<TaskFacts>> = {}): Reviewing => ({
  ...work({ loaded: [], ...part }),
  status: 'reviewing',
});
const refused = (code: (typeof FAILURE_CODES)[number]) => ({
  ...EVENTS['document-failed'],
  failure: failure(code),
});
const OF_THE_LINE = FAILURE_CODES.filter((code) => ofTheLine(failure(code)));

function stays(state: SessionState): asserts state is Reviewing {
  assert.equal(state.status, 'reviewing');
}

describe('a document on its way', () => {
  it('cannot be signed before it has come whole, whatever has been read of it', () => {
    const seen = { a: [[1, 3]] } as const;
    for (const painted of [[], ['a']]) {
      const before = reading({ painted, seen });
      assert.equal(transition(before, { type: 'sign-asked' }).state.status, 'reviewing');
      assert.equal(obstacleTo(before)?.type, painted.length > 0 ? 'checking' : 'loading');
    }
  });

  it('can be signed when it has come whole, without another press', () => {
    const { state } = transition(reading(), EVENTS['document-loaded']);
    stays(state);
    assert.equal(obstacleTo(state), undefined);
    assert.equal(transition(state, { type: 'sign-asked' }).state.status, 'signing');
  });

  it('ends in the panel of its code when nothing of it was shown', () => {
    for (const code of FAILURE_CODES) {
      const { state } = transition(reading({ painted: [] }), refused(code));
      assert.equal(state.status, code === 'login-required' ? 'login-required' : 'failed', code);
      if (state.status === 'failed') assert.deepEqual(state.failure, failure(code));
    }
  });

  it('is taken away when it was shown and is another one, and the signer is told not to rely on it', () => {
    const { state, facts } = transition(reading(), refused('document-changed'));
    const told = { ...failure('document-changed'), reason: 'shown' };
    assert.deepEqual(state.status === 'failed' && state.failure, told);
    assert.deepEqual(facts, [{ type: 'failed', failure: told }]);
    const counted = { ...failure('document-changed'), reason: 'page-count' };
    const known = transition(reading(), { ...EVENTS['document-failed'], failure: counted });
    assert.deepEqual(known.state.status === 'failed' && known.state.failure, counted);
  });

  it('is closed when the session behind it has ended, also while it is read', () => {
    for (const code of ['session-expired', 'login-required', 'forbidden', 'document-unreadable'] as const) {
      assert.equal('seen' in transition(reading(), refused(code)).state, false, code);
    }
  });
});

describe('a document that breaks off while it is read', () => {
  it('stays to be read, is not signed, and the page is told once', () => {
    for (const code of OF_THE_LINE) {
      const first = transition(reading(), refused(code));
      stays(first.state);
      assert.deepEqual(obstacleTo(first.state), {
        type: 'broken',
        actionId: 'a',
        failure: failure(code),
        again: false,
      });
      assert.equal(transition(first.state, { type: 'sign-asked' }).state.status, 'reviewing');
      assert.deepEqual(first.facts, [{ type: 'failed', failure: failure(code) }]);
      assert.deepEqual(transition(first.state, refused(code)).facts, []);
    }
  });

  it('is asked for again after a while, when the line is back and when the signer asks, and once at a time', () => {
    const { state: broken, effects } = transition(reading(), refused('offline'));
    assert.deepEqual(effects, [{ type: 'wait', seconds: 2 }]);
    const again = { type: 'show-document', actionId: 'a' };
    for (const event of [EVENTS['wait-over'], EVENTS['look-again']]) {
      const asked = transition(broken, event);
      assert.deepEqual(asked.effects.at(-1), again, event.type);
      stays(asked.state);
      const obstacle = obstacleTo(asked.state);
      assert.ok(obstacle?.type === 'broken' && obstacle.again);
      for (const more of [EVENTS['wait-over'], EVENTS['look-again']]) {
        const next = transition<TaskFacts>(asked.state, more);
        assert.ok(!next.effects.some(({ type }) => type === 'show-document'));
      }
    }
  });

  it('is asked for less often the longer it lasts, and never given up', () => {
    let state: SessionState = reading();
    const waits: number[] = [];
    for (let breaks = 0; breaks < 20; breaks++) {
      const broken = transition(state, refused('offline'));
      for (const effect of broken.effects) if (effect.type === 'wait') waits.push(effect.seconds);
      state = transition(broken.state, EVENTS['wait-over']).state;
    }
    assert.equal(waits.length, 20);
    assert.deepEqual(
      waits,
      waits.toSorted((a, b) => a - b),
    );
    assert.equal(waits.at(-1), 60);
  });

  it('goes on without a word when more of it comes, and can be signed when it is whole', () => {
    const { state: broken } = transition(reading(), refused('offline'));
    const { state: asked } = transition(broken, EVENTS['look-again']);
    const resumed = transition(asked, EVENTS['document-resumed']);
    stays(resumed.state);
    assert.equal(obstacleTo(resumed.state)?.type, 'checking');
    assert.deepEqual([resumed.effects, resumed.facts], [[], []]);
    const { state: whole } = transition(resumed.state, EVENTS['document-loaded']);
    stays(whole);
    assert.equal(obstacleTo(whole), undefined);
    assert.equal(whole.breaks, 0);
    const { state: atOnce } = transition(asked, EVENTS['document-loaded']);
    stays(atOnce);
    assert.deepEqual(atOnce.broken, {});
  });

  it('is one of several: each goes on for itself, and all are waited for', () => {
    const two = task({
      actions: ['a', 'b'].map((id) => ({
        id,
        type: 'sign',
        optional: false,
        document: { sha256: id, pages: 1 },
      })),
    });
    const before = reading({ task: two, shown: 'b', painted: ['a', 'b'] });
    const { state: one } = transition(before, refused('offline'));
    stays(one);
    assert.equal(obstacleTo(one)?.type, 'checking');
    const { state: shown } = transition(one, { type: 'document-loaded', run: RUN, actionId: 'b' });
    stays(shown);
    assert.deepEqual(obstacleTo(shown)?.type, 'broken');
    assert.equal(transition(shown, { type: 'sign-asked' }).state.status, 'reviewing');
  });
});

describe('a page that cannot be drawn', () => {
  const loaded = (part: Partial<Work<TaskFacts>> = {}) => reading({ loaded: ['a'], ...part });

  it('keeps the document from being signed, whether all of it has to be read or not, and the page is told', () => {
    const action = readable();
    for (const readAll of [true, false]) {
      const before = loaded({ task: task({ actions: [{ ...action, readAll }] }), seen: { a: [[1, 1]] } });
      const { state, facts } = transition(before, EVENTS['page-failed']);
      stays(state);
      assert.deepEqual(obstacleTo(state), { type: 'undrawn', actionId: 'a', page: 2 });
      assert.equal(transition(state, { type: 'sign-asked' }).state.status, 'reviewing');
      assert.deepEqual(facts, [
        { type: 'failed', failure: { code: 'document-unreadable', retryable: true, reason: 'page' } },
      ]);
      assert.deepEqual(transition(state, EVENTS['page-failed']).facts, []);
      assert.deepEqual(state.seen, { a: [[1, 1]] });
    }
  });

  it('takes whoever is about to sign back to the document, with all that was filled in', () => {
    const { state } = transition({ ...loaded(), status: 'signing' }, EVENTS['page-failed']);
    stays(state);
    assert.deepEqual(state.draft, work().draft);
  });

  it('is forgotten when it is seen after all', () => {
    const { state } = transition(loaded(), EVENTS['page-failed']);
    const { state: seen } = transition(state, EVENTS['page-shown']);
    stays(seen);
    assert.equal(obstacleTo(seen), undefined);
  });

  it('is none when it was seen before, or when the document has no such page', () => {
    const before = loaded({ seen: { a: [[2, 2]] } });
    assert.equal(transition(before, EVENTS['page-failed']).state, before);
    const none = loaded();
    assert.equal(transition(none, { ...EVENTS['page-failed'], page: 4 }).state, none);
  });

  it('is not asked about before the document has come whole: it may be what is missing', () => {
    const { state } = transition(reading(), EVENTS['page-failed']);
    stays(state);
    assert.equal(obstacleTo(state)?.type, 'checking');
  });
});

describe('whatever happens, in whatever order', () => {
  it('nobody comes to sign a document that has not come whole, or has a page that could not be shown', () => {
    let seed = 1;
    const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    let signing = 0;
    let held = 0;
    for (let walk = 0; walk < 400; walk++) {
      let state: SessionState = reading({ painted: [] });
      for (let steps = 0; steps < 40 && 'seen' in state; steps++) {
        const event = ALL_EVENTS[random(ALL_EVENTS.length)];
        assert.ok(event);
        if (event.type.endsWith('-asked') && event.type !== 'sign-asked' && event.type !== 'submit-asked')
          continue;
        state = transition(state, event).state;
        if (state.status !== 'signing' && state.status !== 'submitting') {
          if (event.type === 'sign-asked') held += 1;
          continue;
        }
        signing += 1;
        assert.equal(obstacleTo(state), undefined, event.type);
      }
    }
    assert.ok(signing > 50 && held > 50, `${signing} at the signing, ${held} held back`);
  });
});
