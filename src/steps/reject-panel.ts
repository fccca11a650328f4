/** Saying no: that it is final, why if the signer likes to say so, and the press that does it. */
import { html, nothing, type TemplateResult } from 'lit';
import { LONGEST_REASON } from '../session/declining.ts';
import { button } from '../ui/button.ts';
import { longText } from '../ui/field.ts';
import { noticeFor } from './problem-panel.ts';
import type { StateOf, StepContext } from './step-context.ts';
import { waitingPanel } from './submit-panel.ts';

type Work = StateOf<'reviewing' | 'signing'>;
type Declining = NonNullable<Work['declining']>;

export function rejectPanel(
  { task }: Work,
  { phase, reason, notice }: Declining,
  context: StepContext,
): TemplateResult {
  const { messages, ask } = context;
  const words = messages.decline;
  const { sender } = task.order;
  if (phase === 'sending') return waitingPanel(words.sending, messages.submitting.text);
  if (phase === 'checking') return waitingPanel(messages.submitting.unknownHeading, words.checking);
  return html`<section class="sign" part="reject-panel" aria-labelledby="reject-heading">
    <h3 id="reject-heading" tabindex="-1" data-focus>${words.heading}</h3>
    ${noticeFor(notice, sender, context)}
    <p>${words.text(sender)}</p>
    ${longText({
      id: 'reason',
      label: words.reason,
      hint: words.reasonHint(sender),
      value: reason,
      maxLength: LONGEST_REASON,
      left: words.left,
      changed: (text) => ask({ type: 'reason', text }),
    })}
  </section>`;
}

export function rejectBar({ phase }: Declining, { messages, ask }: StepContext) {
  if (phase !== 'asking') return nothing;
  return html`<div class="bar" part="bar">
    <div class="bar-actions">
      ${button({ label: messages.signing.back, press: () => ask({ type: 'keep-task' }) })}
      ${button({
        label: messages.decline.confirm,
        kind: 'danger',
        part: 'reject',
        press: () => ask({ type: 'confirm-rejection' }),
      })}
    </div>
  </div>`;
}
