/** Whether the signer may go on to sign, and if not, what is missing. */
import { firstUnread, unreadCount } from './page-ranges.ts';
import type { Work } from './session-state.ts';
import type { ActionFacts, TaskFacts } from './task-facts.ts';

export type Obstacle =
  /** A document that has yet to be opened. */
  | { readonly type: 'unopened'; readonly actionId: string; readonly count: number }
  /** A document that is still loading: what is signed must have been checked. */
  | { readonly type: 'loading'; readonly actionId: string }
  | {
      readonly type: 'unread';
      readonly actionId: string;
      readonly page: number;
      readonly count: number;
    };

/** The next thing in the way, the document on show first; `undefined` when nothing is. */
export function obstacleTo(work: Work<TaskFacts>): Obstacle | undefined {
  const needed = work.task.actions.filter(
    (action) => !action.optional || work.draft.chosen.includes(action.id),
  );
  const inOrder = [
    ...needed.filter((action) => action.id === work.shown),
    ...needed.filter((action) => action.id !== work.shown),
  ];
  for (const action of inOrder) {
    const obstacle = obstacleIn(work, action);
    if (obstacle) return obstacle;
  }
  const unopened = needed.filter((action) => !work.loaded.includes(action.id));
  const [next] = unopened;
  return next && { type: 'unopened', actionId: next.id, count: unopened.length };
}

function obstacleIn(work: Work<TaskFacts>, action: ActionFacts): Obstacle | undefined {
  if (!work.loaded.includes(action.id)) {
    return action.id === work.shown ? { type: 'loading', actionId: action.id } : undefined;
  }
  if (!action.readAll) return undefined;
  const seen = work.seen[action.id] ?? [];
  const page = firstUnread(seen, action.document.pages);
  return page === undefined
    ? undefined
    : { type: 'unread', actionId: action.id, page, count: unreadCount(seen, action.document.pages) };
}
