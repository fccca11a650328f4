/** Whether the signer may go on to sign, and if not, what is missing. */
import { signedActions } from './draft.ts';
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
  /** What the signer is asked for has not been uploaded. */
  | { readonly type: 'not-uploaded'; readonly actionId: string }
  /** It is on its way to the service, or being taken away. */
  | { readonly type: 'uploading'; readonly actionId: string }
  /** Nobody signs what cannot be shown to them. */
  | { readonly type: 'undrawn'; readonly actionId: string; readonly page: number }
  | { readonly type: 'unread'; readonly actionId: string; readonly page: number };

/** The next thing in the way, the document on show first; `undefined` when nothing is. */
export function obstacleTo(work: Work<TaskFacts>): Obstacle | undefined {
  const needed = signedActions(work.task.actions, work.draft);
  const inOrder = [
    ...needed.filter((action) => action.id === work.shown),
    ...needed.filter((action) => action.id !== work.shown),
    // One that need not be there is waited for all the same, once it is on its way.
    ...work.task.actions.filter((action) => action.type === 'upload' && !needed.includes(action)),
  ];
  for (const action of inOrder) {
    const obstacle = obstacleIn(work, action);
    if (obstacle) return obstacle;
  }
  const missing = needed.filter((action) =>
    action.type === 'upload' ? !action.upload.file : !work.loaded.includes(action.id),
  );
  const [next] = missing;
  if (!next) return undefined;
  const actionId = next.id;
  return next.type === 'upload'
    ? { type: 'not-uploaded', actionId }
    : { type: 'unopened', actionId, count: missing.filter(({ document }) => document).length };
}

function obstacleIn(work: Work<TaskFacts>, action: ActionFacts): Obstacle | undefined {
  const { id: actionId } = action;
  if (action.type === 'upload') {
    const transfer = work.uploads[actionId];
    if (transfer && transfer.phase !== 'failed') return { type: 'uploading', actionId };
    return actionId === work.shown && !action.optional && !action.upload.file
      ? { type: 'not-uploaded', actionId }
      : undefined;
  }
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
