/** The looks of the viewer: white paper on a muted ground, in light and in dark. */
import { css } from 'lit';
import { unseen } from './looks.js';

export const documentViewStyles = css`
  :host {
    --_surface: var(--signing-color-surface, light-dark(#ffffff, #1e2126));
    --_ground: var(--signing-color-ground, light-dark(#e7e9ed, #14161a));
    --_text: var(--signing-color-text, light-dark(#1b1e24, #eceef2));
    --_accent: var(--signing-color-accent, light-dark(#0b57d0, #8ab4f8));
    --_border: var(--signing-color-border, light-dark(#c5c9d1, #454a54));
    --_radius: var(--signing-radius, 6px);

    position: relative;
    display: grid;
    grid-template-rows: auto auto minmax(0, 1fr);
    grid-template-columns: auto minmax(0, 1fr);
    block-size: 100%;
    min-block-size: 20rem;
    container-type: inline-size;
    color: var(--_text);
    background: var(--_ground);
    font-family: var(--signing-font, system-ui, sans-serif);
    font-size: 0.875rem;
  }

  :host([hidden]) {
    display: none;
  }

  /* All but the list of pages is as wide as the view, and the pages as what the list leaves. */
  :host > *,
  .controls {
    grid-column: 1 / -1;
  }

  .page-list {
    grid-row: -2 / -1;
    grid-column: 1;
    inline-size: 10.5rem;
    border-inline-end: 1px solid var(--_border);
  }

  .page-list ~ .scroller {
    grid-column: 2;
  }

  @container (width < 40rem) {
    .page-list {
      position: absolute;
      inset-block: 0;
      inset-inline-start: 0;
      z-index: 1;
      box-shadow: 0 0 24px rgb(0 0 0 / 0.35);
    }
    .page-list ~ .scroller {
      grid-column: 1 / -1;
    }
  }

  /* As high as the tools, which come later. */
  .controls {
    box-sizing: border-box;
    min-block-size: calc(2.75rem + 1px);
    background: var(--_surface);
    border-block-end: 1px solid var(--_border);
  }

  /* As high as the bar of the search, which comes later. */
  .early {
    display: block;
    box-sizing: border-box;
    inline-size: min(20rem, 100% - 1rem);
    block-size: 2.25rem;
    margin: 0.25rem 0.5rem;
    margin-inline-start: auto;
    color: inherit;
    background: none;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    font: inherit;
  }

  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 1px;
  }

  .scroller {
    grid-row: 3;
    position: relative;
    overflow: auto;
    /* The pages do not stretch the view, the view shows a part of them. */
    contain: strict;
    /* The view itself keeps the reader's place when a page turns out longer than thought. */
    overflow-anchor: none;
    /* Else a bar that comes narrows the pages, which makes them shorter, and the bar goes. */
    scrollbar-gutter: stable;
    background: var(--_ground);
    /* The pages are laid out from the left, and scrolling is counted from there. */
    direction: ltr;
    /* Two fingers zoom the pages and not the host's page; one scrolls. */
    touch-action: pan-x pan-y;
  }

  .scroller:focus-visible {
    outline-offset: -2px;
  }

  .column {
    position: relative;
    min-inline-size: 100%;
  }

  .page {
    position: absolute;
    contain: layout style;
    color-scheme: only light;
    color: black;
    background: white;
    outline: 1px solid transparent;
    box-shadow: 0 1px 3px rgb(0 0 0 / 0.35);
  }

  .picture,
  .overlay {
    position: absolute;
    inset-block-start: 0;
    inset-inline-start: 0;
    inline-size: 100%;
    block-size: 100%;
    transform-origin: 0 0;
  }

  /* What lies on the sheet for a page that is turned otherwise: a quarter exchanges its sides. */
  .page > [data-turn='90'],
  .page > [data-turn='270'] {
    inline-size: var(--_sheet-height);
    block-size: var(--_sheet-width);
  }
  .page > [data-turn='90'] {
    transform: rotate(90deg) translateY(-100%);
  }
  .page > [data-turn='180'] {
    transform: rotate(180deg) translate(-100%, -100%);
  }
  .page > [data-turn='270'] {
    transform: rotate(270deg) translateX(-100%);
  }

  .failed,
  .loading {
    margin: 0;
    padding: 2rem 1rem;
    text-align: center;
  }

  .status {
    ${unseen}
  }

  @media (forced-colors: active) {
    .page {
      outline-color: CanvasText;
    }
  }

  @media print {
    .controls {
      display: none;
    }
    .page {
      box-shadow: none;
    }
  }
`;
