/** The bar under a document that is being read: what is left, and the way on. */
import { html, nothing, type TemplateResult } from 'lit';
import { obstacleTo, type Obstacle } from '../session/readiness.ts';
import { assertNever } from '../session/status.ts';
import { button } from '../ui/button.ts';
import { declineMenu } from './decline-menu.ts';
import type { StateOf, StepContext } from './step-context.ts';

export function reviewBar(state: StateOf<'reviewing'>, context: StepContext): TemplateResult {
  const { messages, ask } = context;
  const { leaving } = state;
  const obstacle = obstacleTo(state);
  return html`<div class="bar" part="bar">
    <p class="small bar-hint" id="bar-hint" aria-live="polite">
      ${leaving ? messages.decline.leaving[leaving] : hint(obstacle, context)}
    </p>
    <div class="bar-actions">
      ${declineMenu(state, context)} ${wayOn(obstacle, context)}
      ${button({
        label: messages.reviewing.continue,
        kind: 'primary',
        part: 'sign',
        unavailable: obstacle !== undefined || leaving !== undefined,
        describedBy: 'bar-hint',
        press: () => ask({ type: 'continue' }),
      })}
    </div>
  </div>`;
}

function hint(obstacle: Obstacle | undefined, { messages }: StepContext): string {
  const words = messages.reviewing;
  if (!obstacle) return words.ready;
  switch (obstacle.type) {
    case 'loading':
      return words.loading;
    case 'unread':
      return words.unread(obstacle.count);
    case 'unopened':
      return words.unopened(obstacle.count);
    default:
      return assertNever(obstacle);
  }
}

function wayOn(obstacle: Obstacle | undefined, { messages, ask }: StepContext) {
  if (!obstacle || obstacle.type === 'loading') return nothing;
  const { actionId } = obstacle;
  if (obstacle.type === 'unread') {
    const { page } = obstacle;
    return button({
      label: messages.reviewing.goToUnread,
      press: () => ask({ type: 'document', actionId, page }),
    });
  }
  return button({ label: messages.reviewing.goToUnopened, press: () => ask({ type: 'document', actionId }) });
}
