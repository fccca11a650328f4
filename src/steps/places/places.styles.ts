/** On a small screen the panel is before the document: while its places are looked at, it gives way. */
import { css } from 'lit';

export const placesStyles = css`
  .to-editor {
    display: contents;
  }

  @container signing (width < 60rem) {
    .sign.aside {
      display: none;
    }

    .split:has(> .sign.aside) .reading {
      visibility: visible;
    }
  }

  @container signing (width >= 60rem) {
    .to-editor {
      display: none;
    }
  }
`;
