/** What is seen while something is on its way. */
import { css } from 'lit';

export const loadingStyles = css`
  .opening {
    padding: clamp(1rem, 4cqi, 2.5rem);
  }

  .outline {
    display: grid;
    gap: 0.75rem;
    justify-items: center;
  }

  .line,
  .sheet i {
    display: block;
    block-size: 0.875rem;
    inline-size: 9rem;
    border-radius: 0.5rem;
    background: var(--_border);
    animation: breathe 1.6s ease-in-out infinite alternate;
  }

  .line.long {
    inline-size: min(18rem, 70%);
    block-size: 1.25rem;
  }

  .sheet {
    display: grid;
    align-content: start;
    gap: 1rem;
    inline-size: min(36rem, 100%);
    margin-block-start: 1rem;
    padding: clamp(1.5rem, 6cqi, 3rem);
    aspect-ratio: 1 / 1.2;
    background: var(--_surface);
    border: 1px solid var(--_border);
    border-radius: 4px;
  }

  .sheet i {
    inline-size: 100%;
  }

  .sheet i:first-child {
    inline-size: 55%;
    block-size: 1.25rem;
  }

  .sheet i:last-child {
    inline-size: 70%;
  }

  .sheet-loading {
    flex: 1;
    display: flex;
    flex-direction: column;
    gap: 0.75rem;
    align-items: center;
    padding: 1rem;
    overflow: hidden;
  }

  progress {
    inline-size: min(20rem, 100%);
    accent-color: var(--_accent);
  }

  .spinner {
    inline-size: 2.25rem;
    block-size: 2.25rem;
    border: 3px solid var(--_border);
    border-block-start-color: var(--_accent);
    border-radius: 50%;
    animation: turn 900ms linear infinite;
  }

  /* Where every border has one colour, the gap is what is seen to turn. */
  @media (forced-colors: active) {
    .spinner {
      border-block-start-color: Canvas;
    }
  }

  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }

  @keyframes breathe {
    from {
      opacity: 0.9;
    }
    to {
      opacity: 0.45;
    }
  }
`;
