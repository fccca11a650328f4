/** The looks of the tools: one row, in a view of any width. What has no room there is in the menu. */
import { css } from 'lit';
import { lineIcon } from '../looks.js';

export const toolsStyles = css`
  .tools {
    position: relative;
    z-index: 2;
    display: grid;
    grid-template-columns: 1fr auto 1fr;
    align-items: center;
    gap: 0.5rem;
    padding: 0.25rem 0.5rem;
  }

  .tools div {
    display: flex;
    align-items: center;
    min-inline-size: 0;
  }

  .tools .middle {
    gap: 0.75rem;
  }

  .tools .end {
    justify-content: flex-end;
  }

  .tools button,
  .tools input {
    font: inherit;
    color: inherit;
    border: 1px solid transparent;
    border-radius: var(--_radius);
    background: transparent;
  }

  .tools button {
    flex: 0 1 auto;
    display: inline-grid;
    place-items: center;
    inline-size: 2.25rem;
    min-inline-size: 1.5rem;
    block-size: 2.25rem;
    padding: 0;
    cursor: pointer;
  }

  .tools button:hover {
    background: color-mix(in srgb, currentColor 9%, transparent);
  }

  .tools button[aria-pressed='true'],
  .tools button[aria-expanded='true'] {
    color: var(--_accent);
    background: color-mix(in srgb, var(--_accent) 12%, transparent);
  }

  .tools button[aria-disabled='true'] {
    color: color-mix(in srgb, currentColor 45%, transparent);
    background: none;
    cursor: default;
  }

  .tools svg {
    flex: none;
    ${lineIcon}
    stroke-width: 1.75;
  }

  .tools svg.more {
    stroke-width: 3;
  }

  .tools input {
    box-sizing: content-box;
    min-inline-size: 1.5rem;
    block-size: 1.75rem;
    margin-inline-start: 0.25rem;
    padding: 0 0.375rem;
    text-align: center;
    font-variant-numeric: tabular-nums;
    border-color: color-mix(in srgb, currentColor 55%, transparent);
    background: var(--_surface);
  }

  .level {
    min-inline-size: 3rem;
    text-align: center;
    font-variant-numeric: tabular-nums;
  }

  .count {
    padding-inline-start: 0.375rem;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }

  .more {
    position: relative;
  }

  .tools .menu {
    position: absolute;
    inset-block-start: calc(100% + 0.25rem);
    inset-inline-end: 0;
    display: grid;
    inline-size: max-content;
    min-inline-size: 13rem;
    max-inline-size: calc(100cqi - 1rem);
    max-block-size: 21rem;
    overflow: auto;
    padding: 0.375rem;
    color: var(--_text);
    background: var(--_surface);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    box-shadow: 0 8px 28px rgb(0 0 0 / 0.22);
  }

  .tools .item {
    display: grid;
    grid-template-columns: auto 1fr auto;
    gap: 0.75rem;
    inline-size: 100%;
    block-size: auto;
    min-block-size: 2.5rem;
    padding: 0.25rem 0.625rem;
    text-align: start;
  }

  .tools .item[aria-checked='true'] {
    color: var(--_accent);
    font-weight: 600;
  }

  .item > * {
    justify-self: start;
  }

  .item kbd {
    font: inherit;
    font-size: 0.8125rem;
    color: color-mix(in srgb, currentColor 75%, transparent);
  }

  .tools :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: -1px;
  }

  /* A finger needs more room than the tip of a mouse. */
  @media (pointer: coarse) {
    .tools {
      padding: 0 0.25rem;
    }
    .tools button {
      inline-size: 2.75rem;
      block-size: 2.75rem;
    }
    .tools input {
      block-size: 2.25rem;
    }
    .tools .item {
      min-block-size: 2.75rem;
    }
  }

  /* One tool stands in one place: in the row from a width on, in the menu until then. */
  @container (width < 29rem) {
    [data-from='middling'] {
      display: none !important;
    }
    .tools {
      grid-template-columns: 1fr auto;
      gap: 0;
    }
    .tools .start {
      display: none;
    }
    .tools .middle {
      justify-content: space-between;
      gap: 0;
    }
  }

  @container (width >= 29rem) {
    [data-until='middling'] {
      display: none !important;
    }
  }

  @container (width < 42rem) {
    [data-from='wide'] {
      display: none !important;
    }
    [data-from='widest'] {
      display: none !important;
    }
  }

  @container (width >= 42rem) {
    [data-until='wide'] {
      display: none !important;
    }
    .tools:not(.downloadable) .more {
      display: none;
    }
  }

  @container (width < 52rem) {
    [data-from='widest'] {
      display: none !important;
    }
  }

  @container (width >= 52rem) {
    .tools .more {
      display: none;
    }
  }

  @media (forced-colors: active) {
    .tools button[aria-disabled='true'] {
      color: GrayText;
    }
    .tools button[aria-pressed='true'],
    .tools button[aria-expanded='true'] {
      border-color: Highlight;
      border-width: 3px;
    }
    .tools input {
      border-color: ButtonText;
    }
    .tools .menu {
      border-color: CanvasText;
    }
  }
`;
