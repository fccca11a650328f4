/** What is said over the document and in the bar while signing has to wait. */
import { css } from 'lit';

export const beforeSigningStyles = css`
  /* Takes no room: the document does not move when this comes and goes. */
  .arriving {
    position: relative;
    z-index: 1;
    block-size: 0;
  }

  .arriving progress {
    position: absolute;
    inset-block-start: 0;
    inset-inline: 0;
    inline-size: 100%;
    block-size: 4px;
    appearance: none;
    border: 0;
    background: var(--_border);
  }

  .arriving progress::-webkit-progress-bar {
    background: var(--_border);
  }

  .arriving progress::-webkit-progress-value {
    background: var(--_accent);
  }

  .arriving progress::-moz-progress-bar {
    background: var(--_accent);
  }

  @media (forced-colors: active) {
    .arriving progress {
      appearance: auto;
    }
  }

  .notice .actions {
    grid-column: 2;
  }

  .bar kbd {
    padding-inline: 0.3em;
    font: inherit;
    font-size: 0.8125rem;
    border: 1px solid currentColor;
    border-radius: 4px;
    opacity: 0.8;
  }

  /* Where nothing is typed on, no key is spoken of. */
  @media (hover: none) {
    .bar kbd {
      display: none;
    }
  }
`;
