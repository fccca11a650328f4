/** Reading, signing and waiting for the answer: one screen, so that the document keeps its place. */
import { html, nothing, type TemplateResult } from 'lit';
import { formatPercent } from '../messages/format.ts';
import { noticeFor } from './problem-panel.ts';
import { reviewBar } from './review-bar.ts';
import { signBar, signPanel } from './sign-panel.ts';
import type { StateOf, StepContext } from './step-context.ts';
import { submitPanel } from './submit-panel.ts';
import { taskHeader, taskMessage } from './task-header.ts';

type WorkState = StateOf<'reviewing' | 'signing' | 'submitting'>;

export function workStep(state: WorkState, context: StepContext): TemplateResult {
  const { status, task } = state;
  return html`
    ${taskHeader(task, context)}
    <div class="body work ${status}" part="body">
      <section class="reading" aria-label=${context.messages.documents}>
        ${status === 'reviewing' ? noticeFor(state.notice, task.order.sender, context) : nothing}
        ${taskMessage(task, context)} ${documentChoice(state, context)} ${documentView(state, context)}
      </section>
      ${status === 'signing' ? signPanel(state, context) : nothing}
      ${status === 'submitting' ? submitPanel(state, context) : nothing}
    </div>
    <footer class="footer" part="footer">
      ${status === 'reviewing' ? reviewBar(state, context) : nothing}
      ${status === 'signing' ? signBar(state, context) : nothing}
      <slot name="footer"></slot>
    </footer>
  `;
}

/** Which of several documents is on show. */
function documentChoice(state: WorkState, { messages, ask }: StepContext) {
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

function documentView(state: WorkState, context: StepContext): TemplateResult {
  const { messages, document, viewReady, ask } = context;
  const action = state.task.actions.find(({ id }) => id === state.shown);
  if (!document || !viewReady || !action) return loading(context);
  return html`<signing-document-view
    part="document"
    exportparts="controls: document-controls, scroller: document-scroller, page: document-page"
    .document=${document}
    .label=${action.document.title}
    .strings=${messages.document}
    @signing-document-painted=${() => ask({ type: 'painted' })}
    @signing-document-page-shown=${({ page }: { page: number }) => ask({ type: 'page-shown', page })}
  ></signing-document-view>`;
}

function loading({ messages, language, loaded }: StepContext): TemplateResult {
  const percent = loaded === undefined ? undefined : formatPercent(loaded, language);
  return html`<div class="sheet-loading" part="loading">
    <slot name="loading">
      <div class="sheet" aria-hidden="true"><i></i><i></i><i></i><i></i><i></i></div>
    </slot>
    <p class="small muted">${messages.loadingDocument(percent)}</p>
    ${
      loaded === undefined
        ? nothing
        : html`<progress
            aria-label=${messages.loadingDocument(undefined)}
            max="1"
            .value=${loaded}
          ></progress>`
    }
  </div>`;
}
