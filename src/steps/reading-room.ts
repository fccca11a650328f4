/** The documents of a task while they are read: which one is on show, and the view of it. Comes with the viewer. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ReadingContext } from './rooms.ts';
import { obstacleTo } from '../session/readiness.ts';
import type { WorkState } from './work-step.ts';

/** Which of several documents is on show. */
export function documentChoice(state: WorkState, { messages, ask }: ReadingContext) {
  const { actions } = state.task;
  if (actions.length < 2) return nothing;
  return html`<nav class="documents" part="documents" aria-label=${messages.documents}>
    <ul>
      ${actions.map(
        ({ id, document }) =>
          html`<li>
            <button
              type="button"
              class="document"
              part="document-button"
              aria-current=${id === state.shown ? 'true' : 'false'}
              @click=${() => ask({ type: 'document', actionId: id })}
            >
              <span class="document-title">${document.title}</span>
              <span class="small">${messages.pageCount(document.pages)}</span>
            </button>
          </li>`,
      )}
    </ul>
  </nav>`;
}

/** Nothing until the document is there. */
export function documentView(state: WorkState, context: ReadingContext): TemplateResult | undefined {
  const { words, document, ask } = context;
  const action = state.task.actions.find(({ id }) => id === state.shown);
  if (!document || !action) return undefined;
  return html`<signing-document-view
    part="document"
    exportparts="controls: document-controls, scroller: document-scroller, page: document-page"
    .document=${document}
    .label=${action.document.title}
    .strings=${words.view}
    @signing-document-painted=${() => ask({ type: 'painted' })}
    @signing-document-page-shown=${({ page }: { page: number }) => ask({ type: 'page-shown', page })}
    @signing-document-failed=${({ page, part }: { page: number; part: string }) => {
      if (part === 'picture') ask({ type: 'page-failed', page });
    }}
    @keydown=${(event: KeyboardEvent) => context.signingIfThere()?.screens.readOn(event, obstacleTo(state), context)}
  ></signing-document-view>`;
}
