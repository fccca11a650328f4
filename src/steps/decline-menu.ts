/** The quiet ways out of a task: say no, leave it for later, break off. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { button } from '../ui/button.ts';
import type { StateOf, StepContext, StepRequest } from './step-context.ts';

export function declineMenu(
  { task, leaving }: StateOf<'reviewing' | 'signing'>,
  { messages, ask }: StepContext,
): TemplateResult {
  const words = messages.decline;
  const { reject, postpone } = task.allow;
  return html`<div
    class="more"
    @keydown=${(event: KeyboardEvent) => {
      if (event.key === 'Escape') unfold(event, false);
    }}
    @focusout=${(event: FocusEvent) => {
      const menu = event.currentTarget as HTMLElement;
      if (event.relatedTarget && !menu.contains(event.relatedTarget as Node)) unfold(event, false, false);
    }}
  >
    <button
      type="button"
      class="button quiet"
      part="button more-button"
      aria-expanded="false"
      aria-controls="more-ways"
      @click=${(event: Event) => unfold(event)}
    >
      ${words.more}
    </button>
    <ul id="more-ways" part="menu" hidden>
      ${reject ? way(words.reject, { type: 'reject' }) : nothing}
      ${postpone ? way(words.postpone, { type: 'postpone' }) : nothing}
      ${way(words.cancel, { type: 'cancel' })}
    </ul>
  </div>`;

  function way(label: string, request: StepRequest): TemplateResult {
    const press = (event: Event) => {
      unfold(event, false);
      ask(request);
    };
    // While what was asked for is under way, nothing else can be.
    const unavailable = leaving !== undefined;
    return html`<li>${button({ label, kind: 'quiet', part: request.type, unavailable, press })}</li>`;
  }
}

/** The focus goes back to what opened the menu, and is not lost with what was pressed. */
function unfold({ currentTarget }: Event, open?: boolean, focus = true): void {
  const menu = (currentTarget as HTMLElement).closest('.more');
  const opener = menu?.querySelector('button');
  const ways = menu?.querySelector('ul');
  if (!opener || !ways || open === !ways.hidden) return;
  ways.hidden = !ways.hidden;
  opener.setAttribute('aria-expanded', String(!ways.hidden));
  if (focus) opener.focus();
}

export const declineMenuStyles = css`
  .more {
    position: relative;
    flex: none;
  }

  .more > .button {
    gap: 0.375rem;
    padding-inline: 0.75rem;
  }

  .more > .button::after {
    content: '' / '';
    inline-size: 0.4375rem;
    block-size: 0.4375rem;
    border: solid currentColor;
    border-width: 2px 0 0 2px;
    rotate: 45deg;
    translate: 0 2px;
  }

  .more > [aria-expanded='true']::after {
    rotate: 225deg;
    translate: 0 -2px;
  }

  .more ul {
    position: absolute;
    z-index: 1;
    inset-block-end: calc(100% + 0.5rem);
    inset-inline-start: 0;
    inline-size: max-content;
    min-inline-size: 11rem;
    padding: 0.375rem;
    background: var(--_surface);
    border: 1px solid var(--_control);
    border-radius: var(--_radius);
    box-shadow: var(--_shadow);
  }

  .more li .button {
    inline-size: 100%;
    justify-content: start;
    color: var(--_text);
  }
`;
