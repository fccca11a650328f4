/**
 * What pdf.js's TextLayer needs of a style sheet, for a layer that nobody edits. It sets these on its
 * elements: `--font-height`, `--scale-x`, `--rotate`, `--min-font-size`, `data-main-rotation`, and a
 * width and height from `--total-scale-factor` and `--scale-round-x/-y`. Counterpart in pdf.js:
 * https://github.com/mozilla/pdf.js/blob/master/web/text_layer_builder.css
 */
import { css } from 'lit';

export const textLayerStyles = css`
  .text {
    --scale-round-x: 1px;
    --scale-round-y: 1px;
    --min-font-size: 1;
    --text-scale-factor: calc(var(--total-scale-factor) * var(--min-font-size));
    --min-font-size-inv: calc(1 / var(--min-font-size));

    position: absolute;
    inset: 0;
    overflow: clip;
    text-align: initial;
    line-height: 1;
    letter-spacing: normal;
    word-spacing: normal;
    -webkit-text-size-adjust: none;
    text-size-adjust: none;
    forced-color-adjust: none;
    transform-origin: 0 0;
    color-scheme: only light;
  }

  /* The layer is laid out as the page lies in the file, then turned as the page is. */
  .text[data-main-rotation='90'] {
    transform: rotate(90deg) translateY(-100%);
  }
  .text[data-main-rotation='180'] {
    transform: rotate(180deg) translate(-100%, -100%);
  }
  .text[data-main-rotation='270'] {
    transform: rotate(270deg) translateX(-100%);
  }

  .text :is(span, br)[role='presentation'] {
    position: absolute;
    color: transparent;
    white-space: pre;
    cursor: text;
    transform-origin: 0 0;
    -webkit-user-select: text;
    user-select: text;
  }

  .text span[role='presentation'] {
    --font-height: 0;
    --scale-x: 1;
    --rotate: 0deg;

    font-size: calc(var(--text-scale-factor) * var(--font-height));
    transform: rotate(var(--rotate)) scaleX(var(--scale-x)) scale(var(--min-font-size-inv));
  }

  .text .markedContent {
    display: contents;
  }

  /* A figure of a tagged file. What is selected or pressed is beneath it. */
  .text .placed {
    position: absolute;
    pointer-events: none;
  }

  .text ::selection {
    color: transparent;
    background: rgb(0 80 255 / 0.28);
  }
  .text br::selection {
    background: transparent;
  }
`;
