/** The row of controls above the pages: which page, how large. Shows what it is given, and asks. */
import { html, nothing, svg } from 'lit';
import { live } from 'lit/directives/live.js';
import type { DocumentViewStrings } from './document-view-strings.js';
import { MAX_ZOOM, MIN_ZOOM } from './page-layout.js';

export interface ControlsState {
  readonly strings: DocumentViewStrings;
  readonly page: number;
  readonly pageCount: number;
  readonly zoom: number;
  readonly fit: boolean;
}

export interface ControlsWishes {
  goTo(page: number): void;
  zoomIn(): void;
  zoomOut(): void;
  fitWidth(): void;
}

export function renderControls(
  { strings, page, pageCount, zoom, fit }: ControlsState,
  wishes: ControlsWishes,
) {
  return html`<div class="controls" part="controls" role="group" aria-label=${strings.controls}>
    <div>
      ${button(strings.previousPage, 'M6 15l6-6 6 6', page <= 1, () => wishes.goTo(page - 1))}
      ${button(strings.nextPage, 'M6 9l6 6 6-6', page >= pageCount, () => wishes.goTo(page + 1))}
      <input
        inputmode="numeric"
        autocomplete="off"
        aria-label=${strings.pageNumber}
        .value=${live(String(page))}
        @change=${handleNumber}
      />
      <span class="count">${strings.ofPages(pageCount)}</span>
    </div>
    <div>
      ${button(strings.zoomOut, 'M5 12h14', zoom <= MIN_ZOOM, wishes.zoomOut)}
      <span class="level">${strings.zoomLevel(zoom)}</span>
      ${button(strings.zoomIn, 'M5 12h14M12 5v14', zoom >= MAX_ZOOM, wishes.zoomIn)}
      ${button(strings.fitWidth, 'M3 5v14M21 5v14M7 12h10M10 9l-3 3 3 3M14 9l3 3-3 3', false, wishes.fitWidth, fit)}
    </div>
  </div>`;

  function handleNumber({ target }: Event) {
    if (!(target instanceof HTMLInputElement)) return;
    const wanted = Number.parseInt(target.value, 10);
    if (wanted >= 1 && wanted <= pageCount) wishes.goTo(wanted);
    // What is no page of this document gives way to where the reader is.
    else target.value = String(page);
  }
}

function button(label: string, path: string, disabled: boolean, press: () => void, pressed?: boolean) {
  return html`<button
    type="button"
    title=${label}
    aria-label=${label}
    aria-pressed=${pressed === undefined ? nothing : pressed}
    ?disabled=${disabled}
    @click=${press}
  >
    <svg viewBox="0 0 24 24" aria-hidden="true">${svg`<path d=${path}></path>`}</svg>
  </button>`;
}
