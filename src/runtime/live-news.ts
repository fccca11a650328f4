/**
 * Whether anybody waits for news of the task, and with what they are asked for. How is another file's, which is
 * loaded when the first document has been drawn: nothing stands in its way.
 */
import type { ChangeFacts } from '../session/task-facts.ts';
import type { SessionState } from '../session/session-state.ts';
import type { Task } from '../task/contract.ts';
import type { LiveUpdates } from './live-updates.ts';
import type { TaskAccess } from './task-access.ts';

export class LiveNews {
  readonly #onChange: (change: ChangeFacts) => void;
  #updates: LiveUpdates | undefined;
  #loading = false;
  #again: (() => void) | undefined;

  constructor(onChange: (change: ChangeFacts) => void) {
    this.#onChange = onChange;
  }

  follow(state: SessionState<Task>, access: TaskAccess | undefined, signal: AbortSignal): void {
    const granted = access?.granted(signal);
    if (!access || !granted || !('task' in state) || !state.task || document.hidden || !isLive(state)) {
      return this.stop();
    }
    const { sequence } = state.task;
    this.#again = () =>
      this.#updates?.follow({ client: access.client, access: granted, sequence, onChange: this.#onChange });
    if (this.#updates) return this.#again();
    this.#load();
  }

  stop(): void {
    this.#again = undefined;
    this.#updates?.stop();
  }

  #load(): void {
    if (this.#loading) return;
    this.#loading = true;
    import('./live-updates.ts').then(
      ({ LiveUpdates }) => {
        this.#updates = new LiveUpdates();
        this.#again?.();
      },
      // Without it the task is looked at now and then.
      () => (this.#loading = false),
    );
  }
}

function isLive(state: SessionState<Task>): boolean {
  switch (state.status) {
    case 'blocked':
      return true;
    case 'reviewing':
    case 'signing':
    case 'submitting':
      return state.painted.length > 0;
    case 'completed':
      return !state.task.sealed;
    default:
      return false;
  }
}
