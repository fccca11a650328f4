/** All the styles of the element's shadow root, in the order in which they overrule each other. */
import { typedSignatureStyles } from '../signature/typed-signature.ts';
import { codeStyles } from '../steps/code-step.ts';
import { declineMenuStyles } from '../steps/decline-menu.ts';
import { frameStyles } from '../steps/frame.styles.ts';
import { loadingStyles } from '../steps/loading.styles.ts';
import { settledStyles } from '../steps/settled.styles.ts';
import { workStyles } from '../steps/work.styles.ts';
import { buttonStyles } from '../ui/button.ts';
import { fieldStyles } from '../ui/field.ts';
import { noticeStyles } from '../ui/notice.ts';
import { panelStyles } from '../ui/panel.ts';
import { base } from './base.ts';
import { tokens } from './tokens.ts';

export const styles = [
  tokens,
  base,
  frameStyles,
  buttonStyles,
  fieldStyles,
  noticeStyles,
  panelStyles,
  workStyles,
  settledStyles,
  loadingStyles,
  typedSignatureStyles,
  codeStyles,
  declineMenuStyles,
];
