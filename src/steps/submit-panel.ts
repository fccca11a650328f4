/** While the answer to a signature, or to a no, is awaited. What is not known is not guessed. */
import { html, nothing, type TemplateResult } from 'lit';
import { button } from '../ui/button.ts';
import type { SigningContext } from './rooms.ts';
import type { StateOf } from './step-context.ts';

export function submitPanel(
  { doubts, phase }: StateOf<'submitting'>,
  { words: { submitting: words }, ask }: SigningContext,
): TemplateResult {
  if (doubts === 0) return waitingPanel(words.heading, words.text);
  return waitingPanel(
    words.unknownHeading,
    words.unknownText,
    button({
      label: phase === 'waiting' ? words.checkNow : words.checking,
      unavailable: phase !== 'waiting',
      press: () => ask({ type: 'check-now' }),
    }),
  );
}

export function waitingPanel(
  heading: string,
  text: string,
  action: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  return html`<section class="sign waiting" part="sign-panel" aria-labelledby="waiting-heading">
    <span class="spinner" aria-hidden="true"></span>
    <h3 id="waiting-heading" tabindex="-1" data-focus>${heading}</h3>
    <p aria-live="polite">${text}</p>
    ${action}
  </section>`;
}
