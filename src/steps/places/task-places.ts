/** The places of a task for the signer's mark, as one row through all of its documents. Pure. */
import { inReadingOrder } from '../../session/place-order.ts';
import type { DocumentAction, Place, Task } from '../../task/contract.ts';

export interface TaskPlace {
  readonly place: Place;
  readonly action: DocumentAction;
  /** From 1, in the order in which they are come to. */
  readonly number: number;
  readonly count: number;
}

/** @param direction of the language that is spoken */
export function placesOf({ actions }: Task, direction: 'ltr' | 'rtl'): readonly TaskPlace[] {
  const all = actions
    .filter((action): action is DocumentAction => action.type === 'sign')
    .flatMap((action) => inReadingOrder(action.places ?? [], direction).map((place) => ({ place, action })));
  return all.map((one, at) => ({ ...one, number: at + 1, count: all.length }));
}

/** The next one after that; the first one after the last, and where there is none to come from. */
export function nextPlace(places: readonly TaskPlace[], at: string | undefined): TaskPlace | undefined {
  const before = places.findIndex(({ place }) => place.id === at);
  return places[before + 1] ?? places[0];
}

/** Whether there is none after that. */
export function isLastPlace(places: readonly TaskPlace[], at: string | undefined): boolean {
  return at !== undefined && places.at(-1)?.place.id === at;
}
