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
  return html`<details
    class="more"
    @keydown=${(event: KeyboardEvent) => {
      if (event.key === 'Escape') close(event.currentTarget);
    }}
    @focusout=${(event: FocusEvent) => {
      const menu = event.currentTarget as HTMLDetailsElement;
      if (event.relatedTarget && !menu.contains(event.relatedTarget as Node)) menu.open = false;
    }}
  >
    <summary class="button quiet" part="button more-button">${words.more}</summary>
    <ul part="menu">
      ${reject ? way(words.reject, { type: 'reject' }) : nothing}
      ${postpone ? way(words.postpone, { type: 'postpone' }) : nothing}
      ${way(words.cancel, { type: 'cancel' })}
    </ul>
  </details>`;

  function way(label: string, request: StepRequest): TemplateResult {
    const press = (event: Event) => {
      close(event.currentTarget);
      ask(request);
    };
    // While what was asked for is under way, nothing else can be.
    const unavailable = leaving !== undefined;
    return html`<li>${button({ label, kind: 'quiet', part: request.type, unavailable, press })}</li>`;
  }
}

/** The focus goes back to what opened the menu, and is not lost with what was pressed. */
function close(within: EventTarget | null): void {
  const menu = (within as HTMLElement).closest('details');
  if (!menu?.open) return;
  menu.open = false;
  menu.querySelector('summary')?.focus();
}

export const declineMenuStyles = css`
  .more {
    position: relative;
    flex: none;
  }

  .more summary {
    gap: 0.375rem;
    padding-inline: 0.75rem;
    list-style: none;
  }

  .more summary::-webkit-details-marker {
    display: none;
  }

  .more summary::before {
    display: none;
  }

  .more summary::after {
    content: '' / '';
    inline-size: 0.4375rem;
    block-size: 0.4375rem;
    border: solid currentColor;
    border-width: 2px 0 0 2px;
    rotate: 45deg;
    translate: 0 2px;
  }

  .more[open] summary::after {
    rotate: 225deg;
    translate: 0 -2px;
  }

  .more ul {
    position: absolute;
    z-index: 1;
    inset-block-end: calc(100% + 0.5rem);
    inset-inline-start: 0;
    display: grid;
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
