/** Which screen is shown for a state. A status without one does not compile. */
import { html, type TemplateResult } from 'lit';
import { assertNever } from '../session/status.ts';
import { codeStep } from './code-step.ts';
import { loggingInStep, loginStep } from './login-step.ts';
import { blockedStep, endedStep, openingStep, simplePanel } from './panel-steps.ts';
import { problemPanel } from './problem-panel.ts';
import { receiptStep } from './receipt-step.ts';
import type { State, StepContext } from './step-context.ts';
import { workStep } from './work-step.ts';

export function screen(state: State, context: StepContext): TemplateResult {
  switch (state.status) {
    case 'opening':
      // The field stays while its code is tried, and the focus with it.
      return state.by === 'code' && context.codeText !== '' ? codeStep(state, context) : openingStep();
    case 'idle':
      return alone(simplePanel(state.status, undefined, context));
    case 'code-required':
      return codeStep(state, context);
    case 'login-required':
      return loginStep(state, context);
    case 'logging-in':
      return loggingInStep(state, context);
    case 'blocked':
      return blockedStep(state, context);
    case 'reviewing':
    case 'signing':
    case 'submitting':
      return workStep(state, context);
    case 'completed':
      return receiptStep(state, context);
    case 'rejected':
    case 'postponed':
    case 'cancelled':
    case 'expired':
    case 'deleted':
      return endedStep(state, context);
    case 'failed':
      return alone(problemPanel(state.failure, state.task?.order.sender, context));
    default:
      return assertNever(state);
  }
}

function alone(content: TemplateResult): TemplateResult {
  return html`<div class="body" part="body">${content}</div>`;
}
