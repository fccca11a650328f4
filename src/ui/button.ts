/** Buttons. One that cannot be pressed yet stays in reach of the keyboard and says why. */
import { html, nothing, type TemplateResult } from 'lit';
import { css } from 'lit';

export interface ButtonProps {
  readonly label: string | TemplateResult;
  readonly press: (event: Event) => void;
  readonly kind?: 'primary' | 'secondary' | 'quiet' | 'danger';
  readonly part?: string;
  /** Looks and is announced as not available; the press does nothing. */
  readonly unavailable?: boolean;
  /** Id of what says why. */
  readonly describedBy?: string;
}

export function button(props: ButtonProps): TemplateResult {
  const { label, press, kind = 'secondary', part = kind, unavailable = false, describedBy } = props;
  return html`<button
    type="button"
    class="button ${kind}"
    part="button ${part}-button"
    aria-disabled=${unavailable ? 'true' : nothing}
    aria-describedby=${describedBy ?? nothing}
    @click=${(event: Event) => {
      if (!unavailable) press(event);
    }}
  >
    ${label}
  </button>`;
}

export const buttonStyles = css`
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5rem;
    min-block-size: 2.75rem;
    padding: 0.5rem 1.125rem;
    font: inherit;
    font-weight: 600;
    line-height: 1.25;
    text-align: center;
    overflow-wrap: anywhere;
    color: var(--_text);
    background: var(--_surface);
    border: 1px solid var(--_control);
    border-radius: var(--_radius);
    text-decoration: none;
    cursor: pointer;
    transition:
      background-color 120ms,
      border-color 120ms;
  }

  .button:hover {
    background: var(--_accent-soft);
    border-color: var(--_accent);
  }

  .button.primary {
    color: var(--_on-accent);
    background: var(--_accent);
    border-color: var(--_accent);
  }

  .button.primary:hover {
    background: var(--_accent-strong);
    border-color: var(--_accent-strong);
  }

  .button.danger {
    color: var(--_surface);
    background: var(--_danger);
    border-color: var(--_danger);
  }

  .button.danger:hover {
    background: color-mix(in srgb, var(--_danger), var(--_text) 25%);
  }

  .button.quiet {
    color: var(--_accent);
    background: transparent;
    border-color: transparent;
  }

  .button.quiet:hover {
    background: var(--_accent-soft);
  }

  .button[aria-disabled='true'],
  .button[aria-disabled='true']:hover {
    color: var(--_muted);
    background: var(--_ground);
    border: 1px dashed var(--_control);
    cursor: not-allowed;
  }

  .button svg {
    flex: none;
    inline-size: 1.25em;
    block-size: 1.25em;
  }

  @media (forced-colors: active) {
    .button.primary,
    .button.danger {
      forced-color-adjust: none;
      color: ButtonFace;
      background: ButtonText;
      border-color: ButtonText;
    }

    .button[aria-disabled='true'] {
      forced-color-adjust: none;
      color: GrayText;
      background: ButtonFace;
      border-color: GrayText;
    }
  }
`;
