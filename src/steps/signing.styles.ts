/** The last step before signing, and the facts that the receipt tells again. */
import { css } from 'lit';

export const signingStyles = css`
  .facts {
    display: grid;
    gap: 0.125rem;
    inline-size: 100%;
  }

  .facts dt {
    font-size: 0.875rem;
    color: var(--_muted);
  }

  .facts dd {
    overflow-wrap: anywhere;
  }

  .facts dd + dt {
    margin-block-start: 0.625rem;
  }

  .titles {
    display: grid;
    gap: 0.5rem;
  }

  .titles > li > span {
    margin-inline-start: 0.375rem;
  }

  .titles .tick {
    margin-block-start: 0.25rem;
  }

  .sign .facts {
    padding-block-end: 1.25rem;
    border-block-end: 1px solid var(--_border);
  }

  #consent-text {
    padding: 0.75rem 1rem;
    max-block-size: 16rem;
    overflow: auto;
    background: var(--_ground);
    border-radius: var(--_radius);
    white-space: pre-line;
  }
`;
