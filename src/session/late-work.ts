/** Signing, saying no and leaving, on top of what happens while the signer reads. */
import { draftGaps } from './completion.ts';
import { declining, rejectAsked, stillReady } from './declining.ts';
import type { Step } from './effect.ts';
import { step } from './enter-task.ts';
import type { Failure } from './failure.ts';
import { leaveAsked, leaveRefused, left } from './leaving.ts';
import { goOn, proving, submit } from './proving.ts';
import { obstacleTo } from './readiness.ts';
import type { SessionEvent } from './session-event.ts';
import type { Reviewing, Signing, Work } from './session-state.ts';
import type { TaskFacts } from './task-facts.ts';
import { backToMissing, uploading } from './uploading.ts';
import { work } from './work.ts';

type AtWork<T> = Reviewing<T> | Signing<T>;

export function lateWork<T extends TaskFacts>(state: AtWork<T>, event: SessionEvent<T>): Step<T> {
  return proving(state, event) ?? goOn(backToMissing(uploading(state, event) ?? atWork(state, event)));
}

function atWork<T extends TaskFacts>(state: AtWork<T>, event: SessionEvent<T>): Step<T> {
  switch (event.type) {
    case 'back-asked':
      return step(
        { ...state, status: 'reviewing', notice: undefined, proof: undefined },
        isProving(state) ? [{ type: 'stop-proving' }] : [],
      );
    case 'submit-asked':
      return submitAsked(state, event.key);
    case 'reject-asked':
      return rejectAsked(state);
    case 'postpone-asked':
      return leaveAsked(state, 'postpone');
    case 'cancel-asked':
      return leaveAsked(state, 'cancel');
    case 'left':
      return left(state, event);
    case 'leave-refused':
      return leaveRefused(state, event.failure);
    case 'task-read':
      return andStillDeclining(
        isStale(state, event.task) ? step(state) : (work(state, event) ?? step(state)),
      );
    case 'task-unread':
      return andStillDeclining(work(state, event) ?? step(state), event.failure);
    case 'reason-changed':
    case 'rejection-asked':
    case 'keep-asked':
    case 'rejection-confirmed':
    case 'rejection-refused':
      return state.declining ? declining(state, state.declining, event) : step(state);
    default:
      return work(state, event) ?? step(state);
  }
}

/** Asked for before an upload that has been answered since: what it tells is over. */
function isStale({ task }: Work<TaskFacts>, read: TaskFacts): boolean {
  return read.status === 'ready' && read.sequence < task.sequence;
}

/** A look at the task that left it as it was is an answer to whoever waits for what became of their no. */
function andStillDeclining<T extends TaskFacts>(done: Step<T>, failure?: Failure): Step<T> {
  const { state } = done;
  if ((state.status !== 'reviewing' && state.status !== 'signing') || !state.declining) return done;
  const next = stillReady(state, failure);
  return {
    state: next.state,
    effects: [...done.effects, ...next.effects],
    facts: [...done.facts, ...next.facts],
  };
}

function submitAsked<T extends TaskFacts>(state: AtWork<T>, key: string): Step<T> {
  const ready =
    state.status === 'signing' &&
    !isProving(state) &&
    !state.declining &&
    !state.leaving &&
    !obstacleTo(state) &&
    draftGaps(state.task, state.draft).length === 0;
  return ready ? submit(state, key) : step(state);
}

/** An eID or a passkey is being asked: until it has answered there is nothing else to do. */
function isProving({ proof }: Work<TaskFacts>): boolean {
  return proof !== undefined && proof.phase !== 'proven' && proof.phase !== 'held';
}
