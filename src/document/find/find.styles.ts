/** The looks of the search: its bar, and what it marks on the pages. */
import { css } from 'lit';
import { lineIcon } from '../looks.js';

export const findStyles = css`
  .find {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: flex-end;
    gap: 0.25rem 0.5rem;
    padding: 0.25rem 0.5rem;
    background: var(--_surface);
    border-block-end: 1px solid var(--_border);
  }
  .find input {
    flex: 1 1 8rem;
    box-sizing: border-box;
    min-inline-size: 0;
    max-inline-size: 20rem;
    block-size: 2.25rem;
    padding-inline: 0.5rem;
    color: inherit;
    background: none;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    font: inherit;
  }
  .find .count {
    min-inline-size: 4rem;
    font-variant-numeric: tabular-nums;
  }
  .find div {
    display: flex;
  }
  .find button {
    display: grid;
    place-items: center;
    inline-size: 2.25rem;
    block-size: 2.25rem;
    padding: 0;
    color: inherit;
    background: none;
    border: 0;
    border-radius: var(--_radius);
    cursor: pointer;
  }
  .find button:hover {
    background: color-mix(in srgb, currentColor 9%, transparent);
  }
  .find svg {
    ${lineIcon}
    stroke-width: 2;
  }

  .text ::highlight(signing-document-hit) {
    color: transparent;
    background-color: rgb(255 208 0 / 0.45);
  }

  .hit {
    position: absolute;
    box-sizing: border-box;
    background: rgb(255 140 0 / 0.3);
    outline: 2px solid #b34700;
    outline-offset: 1px;
    pointer-events: none;
  }

  @media (forced-colors: active) {
    .hit {
      outline-color: Highlight;
    }
  }
`;
