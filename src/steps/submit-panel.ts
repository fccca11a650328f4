/** While the answer to a signature is awaited. What is not known is not guessed. */
import { html, nothing, type TemplateResult } from 'lit';
import { button } from '../ui/button.ts';
import type { StateOf, StepContext } from './step-context.ts';

export function submitPanel(
  { doubts, phase }: StateOf<'submitting'>,
  { messages, ask }: StepContext,
): TemplateResult {
  const words = messages.submitting;
  const unknown = doubts > 0;
  return html`<section class="sign waiting" part="sign-panel" aria-labelledby="submit-heading">
    <span class="spinner" aria-hidden="true"></span>
    <h3 id="submit-heading" tabindex="-1" data-focus>${unknown ? words.unknownHeading : words.heading}</h3>
    <p aria-live="polite">${unknown ? words.unknownText : words.text}</p>
    ${
      unknown
        ? button({
            label: phase === 'waiting' ? words.checkNow : words.checking,
            unavailable: phase !== 'waiting',
            press: () => ask({ type: 'check-now' }),
          })
        : nothing
    }
  </section>`;
}
