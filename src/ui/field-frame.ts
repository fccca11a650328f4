/** What every field has: its place, its frame, and the error that stands beside it. */
import { css, html, nothing, type TemplateResult } from 'lit';

/** @param urgent whether a screen reader says it at once: for what is found while the field has the focus */
export function fieldError(
  id: string,
  message: string | undefined,
  urgent = false,
): TemplateResult | typeof nothing {
  return message
    ? html`<p class="field-error" id=${id} role=${urgent ? 'alert' : nothing}>${message}</p>`
    : nothing;
}

export const fieldFrameStyles = css`
  .field {
    display: grid;
    gap: 0.375rem;
  }

  .text {
    inline-size: 100%;
    min-block-size: 2.75rem;
    padding: 0.5rem 0.75rem;
    font: inherit;
    /* Below 16 px a phone zooms in on focus. */
    font-size: max(1rem, 16px);
    color: var(--_text);
    background: var(--_surface);
    border: 1px solid var(--_control);
    border-radius: var(--_radius);
  }

  textarea.text {
    resize: vertical;
    max-block-size: 50cqb;
  }

  .text[aria-invalid='true'] {
    border-color: var(--_danger);
    box-shadow: inset 0 0 0 1px var(--_danger);
  }

  .field-error {
    font-size: 0.875rem;
    font-weight: 600;
    color: var(--_danger);
  }

  .field-error::before {
    content: '! ' / '';
  }
`;
