/** The looks of what lies over a page: where it is and that it can be pressed. What it shows has its own. */
import { css } from 'lit';

export const marksStyles = css`
  .marks {
    position: absolute;
    inset: 0;
    pointer-events: none;
  }

  /* Around its middle, and never too small to be hit (WCAG 2.2, 2.5.8). Paper is white in every theme. */
  .mark {
    position: absolute;
    inline-size: max(24px, calc(var(--_mark-width) * var(--document-zoom)));
    block-size: max(24px, calc(var(--_mark-height) * var(--document-zoom)));
    translate: -50% -50%;
    forced-color-adjust: none;
  }

  .mark > button {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    padding: 0;
    background: none;
    border: 0;
    cursor: pointer;
    pointer-events: auto;
    forced-color-adjust: none;
  }

  .mark > button:not([aria-disabled='true']):hover {
    outline: 2px solid var(--_accent);
  }

  .mark > button[aria-disabled='true'] {
    cursor: default;
  }

  .mark > span {
    position: absolute;
    inset: 0;
    margin: auto;
    inline-size: calc(var(--_mark-width) * var(--document-zoom));
    block-size: calc(var(--_mark-height) * var(--document-zoom));
  }

  /* The one that the reader has been led to stands out, too: by a press of the mouse, it has no ring of the keyboard. */
  .mark > button[aria-current='true'] {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }

  /* Seen on white paper and on a black picture alike. */
  .mark > button:focus-visible {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
    box-shadow: 0 0 0 7px white;
  }

  @media (forced-colors: active) {
    .mark > button:is(:focus-visible, [aria-current='true']) {
      outline-color: black;
    }
  }
`;
