/** Whether the signer may go on to sign, and if not, what is missing. */
import { firstUnread } from './page-ranges.ts';
import type { Broken, Work } from './session-state.ts';
import type { ActionFacts, TaskFacts } from './task-facts.ts';

export type Obstacle =
  /** A document that has yet to be opened. */
  | { readonly type: 'unopened'; readonly actionId: string; readonly count: number }
  /** A document that is on its way: nothing of it can be seen. */
  | { readonly type: 'loading'; readonly actionId: string }
  /** A document that can be read while the rest of it comes: what is signed must have been checked. */
  | { readonly type: 'checking'; readonly actionId: string }
  /** The same, and the rest does not come. */
  | (Broken & { readonly type: 'broken'; readonly actionId: string })
  /** Nobody signs what cannot be shown to them. */
  | { readonly type: 'undrawn'; readonly actionId: string; readonly page: number }
  | { readonly type: 'unread'; readonly actionId: string; readonly page: number };

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
  const { id: actionId } = action;
  if (!work.loaded.includes(actionId)) {
    const broken = work.broken[actionId];
    if (broken) return { ...broken, type: 'broken', actionId };
    if (work.painted.includes(actionId)) return { type: 'checking', actionId };
    return actionId === work.shown ? { type: 'loading', actionId } : undefined;
  }
  const [undrawn] = work.undrawn[actionId] ?? [];
  if (undrawn !== undefined) return { type: 'undrawn', actionId, page: undrawn };
  if (!action.readAll) return undefined;
  const page = firstUnread(work.seen[actionId] ?? [], action.document.pages);
  return page === undefined ? undefined : { type: 'unread', actionId, page };
}
