/** The row of tabs over the document, and the panel under it. */
import { css } from 'lit';

export const documentTabsStyles = css`
  .document-panel {
    flex: 1;
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    min-inline-size: 0;
  }

  .documents {
    flex: none;
    display: flex;
    gap: 0.25rem;
    padding: 0.375rem clamp(0.25rem, 2cqi, 1.25rem) 0;
    background: var(--_surface);
    border-block-end: 1px solid var(--_border);
    overflow-x: auto;
    scrollbar-width: thin;
  }

  .document {
    flex: none;
    display: grid;
    justify-items: start;
    min-block-size: 2.75rem;
    min-inline-size: 8rem;
    max-inline-size: min(20rem, 85cqi);
    padding: 0.375rem 0.75rem;
    font: inherit;
    text-align: start;
    color: var(--_muted);
    background: none;
    border: 0;
    border-block-end: 3px solid transparent;
    cursor: pointer;
  }

  .document:focus-visible {
    outline-offset: -3px;
  }

  .document:hover {
    color: var(--_text);
  }

  .document[aria-selected='true'] {
    color: var(--_text);
    border-block-end-color: var(--_accent);
  }

  .document > span {
    max-inline-size: 100%;
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }

  .document-title {
    font-weight: 600;
  }

  @media (forced-colors: active) {
    .document {
      border-block-end-color: Canvas;
    }

    .document[aria-selected='true'] {
      border-block-end-color: Highlight;
    }
  }
`;
