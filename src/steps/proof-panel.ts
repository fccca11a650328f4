/** While an eID or a passkey vouches for the signature: what is going on, and the way on or back. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Proof } from '../session/proof.ts';
import { button } from '../ui/button.ts';
import { icon } from '../ui/icons.ts';
import type { SigningContext } from './rooms.ts';

export function proofPanel(proof: Proof, { words }: SigningContext): TemplateResult {
  const { heading, ready, preparing, running, proven, windowLost } = words.proving[proof.method];
  const texts = { ready, preparing, running: proof.windowLost ? windowLost : running, proven, held: proven };
  return html`<section class="sign" part="sign-panel" aria-labelledby="sign-heading">
    <h3 id="sign-heading" tabindex="-1" data-focus>${heading}</h3>
    <p role="status">${texts[proof.phase]}</p>
    ${proof.phase === 'ready' ? nothing : html`<progress aria-label=${heading}></progress>`}
  </section>`;
}

export function proofBar(proof: Proof, { messages, words, ask }: SigningContext): TemplateResult {
  const { goOn, again } = words.proving[proof.method];
  const waitsForPress = proof.phase === 'ready' || (proof.phase === 'running' && proof.windowLost);
  return html`<div class="bar" part="bar">
    <div class="bar-actions">
      ${
        proof.phase === 'proven'
          ? nothing
          : button({
              label: messages.back,
              part: 'cancel-proof',
              press: () => ask({ type: 'cancel-proof' }),
            })
      }
      ${
        waitsForPress
          ? button({
              label: html`${icon('pen')}<span>${proof.phase === 'ready' ? goOn : again}</span>`,
              kind: 'primary',
              part: 'sign',
              press: () => ask({ type: 'prove' }),
            })
          : nothing
      }
    </div>
  </div>`;
}
