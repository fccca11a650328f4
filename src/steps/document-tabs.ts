/**
 * Which of several documents is on show: tabs that are opened by a press and not by the arrow keys alone, since a
 * document may take its time (https://www.w3.org/WAI/ARIA/apg/patterns/tabs/).
 */
import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { DocumentWords, Messages } from '../messages/messages.ts';
import type { Action } from '../task/contract.ts';
import type { ReadingContext } from './rooms.ts';
import type { WorkState } from './work-step.ts';

/** Of the panel under the tabs. */
export const PANEL = 'document-panel';

const tabId = (actionId: string) => `tab-${actionId}`;

/** What goes around the document on show: its tab names it, where there are several. */
export function documentPanel({ task, shown }: WorkState, content: unknown): TemplateResult {
  return task.actions.length < 2
    ? html`<div class="document-panel">${content}</div>`
    : html`<div class="document-panel" id=${PANEL} role="tabpanel" aria-labelledby=${tabId(shown ?? '')}>
        ${content}
      </div>`;
}

export function documentTabs(state: WorkState, { messages, words, ask }: ReadingContext) {
  const { actions } = state.task;
  if (actions.length < 2) return nothing;
  return html`<div
    class="documents"
    part="documents"
    role="tablist"
    aria-label=${messages.documents}
    @keydown=${handleKey}
    @focusin=${({ currentTarget, target }: FocusEvent) => setStop(currentTarget, target)}
    @focusout=${({ currentTarget, relatedTarget }: FocusEvent) => {
      if (!(currentTarget as Node).contains(relatedTarget as Node | null)) setStop(currentTarget, undefined);
    }}
  >
    ${actions.map((action) => {
      const selected = action.id === state.shown;
      return html`<button
        type="button"
        class="document"
        part="document-button"
        role="tab"
        id=${tabId(action.id)}
        aria-selected=${selected ? 'true' : 'false'}
        aria-controls=${selected ? PANEL : nothing}
        tabindex=${selected ? '0' : '-1'}
        @click=${() => ask({ type: 'document', actionId: action.id })}
      >
        <span class="document-title">${titleOf(action)}</span>
        <span class="small">${about(action, state, messages, words)}</span>
        ${selected ? html`<i hidden ${ref(bringIntoView)}></i>` : nothing}
      </button>`;
    })}
  </div>`;
}

/** Length, what is to be done with it, and how far that has come. */
function about(
  action: Action,
  { seen, loaded, shown, uploads }: WorkState,
  { pageCount }: Messages,
  { tabs }: DocumentWords,
): string {
  const { id, type, optional } = action;
  if (type === 'upload') {
    const sending = uploads[id]?.phase === 'sending';
    const progress = sending ? tabs.uploading : action.upload.file ? tabs.uploaded : tabs.notUploaded;
    return [optional ? tabs.optional(tabs.toUpload) : tabs.toUpload, progress].join(' · ');
  }
  const { readAll, document } = action;
  const read = (seen[id] ?? []).reduce((sum, [first, last]) => sum + last - first + 1, 0);
  const left = Math.max(0, document.pages - read);
  const isOpen = loaded.includes(id);
  const progress = () => {
    if (readAll && (isOpen || read > 0)) return left > 0 ? tabs.left(left) : tabs.read;
    if (isOpen) return tabs.opened;
    return id === shown ? tabs.loading : tabs.unopened;
  };
  const use = type === 'view' ? tabs.toRead : tabs.toSign;
  return [pageCount(document.pages), optional ? tabs.optional(use) : use, progress()].join(' · ');
}

/** Of the document, or of what is asked for. */
export function titleOf(action: Action): string {
  return action.type === 'upload' ? action.upload.title : action.document.title;
}

function handleKey(event: KeyboardEvent): void {
  const list = event.currentTarget as HTMLElement;
  const tabs = [...list.querySelectorAll<HTMLElement>('[role=tab]')];
  const at = tabs.findIndex((tab) => tab === event.target);
  const forward = getComputedStyle(list).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  const back = forward === 'ArrowRight' ? 'ArrowLeft' : 'ArrowRight';
  const goals: Readonly<Record<string, number>> = {
    [forward]: (at + 1) % tabs.length,
    [back]: (at - 1 + tabs.length) % tabs.length,
    Home: 0,
    End: tabs.length - 1,
  };
  const to = tabs[goals[event.key] ?? -1];
  if (!to || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  to.focus();
}

/** The Tab key comes to the tab that has the focus, else to the one whose document is on show. */
function setStop(list: EventTarget | null, focused: EventTarget | null | undefined): void {
  for (const tab of (list as HTMLElement).querySelectorAll<HTMLElement>('[role=tab]'))
    tab.tabIndex = (focused === undefined ? tab.ariaSelected === 'true' : tab === focused) ? 0 : -1;
}

/** A narrow row shows a part of the tabs: the one on show is in it, also when the choice was not made here. */
function bringIntoView(mark: Element | undefined): void {
  // It is told before it stands in its tab, and the tab's place is known when that has been laid out.
  requestAnimationFrame(() => {
    const tab = mark?.parentElement;
    const row = tab?.parentElement;
    if (!tab || !row) return;
    // Only the row moves, not the page around it.
    const [outer, inner] = [row.getBoundingClientRect(), tab.getBoundingClientRect()];
    if (inner.left < outer.left || inner.right > outer.right)
      row.scrollLeft += (inner.left + inner.right - outer.left - outer.right) / 2;
  });
}
