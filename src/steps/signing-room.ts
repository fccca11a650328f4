/**
 * Everything that the signer sees from the last step before signing on, and of a task with no work left in it:
 * one chunk, loaded while the document is being read.
 */
import { typedSignatureStyles } from '../signature/typed-signature.ts';
import { fieldStyles } from '../ui/field.ts';
import { beforeSigningStyles } from './before-signing.styles.ts';
import { settledStyles } from './settled.styles.ts';
import { signingStyles } from './signing.styles.ts';

export { beforeSigning, readOn } from './before-signing.ts';
export { receiptStep } from './receipt-step.ts';
export { rejectBar, rejectPanel } from './reject-panel.ts';
export { blockedStep, endedStep } from './settled-steps.ts';
export { signBar, signPanel } from './sign-panel.ts';
export { submitPanel } from './submit-panel.ts';

export const styles = [fieldStyles, beforeSigningStyles, signingStyles, settledStyles, typedSignatureStyles];
