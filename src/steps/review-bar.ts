/**
 * The bar under a document that is being read: what is waited for, and the way on. What more there is to say comes
 * when the first page is there.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { obstacleTo } from '../session/readiness.ts';
import { button } from '../ui/button.ts';
import type { BeforeSigning } from './before-signing.ts';
import type { StateOf, StepContext } from './step-context.ts';

type Reading = StateOf<'reviewing'>;

export function reviewBar(state: Reading, context: StepContext): TemplateResult {
  const { messages, ask } = context;
  const { leaving } = state;
  const { hint, progress, wayOn = nothing } = beforeSigning(state, context);
  const room = context.reading();
  return html`<div class="bar" part="bar">
    <p class="small bar-hint" id="bar-hint">
      <span aria-live="polite">${leaving ? messages.decline.leaving[leaving] : hint}</span> ${progress}
    </p>
    <div class="bar-actions">
      ${typeof room === 'string' ? nothing : room.screens.declineMenu(state, context)} ${wayOn}
      ${button({
        label: messages.reviewing.continue,
        kind: 'primary',
        part: 'sign',
        unavailable: obstacleTo(state) !== undefined || leaving !== undefined,
        describedBy: 'bar-hint',
        press: () => ask({ type: 'continue' }),
      })}
    </div>
  </div>`;
}

export function beforeSigning(state: Reading, context: StepContext): BeforeSigning {
  const room = context.signingIfThere();
  const obstacle = obstacleTo(state);
  if (room) return room.screens.beforeSigning(state, obstacle, { ...context, words: room.words });
  const { ready, loading } = context.messages.reviewing;
  return { hint: obstacle ? loading : ready };
}
