/** Saying no: that it is final, why if the signer likes to say so, and the press that does it. */
import { html, nothing, type TemplateResult } from 'lit';
import { LONGEST_REASON } from '../session/declining.ts';
import { button } from '../ui/button.ts';
import { longText } from '../ui/field.ts';
import { noticeFor } from './problem-panel.ts';
import type { SigningContext } from './rooms.ts';
import type { StateOf } from './step-context.ts';
import { waitingPanel } from './submit-panel.ts';

type Work = StateOf<'reviewing' | 'signing'>;
type Declining = NonNullable<Work['declining']>;

export function rejectPanel(
  { task }: Work,
  { phase, reason, notice }: Declining,
  context: SigningContext,
): TemplateResult {
  const { ask } = context;
  const { rejecting: words, submitting } = context.words;
  const { sender } = task.order;
  if (phase === 'sending') return waitingPanel(words.sending, submitting.text);
  if (phase === 'checking') return waitingPanel(submitting.unknownHeading, words.checking);
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

export function rejectBar({ phase }: Declining, { messages, words, ask }: SigningContext) {
  if (phase !== 'asking') return nothing;
  return html`<div class="bar" part="bar">
    <div class="bar-actions">
      ${button({ label: messages.back, press: () => ask({ type: 'keep-task' }) })}
      ${button({
        label: words.rejecting.confirm,
        kind: 'danger',
        part: 'reject',
        press: () => ask({ type: 'confirm-rejection' }),
      })}
    </div>
  </div>`;
}
