/**
 * Between the press on "sign" and the completion: an eID or a passkey vouches for the signature, over a challenge of
 * the service that names the documents and the consent. How that is done is not known here.
 */
import { attemptFor, completionBody, draftGaps, proofsMissing } from './completion.ts';
import { signedActions, type ProvenSignature } from './draft.ts';
import type { Step } from './effect.ts';
import { failed, step } from './enter-task.ts';
import { verdictOf, type Failure } from './failure.ts';
import { keep } from './kept.ts';
import type { Challenge, Proof } from './proof.ts';
import { obstacleTo } from './readiness.ts';
import type { SessionEvent } from './session-event.ts';
import type { Reviewing, Signing } from './session-state.ts';
import type { TaskFacts } from './task-facts.ts';

type AtWork<T> = Reviewing<T> | Signing<T>;

/** "Sign" has been pressed: what has to be vouched for first is, then the completion is sent. */
export function submit<T extends TaskFacts>(state: AtWork<T>, key: string): Step<T> {
  const { task, draft, proof } = state;
  const proven = proof?.proven ?? [];
  const [method] = proofsMissing(task, draft, proven);
  if (method === undefined) return send(state, key, proven);
  const asked: Proof = { key, method, phase: 'preparing', challenge: undefined, proven, windowLost: false };
  const actions = signedActions(task.actions, draft).map(({ id }) => id);
  return step({ ...state, status: 'signing', proof: asked, notice: undefined }, [
    { type: 'ask-challenge', method, actions },
  ]);
}

/** What happens while it is vouched for; `undefined` for what has nothing to do with it. */
export function proving<T extends TaskFacts>(state: AtWork<T>, event: SessionEvent<T>): Step<T> | undefined {
  const { proof } = state;
  switch (event.type) {
    case 'challenge-made':
      return proof?.phase === 'preparing'
        ? made(state, proof, event.challenge, event.needsClick)
        : step(state);
    case 'prove-asked':
      return proof?.challenge ? run(state, proof, proof.challenge) : step(state);
    case 'proof-made':
      return proof?.phase === 'running' ? proven(state, proof, event.signature) : step(state);
    case 'proof-undone':
      // Also without one: the page may have come back with it.
      return refused(state, event.failure);
    case 'proof-returned':
      return returned(state, event.signature, event.key);
    case 'window-lost':
      return proof ? step({ ...state, proof: { ...proof, windowLost: true } }) : step(state);
    case 'cancel-proof':
      return proof && proof.phase !== 'proven' && proof.phase !== 'held'
        ? undone(state, { code: 'login-cancelled', retryable: true })
        : step(state);
    default:
      return undefined;
  }
}

/** A signature that was vouched for before the page was left goes out as soon as its documents have come again. */
export function goOn<T extends TaskFacts>(done: Step<T>): Step<T> {
  const { state } = done;
  if ((state.status !== 'signing' && state.status !== 'reviewing') || state.proof?.phase !== 'proven')
    return done;
  if (state.declining || state.leaving) return done;
  if (obstacleTo(state) || draftGaps(state.task, state.draft).length > 0) return done;
  const next = submit(state, state.proof.key);
  return {
    state: next.state,
    effects: [...done.effects, ...next.effects],
    facts: [...done.facts, ...next.facts],
  };
}

function made<T extends TaskFacts>(
  state: AtWork<T>,
  proof: Proof,
  challenge: Challenge,
  needsClick: boolean,
): Step<T> {
  return needsClick
    ? step({ ...state, proof: { ...proof, challenge, phase: 'ready' } })
    : run(state, proof, challenge);
}

function run<T extends TaskFacts>(state: AtWork<T>, proof: Proof, challenge: Challenge): Step<T> {
  const running: Proof = { ...proof, challenge, phase: 'running', windowLost: false };
  // Kept first: the page may be left for it, and everything that was put in is here again afterwards.
  return step({ ...state, proof: running }, [
    keep(state),
    { type: 'prove', method: proof.method, challenge, key: proof.key },
  ]);
}

function proven<T extends TaskFacts>(state: AtWork<T>, proof: Proof, signature: ProvenSignature): Step<T> {
  const done: Proof = {
    ...proof,
    phase: 'proven',
    challenge: undefined,
    proven: [...proof.proven.filter(({ method }) => method !== signature.method), signature],
  };
  return goOn(step({ ...state, proof: done }));
}

function returned<T extends TaskFacts>(state: AtWork<T>, signature: ProvenSignature, key: string): Step<T> {
  // The documents or the consent are other ones now: what was vouched for is not what would be signed.
  if (draftGaps(state.task, state.draft).length > 0) {
    return undone(state, { code: 'precondition-failed', retryable: true });
  }
  const proof: Proof = {
    key,
    method: signature.method,
    phase: 'proven',
    challenge: undefined,
    proven: [],
    windowLost: false,
  };
  return proven(state, proof, signature);
}

/** By an eID, a passkey, or the service: what the service says of the session or the task is not mended by a press. */
function refused<T extends TaskFacts>(state: AtWork<T>, failure: Failure): Step<T> {
  const done = undone(state, failure);
  if (failure.code === 'login-required' || failure.code === 'session-expired') {
    const next = failed(state.run, failure, state.task);
    return { ...next, effects: [...done.effects, ...next.effects] };
  }
  // The task itself tells best where it stands now.
  const moved = verdictOf(failure) === 'moved';
  return moved ? { ...done, effects: [...done.effects, { type: 'read-task' }] } : done;
}

function undone<T extends TaskFacts>(state: AtWork<T>, notice: Failure): Step<T> {
  return step(
    { ...state, proof: undefined, notice },
    [{ type: 'stop-proving' }],
    [{ type: 'failed', failure: notice }],
  );
}

function send<T extends TaskFacts>(
  state: AtWork<T>,
  key: string,
  signatures: readonly ProvenSignature[],
): Step<T> {
  const attempt = attemptFor(state.attempt, completionBody(state.task, state.draft, signatures), key);
  return step(
    {
      ...state,
      status: 'submitting',
      attempt,
      phase: 'sending',
      tries: 1,
      doubts: 0,
      because: undefined,
      notice: undefined,
      sessionEnds: false,
    },
    [keep({ ...state, attempt }), { type: 'complete', attempt, etag: state.etag }],
  );
}
