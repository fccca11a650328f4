/** The bar in which somebody says what to look for. Shows what it is given, and asks. */
import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { DocumentViewStrings } from '../document-view-strings.js';
import type { SearchProgress } from './document-search.js';
import { LONGEST_QUERY } from './find-in-text.js';

export interface FindBarState {
  readonly strings: DocumentViewStrings;
  readonly query: string;
  readonly progress: SearchProgress;
  /** The number of the hit that is shown, from 1. */
  readonly current: number | undefined;
}

export interface FindWishes {
  lookFor(query: string): void;
  step(direction: 1 | -1): void;
  close(): void;
}

export function renderFindBar(
  { strings, query, progress, current }: FindBarState,
  wishes: FindWishes,
): TemplateResult {
  return html`<div class="find" part="find" role="search" aria-label=${strings.find} @keydown=${handleKey}>
    <input
      type="search"
      autocomplete="off"
      autocapitalize="off"
      spellcheck="false"
      maxlength=${LONGEST_QUERY}
      enterkeyhint="search"
      placeholder=${strings.find}
      aria-label=${strings.find}
      .value=${live(query)}
      @input=${handleInput}
    />
    <span class="count">${query.trim() === '' ? '' : standing(strings, progress, current)}</span>
    <div>
      ${button(strings.previousHit, 'M6 15l6-6 6 6', () => wishes.step(-1))}
      ${button(strings.nextHit, 'M6 9l6 6 6-6', () => wishes.step(1))}
      ${button(strings.closeFind, 'M6 6l12 12M18 6L6 18', () => wishes.close())}
    </div>
  </div>`;

  function handleInput({ target }: Event) {
    if (target instanceof HTMLInputElement) wishes.lookFor(target.value);
  }

  function handleKey(event: KeyboardEvent) {
    // While letters are composed, these keys choose among them.
    if (event.isComposing) return;
    if (event.key === 'Escape') wishes.close();
    else if (event.key === 'Enter' && event.target instanceof HTMLInputElement)
      wishes.step(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

/** How far it is, to be seen and to be said. */
export function standing(
  strings: DocumentViewStrings,
  { hits, done }: SearchProgress,
  current: number | undefined,
): string {
  if (current !== undefined) return strings.hitOf(current, hits);
  return done ? strings.noHits : strings.looking;
}

function button(label: string, path: string, press: () => void) {
  return html`<button type="button" title=${label} aria-label=${label} @click=${press}>
    <svg viewBox="0 0 24 24" aria-hidden="true"><path d=${path}></path></svg>
  </button>`;
}
