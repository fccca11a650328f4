/** Which screen is shown for a state. A status without one does not compile. */
import { html, type TemplateResult } from 'lit';
import { assertNever } from '../session/status.ts';
import { idlePanel, notLoadedPanel, openingStep } from './panel-steps.ts';
import { isOfTheWayIn, problemPanel } from './problem-panel.ts';
import type { EntryContext, EntryRoom, SigningContext, SigningRoom } from './rooms.ts';
import type { State, StateOf, StepContext } from './step-context.ts';
import { workStep } from './work-step.ts';

export function screen(state: State, context: StepContext): TemplateResult {
  switch (state.status) {
    case 'opening':
      // The field stays while its code is tried, and the focus with it.
      return state.by === 'code' && context.codeText !== ''
        ? entry(context, ({ codeStep }, within) => codeStep(state, within))
        : openingStep();
    case 'idle':
      return alone(idlePanel(context));
    case 'code-required':
      return entry(context, ({ codeStep }, within) => codeStep(state, within));
    case 'login-required':
      return entry(context, ({ loginStep }, within) => loginStep(state, within));
    case 'logging-in':
      return entry(context, ({ loggingInStep }, within) => loggingInStep(state, within));
    case 'blocked':
      return settled(context, ({ blockedStep }, within) => blockedStep(state, within));
    case 'reviewing':
    case 'signing':
    case 'submitting':
      return workStep(state, context);
    case 'completed':
      return settled(context, ({ receiptStep }, within) => receiptStep(state, within));
    case 'rejected':
    case 'postponed':
    case 'cancelled':
    case 'expired':
    case 'deleted':
      return settled(context, ({ endedStep }, within) => endedStep(state, within));
    case 'failed':
      return isOfTheWayIn(state.failure)
        ? entry(context, (_screens, within) => failed(state, within))
        : failed(state, context);
    default:
      return assertNever(state);
  }
}

function entry(
  context: StepContext,
  draw: (screens: EntryRoom['screens'], within: EntryContext) => TemplateResult,
): TemplateResult {
  const room = context.entry();
  return typeof room === 'string'
    ? away(room, context)
    : draw(room.screens, { ...context, words: room.words, more: room.words });
}

function settled(
  context: StepContext,
  draw: (screens: SigningRoom['screens'], within: SigningContext) => TemplateResult,
): TemplateResult {
  const room = context.signing();
  return typeof room === 'string'
    ? away(room, context)
    : draw(room.screens, { ...context, words: room.words });
}

function away(arrival: 'coming' | 'failed', context: StepContext): TemplateResult {
  return arrival === 'coming' ? openingStep() : alone(notLoadedPanel(context));
}

function failed({ failure, task }: StateOf<'failed'>, context: StepContext): TemplateResult {
  return alone(problemPanel(failure, task?.order.sender, context));
}

function alone(content: TemplateResult): TemplateResult {
  return html`<div class="body" part="body">${content}</div>`;
}
