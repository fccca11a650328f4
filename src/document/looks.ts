/** Looks that several parts of the viewer have in common, to be put into a rule of their style sheets. */
import { css } from 'lit';

/** Of an icon that is drawn in lines; how thick they are is each part's own. */
export const lineIcon = css`
  inline-size: 1.25rem;
  block-size: 1.25rem;
  fill: none;
  stroke: currentColor;
  stroke-linecap: round;
  stroke-linejoin: round;
`;

/** Of what is read aloud and not seen. */
export const unseen = css`
  position: absolute;
  inline-size: 1px;
  block-size: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
`;
