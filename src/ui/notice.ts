/** A message that stands out in a screen: what has happened and what to do next. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { icon } from './icons.ts';

export interface NoticeProps {
  readonly title: string;
  readonly text: string;
  readonly next?: string | undefined;
  readonly small?: string | undefined;
  readonly action?: unknown;
}

export function notice({ title, text, next, small, action = nothing }: NoticeProps): TemplateResult {
  return html`<div class="notice" part="notice" role="alert">
    ${icon('warning')}
    <div class="stack">
      <p class="label">${title}</p>
      <p>${text}</p>
      ${next ? html`<p>${next}</p>` : nothing} ${small ? html`<p class="small">${small}</p>` : nothing}
    </div>
    ${action}
  </div>`;
}

export const noticeStyles = css`
  .icon {
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .notice {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0.75rem;
    padding: 1rem;
    color: var(--_text);
    background: var(--_warning-soft);
    border: 1px solid var(--_warning);
    border-radius: var(--_radius);
  }

  .notice .icon {
    inline-size: 1.5rem;
    block-size: 1.5rem;
    color: var(--_warning);
  }

  .notice .button {
    grid-column: 2;
    justify-self: start;
  }

  .notice .stack {
    gap: 0.25rem;
  }
`;
