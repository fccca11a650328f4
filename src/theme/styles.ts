/**
 * The styles of the element's shadow root that come with the shell, in the order in which they overrule each
 * other. A later room brings its own, which come after these.
 */
import { frameStyles } from '../steps/frame.styles.ts';
import { loadingStyles } from '../steps/loading.styles.ts';
import { workStyles } from '../steps/work.styles.ts';
import { buttonStyles } from '../ui/button.ts';
import { fieldFrameStyles } from '../ui/field-frame.ts';
import { noticeStyles } from '../ui/notice.ts';
import { panelStyles } from '../ui/panel.ts';
import { base } from './base.ts';
import { tokens } from './tokens.ts';

export const styles = [
  tokens,
  base,
  frameStyles,
  buttonStyles,
  fieldFrameStyles,
  noticeStyles,
  panelStyles,
  workStyles,
  loadingStyles,
];
