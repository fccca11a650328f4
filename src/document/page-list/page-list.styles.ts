/** The looks of the list of pages. */
import { css } from 'lit';
import { lineIcon, unseen } from '../looks.js';

export const pageListStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    box-sizing: border-box;
    min-block-size: 0;
    color: var(--_text);
    background: var(--_surface);
  }

  .head {
    flex: none;
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding-block: 0.25rem;
    padding-inline: 0.75rem 0.25rem;
  }

  h2 {
    margin: 0;
    font-size: inherit;
    font-weight: 600;
  }

  button {
    font: inherit;
    color: inherit;
    background: none;
    border: 0;
    border-radius: var(--_radius);
    cursor: pointer;
  }

  .close {
    display: inline-grid;
    place-items: center;
    inline-size: 2.25rem;
    block-size: 2.25rem;
    padding: 0;
  }

  .close:hover,
  .row:hover {
    background: color-mix(in srgb, currentColor 7%, transparent);
  }

  svg {
    ${lineIcon}
    stroke-width: 1.75;
  }

  .scroll {
    position: relative;
    flex: 1;
    min-block-size: 0;
    overflow: hidden auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
  }

  .rows {
    position: absolute;
    inset-inline: 0;
    padding: 0 0.5rem;
  }

  .item {
    block-size: var(--_row);
  }

  .row {
    display: grid;
    grid-template-rows: var(--_picture) auto;
    gap: 0.25rem;
    box-sizing: border-box;
    inline-size: 100%;
    block-size: calc(var(--_row) - 0.25rem);
    padding: 0.375rem 0.25rem 0;
  }

  .picture {
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    place-items: center;
    block-size: var(--_picture);
  }

  .picture > * {
    max-inline-size: 100%;
    max-block-size: var(--_picture);
    background: white;
    box-shadow:
      0 0 0 1px rgb(0 0 0 / 0.18),
      0 1px 3px rgb(0 0 0 / 0.18);
  }

  .blank {
    inline-size: var(--_blank-width);
    block-size: var(--_blank-height);
  }

  .name {
    ${unseen}
  }

  .number {
    display: flex;
    justify-content: center;
    align-items: center;
    gap: 0.375rem;
    min-block-size: 1.25rem;
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
  }

  .read {
    display: inline-flex;
    align-items: center;
    gap: 0.125rem;
    color: var(--_accent);
  }

  .read svg {
    inline-size: 0.875rem;
    block-size: 0.875rem;
    stroke-width: 2.5;
  }

  .row[aria-current] {
    background: color-mix(in srgb, var(--_accent) 14%, transparent);
    font-weight: 600;
  }

  .row[aria-current] .picture > * {
    box-shadow: 0 0 0 2px var(--_accent);
  }

  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: -2px;
  }

  @media (pointer: coarse) {
    .close {
      inline-size: 2.75rem;
      block-size: 2.75rem;
    }
  }

  @media (forced-colors: active) {
    .picture > * {
      outline: 1px solid CanvasText;
    }
    .row[aria-current] .picture > * {
      outline: 3px solid Highlight;
    }
  }
`;
