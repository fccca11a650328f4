/** What holds for every screen: type, focus, motion. */
import { css } from 'lit';

export const base = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  h2,
  h3,
  h4,
  p,
  ul,
  dl,
  dd,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }

  ul {
    list-style: none;
  }

  h2,
  h3,
  h4 {
    line-height: 1.25;
    font-weight: 650;
    text-wrap: balance;
    overflow-wrap: anywhere;
  }

  h2 {
    font-size: 1.25rem;
    letter-spacing: -0.01em;
  }

  h3 {
    font-size: 1.125rem;
  }

  h4,
  legend,
  .label.label {
    padding: 0;
    font-size: 0.875rem;
    font-weight: 600;
  }

  p {
    text-wrap: pretty;
    overflow-wrap: anywhere;
  }

  .muted {
    color: var(--_muted);
  }

  .small {
    font-size: 0.875rem;
  }

  .stack {
    display: grid;
    gap: 0.5rem;
  }

  :focus-visible {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
  }

  /* Focused by us so that a screen reader goes there; nothing there can be pressed. */
  [tabindex='-1']:focus-visible {
    outline: none;
  }

  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation-duration: 0.01ms !important;
      animation-iteration-count: 1 !important;
      transition-duration: 0.01ms !important;
    }
  }
`;
