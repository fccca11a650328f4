/**
 * The places for the signer's mark, over the pages of the document on show and one after the other through all of them.
 * Loaded only for a task that has any.
 */
import { html, nothing, type TemplateResult } from 'lit';
import '../../signature/place-look.ts';
import type { PageMark } from '../../document/page-mark.ts';
import { obstacleTo } from '../../session/readiness.ts';
import { button } from '../../ui/button.ts';
import { waitedFor } from '../before-signing.ts';
import type { SigningContext } from '../rooms.ts';
import type { StepRequest } from '../step-context.ts';
import type { WorkState } from '../work-step.ts';
import { linesOf, placeState } from './place-state.ts';
import { isLastPlace, nextPlace, placesOf, type TaskPlace } from './task-places.ts';

/** PDF counts 72 units to the inch (ISO 32000-2, 8.3.2.3), CSS 96 pixels. */
const CSS_PIXELS_PER_POINT = 96 / 72;

interface Made {
  readonly words: SigningContext['words'];
  readonly place: string | undefined;
  readonly marks: readonly PageMark[];
}

/** While bytes arrive, a screen is drawn again and again with nothing of this changed. */
const made = new WeakMap<WorkState, Made>();

/** Of the document on show. */
export function placeMarks(state: WorkState, context: SigningContext): readonly PageMark[] {
  const { words, place, messages } = context;
  const before = made.get(state);
  if (before?.words === words && before.place === place) return before.marks;
  const marks = placesOf(state.task, messages.direction)
    .filter(({ action }) => action.id === state.shown)
    .map((one) => markOf(one, state, context));
  made.set(state, { words, place, marks });
  return marks;
}

function markOf(one: TaskPlace, state: WorkState, context: SigningContext): PageMark {
  const { place, action, number, count } = one;
  const words = context.words.places;
  const now = placeState(one, state);
  const { filled, look } = now;
  const { id, kind, page, x, y, width, height } = place;
  const shown = { empty: words.here[kind], filled: words.yours[kind], later: now.promised ?? '' }[filled];
  const [left, bottom, across, up] = [x, y, width, height].map((points) => points * CSS_PIXELS_PER_POINT);
  const name = words.name[kind](number, count, page);
  const optional = action.optional && !state.draft.chosen.includes(action.id);
  return {
    id,
    page,
    region: { left: left ?? 0, bottom: bottom ?? 0, width: across ?? 0, height: up ?? 0 },
    label: `${shown}: ${[name, words.filled[filled], ...(optional ? [words.optional] : [])].join(', ')}`,
    current: context.place === id,
    content: () =>
      html`<signing-place-look
        .field=${{
          kind,
          size: { width, height },
          invitation: words.here[kind],
          look,
          isPromise: filled === 'later',
          lines: look ? linesOf(one, state) : [],
          assets: context.assets,
        }}
      ></signing-place-look>`,
    ...(isAtWork(state) && { press: () => leadToEditor(state, now.field, context) }),
  };
}

/** Nothing else is under way: saying no, leaving, or an eID that is being asked. */
function isAtWork({ status, declining, leaving, proof }: WorkState): boolean {
  return status !== 'submitting' && !declining && !leaving && (!proof || proof.phase === 'held');
}

/** @returns why it does not lead there yet */
function leadToEditor(state: WorkState, field: string, context: SigningContext): string | undefined {
  const { ask } = context;
  if (state.status === 'reviewing') {
    const obstacle = obstacleTo(state);
    if (obstacle) return waitedFor(state, obstacle, context).hint;
    ask({ type: 'continue' });
  }
  ask({ type: 'field', field });
  return undefined;
}

/** What leads to the next place, and on a small screen back to where it is filled in. */
export interface PlacesTour {
  /** Said when the last one has been come to. */
  readonly hint: string | undefined;
  readonly wayOn: TemplateResult | typeof nothing;
  readonly next: StepRequest | undefined;
}

export function placesTour(state: WorkState, context: SigningContext): PlacesTour {
  const { ask, messages, place: at, onPage } = context;
  const words = context.words.places;
  const places = placesOf(state.task, messages.direction);
  const to = nextPlace(places, at);
  if (!to || state.declining) return { hint: undefined, wayOn: nothing, next: undefined };
  const next = { type: 'place', actionId: to.action.id, placeId: to.place.id } as const;
  const isDone = isLastPlace(places, at);
  const label = isDone ? words.again(to.count) : words.next(to.number, to.count);
  return {
    hint: isDone ? words.seen(to.count) : undefined,
    wayOn: html`${button({
      label: html`<span>${label}</span> <kbd aria-hidden="true">P</kbd>`,
      part: 'next-place',
      press: () => ask(next),
    })}
    ${
      state.status === 'signing' && onPage
        ? html`<span class="to-editor"
            >${button({
              label: words.toEditor,
              part: 'to-editor',
              press: () => ask({ type: 'field', field: 'sign-heading' }),
            })}</span
          >`
        : nothing
    }`,
    next,
  };
}
