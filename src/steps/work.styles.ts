/** Reading and signing: the document, and the panel beside it or before it. */
import { css } from 'lit';

export const workStyles = css`
  .work {
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    overflow: hidden;
  }

  .reading {
    grid-area: 1 / 1;
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    min-inline-size: 0;
  }

  .reading .notice {
    margin: 0.75rem clamp(0.75rem, 3cqi, 2rem);
    max-block-size: 40%;
    overflow: auto;
  }

  signing-document-view {
    flex: 1;
    min-block-size: 0;
  }

  .message {
    padding: 0 clamp(1rem, 3cqi, 2rem);
    background: var(--_surface);
    border-block-end: 1px solid var(--_border);
  }

  .message p {
    padding-block-end: 0.75rem;
    max-inline-size: 44rem;
    max-block-size: 30cqb;
    overflow: auto;
    white-space: pre-line;
  }

  summary {
    display: flex;
    align-items: center;
    min-block-size: 2.75rem;
    font-weight: 600;
    cursor: pointer;
  }

  summary::before {
    content: '+' / '';
    inline-size: 1.25em;
    color: var(--_accent);
  }

  details[open] > summary::before {
    content: '−' / '';
  }

  .sign {
    grid-area: 1 / 1;
    display: grid;
    align-content: start;
    gap: 1.25rem;
    padding: 1.25rem clamp(1rem, 4cqi, 1.75rem) 1.75rem;
    overflow: auto;
    overscroll-behavior: contain;
    background: var(--_surface);
    container-type: inline-size;
  }

  .sign h3 {
    font-size: 1.375rem;
    letter-spacing: -0.01em;
  }

  .waiting {
    align-content: center;
    justify-items: center;
    gap: 0.75rem;
    text-align: center;
  }

  .waiting p {
    max-inline-size: 26rem;
  }

  /* Behind the panel there is nothing to see, and nothing to come to by keyboard. */
  @container signing (width < 60rem) {
    .split .reading {
      visibility: hidden;
    }
  }

  @container signing (width >= 60rem) {
    .split {
      grid-template-columns: minmax(0, 1fr) 27rem;
    }

    .sign {
      grid-column: 2;
      border-inline-start: 1px solid var(--_border);
    }
  }
`;
