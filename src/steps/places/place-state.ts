/** What stands at a place: nothing yet, what the signer has made so far, or what signing will put there. */
import { methodsUsed } from '../../session/completion.ts';
import { signedActions } from '../../session/draft.ts';
import { EMPTY_HAND, type Hand } from '../../session/hand.ts';
import { handGap } from '../../session/handwriting.ts';
import type { Look } from '../../signature/place-look.ts';
import { prefilledInitials } from '../../signature/prefilled-initials.ts';
import { markWordsFor } from '../../task/mark-words.ts';
import type { WorkState } from '../work-step.ts';
import type { TaskPlace } from './task-places.ts';

export interface PlaceState {
  readonly filled: 'empty' | 'filled' | 'later';
  readonly look: Look | undefined;
  /** In words, where signing puts it there. */
  readonly promised?: string;
  /** The field that it is filled in with, by its id. */
  readonly field: string;
}

export function placeState({ place, action }: TaskPlace, state: WorkState): PlaceState {
  const { task, draft, status } = state;
  const used = methodsUsed(task, draft);
  const isSigned = signedActions([action], draft).length > 0;
  const byHand = used.includes('handwritten');
  const isInitials = place.kind === 'initials';
  const hand = isInitials ? prefilledInitials(draft.initials, task.subject.name) : draft.hand;
  const field = byHand
    ? fieldOf(hand, isInitials ? 'initials' : 'signature')
    : used.length === 0
      ? 'method-0'
      : 'consent';
  // Until the last step it is shown what is to be signed, not how.
  if (status === 'reviewing' || !isSigned || used.length === 0)
    return { filled: 'empty', look: undefined, field };
  const made = byHand ? lookOf(hand) : undefined;
  if (made) return { filled: 'filled', look: made, field };
  if (byHand && !isInitials) return { filled: 'empty', look: undefined, field };
  // As the service writes them: the name where nothing is made by hand, and initials that were left out.
  const { name } = task.subject;
  const own = isInitials ? prefilledInitials(EMPTY_HAND, name) : { ...EMPTY_HAND, text: name };
  return { filled: 'later', look: lookOf(own), promised: own.text, field };
}

/** Under the signature, as the sealed PDF has it: who and how, when, for which order. */
export function linesOf({ place }: TaskPlace, { task, draft }: WorkState): readonly string[] {
  if (place.kind === 'initials') return [];
  const words = markWordsFor(task.locale);
  const ways = methodsUsed(task, draft).map((method) =>
    method === 'handwritten' ? draft.hand.kind : method,
  );
  return [`${task.subject.name} · ${words.signed(ways)}`, words.time, words.order(task.order.id)];
}

function lookOf(hand: Hand): Look | undefined {
  if (handGap(hand) !== undefined) return undefined;
  const { kind, text, face, textPicture, drawing, picture } = hand;
  switch (kind) {
    case 'typed':
      return face === undefined && textPicture !== undefined
        ? { kind: 'picture', png: textPicture }
        : { kind: 'text', text: text.trim(), face };
    case 'drawn':
      return drawing && { kind: 'drawing', svg: drawing.svg };
    case 'uploaded':
      return picture === undefined ? undefined : { kind: 'picture', png: picture };
  }
}

function fieldOf({ kind }: Hand, id: 'signature' | 'initials'): string {
  return { typed: `${id}-text`, drawn: `${id}-pad`, uploaded: `${id}-file` }[kind];
}
