/** The way to the places of a task, which few tasks have: loaded for those, while the document is being read. */
import type { PageMark } from '../document/page-mark.ts';
import { later } from '../messages/later.ts';
import type { PlacesTour } from './places/places.ts';
import type { SigningContext } from './rooms.ts';
import type { StepContext } from './step-context.ts';
import type { WorkState } from './work-step.ts';

const places = later(() => import('./places/places.ts'));

function placesFor({ task }: WorkState, { redrawAfter }: StepContext) {
  if (!task.actions.some((action) => action.type !== 'upload' && action.places?.length)) return undefined;
  const there = places.value();
  // Where they do not come, it can be signed without, and the next drawing of the screen tries again.
  if (!there) redrawAfter(places.load());
  return there;
}

const NONE: readonly PageMark[] = [];

/** What lies over the pages of the document on show. */
export function placeMarks(state: WorkState, context: SigningContext): readonly PageMark[] {
  return placesFor(state, context)?.placeMarks(state, context) ?? NONE;
}

export function placesTour(state: WorkState, context: SigningContext): PlacesTour | undefined {
  return placesFor(state, context)?.placesTour(state, context);
}
