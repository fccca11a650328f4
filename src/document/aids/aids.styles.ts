/** The looks of the aids: links and their question, the notice, and what is said without being seen. */
import { css } from 'lit';
import { lineIcon } from '../looks.js';

export const aidsStyles = css`
  .link {
    position: absolute;
    border-radius: 2px;
    cursor: pointer;
  }
  .link:hover {
    background: rgb(11 87 208 / 0.12);
  }

  .unreadable {
    position: absolute;
    inset: 0;
    margin: 0;
    overflow: hidden;
    color: transparent;
    pointer-events: none;
    user-select: none;
  }

  .notice {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    padding: 0.25rem 0.5rem 0.25rem 0.75rem;
    background: var(--_surface);
    border-block-end: 1px solid var(--_border);
    border-inline-start: 4px solid var(--_accent);
  }
  .notice p {
    flex: 1;
    margin: 0;
    overflow-wrap: anywhere;
  }
  .notice button {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 2rem;
    block-size: 2rem;
    padding: 0;
    color: inherit;
    background: none;
    border: 0;
    border-radius: var(--_radius);
    cursor: pointer;
  }
  .notice svg {
    ${lineIcon}
    stroke-width: 2;
  }

  .question {
    box-sizing: border-box;
    inline-size: min(26rem, calc(100vw - 2rem));
    max-block-size: calc(100vh - 2rem);
    padding: 1.25rem;
    color: var(--_text);
    background: var(--_surface);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    font-size: 1rem;
    line-height: 1.5;
  }
  .question::backdrop {
    background: rgb(0 0 0 / 0.4);
  }
  .question p {
    margin: 0 0 0.75rem;
    overflow-wrap: anywhere;
  }
  .question strong {
    unicode-bidi: isolate;
  }
  .question .address {
    max-block-size: 6rem;
    overflow: auto;
    font-size: 0.875rem;
  }
  .question div {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    justify-content: flex-end;
  }
  .question :is(a, button) {
    padding: 0.5rem 1rem;
    color: inherit;
    background: none;
    border: 1px solid currentColor;
    border-radius: var(--_radius);
    font: inherit;
    text-decoration: none;
    cursor: pointer;
  }

  .text {
    isolation: isolate;
  }
  .text .rest {
    position: absolute;
    inset: 0;
    z-index: -1;
    cursor: default;
    user-select: none;
    -webkit-user-select: none;
  }
`;
