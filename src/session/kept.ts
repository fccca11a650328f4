/** What is kept for a reload, and how much of it still counts when the task is opened again. */
import { EMPTY_DRAFT } from './draft.ts';
import type { Effect } from './effect.ts';
import type { Kept } from './session-event.ts';
import type { Work } from './session-state.ts';
import type { TaskFacts } from './task-facts.ts';

/**
 * What the signer reads and agrees to, as one text: two tasks with the same are the same to sign. A file of their own is
 * no part of it: whoever takes another picture of their card has not read less for it.
 */
export function basisOf({ consent, actions }: TaskFacts): string {
  const documents = actions.map(({ id, document }) => `${id}=${document?.sha256}`);
  return [consent.sha256, ...documents].join(' ');
}

export function keep(work: Omit<Work<TaskFacts>, 'run' | 'etag'>): Effect {
  const { task, draft, attempt, seen } = work;
  return { type: 'keep', kept: { basis: basisOf(task), draft, attempt, seen } };
}

/** Where to begin. A text that was typed is kept in any case; what was read and agreed to only for the same. */
export function beginFrom(task: TaskFacts, kept: Kept | undefined): Pick<Kept, 'draft' | 'attempt' | 'seen'> {
  if (!kept) return { draft: EMPTY_DRAFT, attempt: undefined, seen: {} };
  if (kept.basis === basisOf(task)) return kept;
  return { draft: { ...kept.draft, consented: false, chosen: [] }, attempt: undefined, seen: {} };
}
