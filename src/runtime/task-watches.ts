/** What watches over an open task: news of it, and the end of its session. It comes with what a task is shown with. */
import type { SessionEvent } from '../session/session-event.ts';
import type { SessionState } from '../session/session-state.ts';
import type { Task } from '../task/contract.ts';
import { LiveNews } from './live-news.ts';
import { SessionWatch } from './session-watch.ts';
import type { TaskAccess } from './task-access.ts';

export interface WatchedSession {
  readonly state: SessionState<Task>;
  /** Aborted at the end of the run. */
  readonly signal: AbortSignal;
  readonly lookAgain: () => void;
  send(event: SessionEvent<Task>): void;
}

export class TaskWatches {
  readonly #session: WatchedSession;
  readonly #news: LiveNews;
  readonly #watch: SessionWatch;

  constructor(session: WatchedSession) {
    this.#session = session;
    this.#news = new LiveNews((change) =>
      session.send({ type: 'change-told', run: session.state.run, change }),
    );
    this.#watch = new SessionWatch({
      ending: (secondsLeft) => session.send({ type: 'session-ending', run: session.state.run, secondsLeft }),
      kept: () => this.#kept(),
      over: session.lookAgain,
    });
  }

  /** After each step. */
  follow(access: TaskAccess | undefined): void {
    this.#news.follow(this.#session.state, access, this.#session.signal);
  }

  /** After each use of the session at the service. */
  used(access: TaskAccess | undefined): void {
    this.#watch.used(access?.times);
  }

  stop(): void {
    this.#watch.stop();
    this.#news.stop();
  }

  /** With each request the session lives on: only where its end was spoken of is that news. */
  #kept(): void {
    const { state } = this.#session;
    if ('sessionEnds' in state && state.sessionEnds)
      this.#session.send({ type: 'session-kept', run: state.run });
  }
}
