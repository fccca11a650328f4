/** The login, from the question to its end; how it is done is not known here. */
import type { Step } from './effect.ts';
import { step } from './enter-task.ts';
import { ofTheLine, type Failure } from './failure.ts';
import type { LoginMode, LoginOffer } from './login-offer.ts';
import { openAgain } from './opening.ts';
import type { SessionEvent } from './session-event.ts';
import type { LoggingIn, LoginRequired } from './session-state.ts';
import type { TaskFacts } from './task-facts.ts';

export function loginRequired<T extends TaskFacts>(state: LoginRequired, event: SessionEvent<T>): Step<T> {
  // The line is back: what was said of it goes.
  const mended = event.type === 'look-again' && ofTheLine(state.notice);
  if (mended) return step({ ...state, notice: undefined });
  if (event.type !== 'login-asked') return step(state);
  if (!state.offer) return openAgain<T>(state, 'task');
  return logIn(state.run, state.offer, event.mode, state.notice?.code === 'subject-mismatch');
}

export function loggingIn<T extends TaskFacts>(state: LoggingIn, event: SessionEvent<T>): Step<T> {
  switch (event.type) {
    case 'login-done':
      return openAgain<T>(state, 'login');
    case 'login-undone':
      return undone(state, event.failure, state.run);
    case 'window-lost':
      return step({ ...state, windowLost: true });
    case 'login-asked':
      return logIn(state.run, state.offer, event.mode, false);
    case 'cancel-login':
      // A run of its own: the login that is given up may still come to an end.
      return undone(state, { code: 'login-cancelled', retryable: true }, state.run + 1);
    default:
      return step(state);
  }
}

/** In a run of its own, so that a login which is begun again ends the one before. */
function logIn<T extends TaskFacts>(
  run: number,
  offer: LoginOffer,
  mode: LoginMode | undefined,
  afresh: boolean,
): Step<T> {
  return step({ status: 'logging-in', run: run + 1, offer, windowLost: false }, [
    { type: 'log-in', offer, mode, afresh },
  ]);
}

function undone<T extends TaskFacts>({ offer }: LoggingIn, failure: Failure, run: number): Step<T> {
  return step(
    { status: 'login-required', run, offer: failure.login ?? offer, notice: failure },
    [],
    [{ type: 'failed', failure }],
  );
}
