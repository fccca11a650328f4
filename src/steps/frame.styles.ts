/** Where things stand on a screen: heading above, content between, the bar always in reach below. */
import { css } from 'lit';

export const frameStyles = css`
  :host {
    display: block;
    /* A definite height, so that the bar stays in view; the page may set another. */
    block-size: 100dvh;
    min-block-size: 16rem;
  }

  :host([hidden]) {
    display: none;
  }

  .frame {
    position: relative;
    display: grid;
    grid-template-rows: auto minmax(auto, 1fr) auto;
    block-size: 100%;
    container: signing / size;
    overflow: hidden auto;
    color: var(--_text);
    background: var(--_ground);
    font-family: var(--_font);
    font-size: 1rem;
    line-height: 1.5;
    -webkit-text-size-adjust: 100%;
    text-size-adjust: 100%;
  }

  .header {
    grid-row: 1;
    display: grid;
    gap: 0.5rem;
    padding: 0.875rem clamp(1rem, 3cqi, 2rem);
    background: var(--_surface);
    border-block-end: 1px solid var(--_border);
  }

  .about {
    display: grid;
    gap: 0.125rem;
  }

  .deadline::before {
    content: '·' / '';
    margin-inline: 0.375rem;
  }

  .body {
    grid-row: 2;
    min-block-size: 0;
    overflow: auto;
    overscroll-behavior: contain;
  }

  .footer {
    grid-row: 3;
    background: var(--_surface);
    border-block-start: 1px solid var(--_border);
  }

  .footer > .notice {
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: center;
    padding: 0.625rem clamp(1rem, 3cqi, 2rem);
    border-width: 0 0 1px;
    border-radius: 0;
  }

  .footer > .notice .button {
    grid-column: auto;
  }

  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.5rem 1.5rem;
    padding: 0.75rem clamp(1rem, 3cqi, 2rem);
    padding-block-end: max(0.75rem, env(safe-area-inset-bottom));
  }

  .bar-hint {
    flex: 1 1 14rem;
  }

  .bar-actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: end;
    gap: 0.5rem 0.75rem;
    margin-inline-start: auto;
  }

  @container signing (width < 40rem) {
    .header h2 {
      font-size: 1.0625rem;
    }

    .bar-actions > :is(.primary, .danger) {
      flex: 1 1 auto;
    }

    .bar-actions .button {
      padding-inline: 0.75rem;
    }

    .bar-actions .icon {
      display: none;
    }

    .bar {
      gap: 0.5rem;
    }

    /* What more there is to do stands beside what is said, and not in a line of its own. */
    .bar-actions {
      display: contents;
    }

    .footer > .notice {
      grid-template-columns: minmax(0, 1fr) auto;
    }

    .footer > .notice .icon {
      display: none;
    }

    .bar-back {
      display: contents;
    }

    .bar .bar-hint + .bar-actions > .button,
    .bar .bar-hint + .bar-actions > .bar-back > .button {
      flex: 1 1 auto;
    }

    .bar-hint {
      flex-basis: 8rem;
    }
  }

  /* Hardly any width: what can be pressed stands side by side, and the document has the height. */
  @container signing (width < 24rem) {
    .bar-actions .button {
      padding-inline: 0.5rem;
      font-size: 0.875rem;
      text-wrap: balance;
    }

    .bar .bar-hint {
      flex-basis: 12rem;
    }

    .bar .bar-actions .more > .button {
      padding-inline: 0.25rem;
    }

    .bar .bar-actions > .button:not(.primary, .danger),
    .bar .to-editor > .button {
      flex: 1 1 6.5rem;
      min-inline-size: 0;
    }

    .bar .bar-actions > .bar-back ~ .button {
      flex: 1 1 10rem;
    }

    .bar .button kbd {
      display: none;
    }
  }

  /* Little height, as on a phone on its side or at 400 %: the document needs what there is. */
  @container signing (height < 30rem) {
    .header {
      padding-block: 0.375rem;
    }

    .header h2 {
      font-size: 1rem;
      white-space: nowrap;
      overflow: hidden;
      text-overflow: ellipsis;
    }

    .about p {
      display: none;
    }

    .bar {
      padding-block: 0.375rem;
    }

    .bar .button {
      padding-inline: 0.75rem;
    }

    .bar .icon {
      display: none;
    }

    .footer > .notice p + p {
      display: none;
    }

    .document > .document-title ~ span {
      display: none;
    }
  }

  /* Less than that, and what stands above and below would leave nothing of the document: it is scrolled away. */
  @container signing (height < 18rem) or ((height < 26rem) and (width < 40rem)) {
    .body {
      min-block-size: calc(100cqb - 1.5rem);
    }
  }
`;
