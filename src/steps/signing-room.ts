/**
 * Everything that the signer sees from the last step before signing on, and of a task with no work left in it:
 * one chunk, loaded while the document is being read.
 */
import '../signature/define.ts';
import { handEditorStyles } from '../signature/hand-editor.styles.ts';
import { fieldStyles } from '../ui/field.ts';
import { beforeSigningStyles } from './before-signing.styles.ts';
import { placesStyles } from './places/places.styles.ts';
import { settledStyles } from './settled.styles.ts';
import { signingStyles } from './signing.styles.ts';
import { uploadPanelStyles } from './upload-panel.styles.ts';

export { beforeSigning } from './before-signing.ts';
export { documentKeys } from './document-keys.ts';
export { placeMarks } from './late-places.ts';
export { proofPanel } from './proof-panel.ts';
export { receiptStep } from './receipt-step.ts';
export { rejectBar, rejectPanel } from './reject-panel.ts';
export { blockedStep, endedStep } from './settled-steps.ts';
export { signBar, signPanel } from './sign-panel.ts';
export { submitPanel } from './submit-panel.ts';
export { uploadPanel } from './upload-panel.ts';

export const styles = [
  fieldStyles,
  beforeSigningStyles,
  signingStyles,
  placesStyles,
  settledStyles,
  handEditorStyles,
  uploadPanelStyles,
];
