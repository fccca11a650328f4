/** Reading, signing and waiting for the answer: one screen, so that the document keeps its place. */
import { html, nothing, type TemplateResult } from 'lit';
import { button } from '../ui/button.ts';
import { notice } from '../ui/notice.ts';
import { notLoadedPanel, outline } from './panel-steps.ts';
import { isOfTheWayIn, noticeFor } from './problem-panel.ts';
import { beforeSigning, reviewBar } from './review-bar.ts';
import type { StateOf, StepContext } from './step-context.ts';
import { taskHeader, taskMessage } from './task-header.ts';

export type WorkState = StateOf<'reviewing' | 'signing' | 'submitting'>;

export function workStep(state: WorkState, context: StepContext): TemplateResult {
  const { status, task, declining } = state;
  const more = context.signingIfThere()?.words.proofs;
  const noticing = more ? { ...context, more } : context;
  // Of a confirmation only the signing has words, and they may still be on their way.
  const isTellable = more !== undefined || !state.notice || !isOfTheWayIn(state.notice);
  const { panel, bar } = beside(state, context);
  return html`
    ${taskHeader(task, context)}
    <div class="body work ${panel === nothing ? '' : 'split'}" part="body">
      <section class="reading" aria-label=${context.messages.documents}>
        ${status === 'reviewing' && !declining && isTellable ? noticeFor(state.notice, task.order.sender, noticing) : nothing}
        ${taskMessage(task, context)} ${reading(state, context)}
      </section>
      ${panel}
    </div>
    <footer class="footer" part="footer">
      ${state.sessionEnds ? endsSoon(context) : nothing} ${bar}
      <slot name="footer"></slot>
    </footer>
  `;
}

/** What stands beside the document, and under both. */
function beside(state: WorkState, context: StepContext) {
  const { status, declining, proof } = state;
  const reading = { panel: nothing, bar: status === 'reviewing' ? reviewBar(state, context) : nothing };
  const isProven = status === 'reviewing' && proof?.phase === 'proven';
  if (status === 'reviewing' && !declining && !isProven) return reading;
  const room = context.signing();
  if (typeof room === 'string') return { panel: away(room, context), bar: wayBack(state, context) };
  const { proofPanel, submitPanel, rejectPanel, rejectBar, signPanel, signBar } = room.screens;
  const within = { ...context, words: room.words, more: room.words.proofs };
  if (status === 'submitting') return { panel: submitPanel(state, within), bar: nothing };
  if (isProven && !declining) return { panel: proofPanel(proof, within), bar: reading.bar };
  if (declining) return { panel: rejectPanel(state, declining, within), bar: rejectBar(declining, within) };
  return status === 'signing' ? { panel: signPanel(state, within), bar: signBar(state, within) } : reading;
}

/** In place of a panel that is on its way, or did not come. */
function away(arrival: 'coming' | 'failed', context: StepContext): TemplateResult {
  const coming = arrival === 'coming';
  return html`<div class="sign" part="sign-panel" aria-busy=${coming ? 'true' : nothing}>
    ${coming ? outline() : notLoadedPanel(context)}
  </div>`;
}

function wayBack({ status, declining }: WorkState, { messages, ask }: StepContext) {
  if (status === 'submitting') return nothing;
  return html`<div class="bar" part="bar">
    <div class="bar-actions">
      ${button({ label: messages.back, press: () => ask({ type: declining ? 'keep-task' : 'back' }) })}
    </div>
  </div>`;
}

/** Before time runs out the signer is told, and can have more (WCAG 2.2, success criterion 2.2.1). */
function endsSoon({ messages, ask }: StepContext): TemplateResult {
  const { title, text, stay } = messages.sessionEnds;
  return notice({
    title,
    text,
    action: button({ label: stay, part: 'stay', press: () => ask({ type: 'stay' }) }),
  });
}

/** The document on show, and the choice among several. */
function reading(state: WorkState, context: StepContext) {
  const room = context.reading();
  if (room === 'failed') return notLoadedPanel(context);
  if (room === 'coming') return loading(context);
  const { documentTabs, documentPanel, documentView } = room.screens;
  const within = { ...context, words: room.words };
  const over = state.status === 'reviewing' ? beforeSigning(state, context).over : nothing;
  const view = documentView(state, within) ?? loading(context);
  return html`${documentTabs(state, within)} ${over} ${documentPanel(state, view)}`;
}

function loading({ messages, loaded }: StepContext): TemplateResult {
  const percent = loaded === undefined ? undefined : messages.percent(loaded);
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
