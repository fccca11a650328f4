/** Everything that the signer sees before a task is open, and nothing else: one chunk, loaded when it is near. */
import { codeStyles } from './code-step.ts';

export { codeStep } from './code-step.ts';
export { loggingInStep, loginStep } from './login-step.ts';

export const styles = [codeStyles];
