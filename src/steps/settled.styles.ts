/** The receipt, and who else signs. */
import { css } from 'lit';

export const settledStyles = css`
  .receipt {
    max-inline-size: 40rem;
  }

  @container signing (width >= 36rem) {
    .receipt .facts {
      grid-template-columns: 8rem minmax(0, 1fr);
      gap: 0.375rem 1rem;
      align-items: baseline;
    }

    .receipt .facts dd + dt {
      margin-block-start: 0;
    }
  }

  .copy summary {
    font-weight: 500;
  }

  .copies {
    display: grid;
    gap: 0.75rem;
    inline-size: 100%;
  }

  .copy {
    display: grid;
    gap: 0.5rem;
    padding: 1rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }

  .copy-title {
    display: flex;
    gap: 0.75rem;
    align-items: start;
  }

  .copy-title .icon {
    flex: none;
    inline-size: 1.75rem;
    block-size: 1.75rem;
    margin-block-start: 0.125rem;
    color: var(--_accent);
  }

  .copy h3 {
    font-size: 1rem;
  }

  code {
    display: block;
    padding: 0.5rem 0.75rem;
    font-family: var(--_font-code);
    font-size: 0.8125rem;
    overflow-wrap: anywhere;
    background: var(--_ground);
    border-radius: var(--_radius);
  }

  .others {
    inline-size: 100%;
  }

  .others h3 {
    font-size: 1rem;
  }

  .others li {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0.25rem 1rem;
    padding-block: 0.5rem;
    border-block-start: 1px solid var(--_border);
  }

  .badge {
    font-size: 0.875rem;
    color: var(--_muted);
  }

  .badge.completed {
    color: var(--_accent);
    font-weight: 600;
  }

  .badge.rejected,
  .badge.expired,
  .badge.deleted {
    color: var(--_danger);
  }
`;
