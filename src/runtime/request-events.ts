/** From what a screen asks for to the event of the session, where the one is the other. */
import type { SessionEvent } from '../session/session-event.ts';
import type { StepRequest } from '../steps/step-context.ts';
import type { Task } from '../task/contract.ts';
import type { State } from './session-controller.ts';

/** @returns `undefined` for what the element itself has a part in */
export function sessionEventFor(request: StepRequest, state: State): SessionEvent<Task> | undefined {
  const { run } = state;
  const shown = 'shown' in state ? state.shown : undefined;
  switch (request.type) {
    case 'continue':
      return { type: 'sign-asked' };
    case 'back':
      return { type: 'back-asked' };
    case 'draft':
      return { type: 'draft-changed', draft: request.draft };
    case 'document':
    case 'place':
      return { type: 'document-chosen', actionId: request.actionId };
    case 'page-shown':
      return shown === undefined ? shown : { type: 'page-shown', run, actionId: shown, page: request.page };
    case 'page-failed':
      return shown === undefined ? shown : { type: 'page-failed', run, actionId: shown, page: request.page };
    case 'painted':
      return shown === undefined ? shown : { type: 'document-painted', run, actionId: shown };
    case 'check-now':
      return { type: 'look-again' };
    case 'code':
      return { type: 'code-entered' };
    case 'reason':
      return { type: 'reason-changed', text: request.text };
    case 'confirm-rejection':
      return { type: 'rejection-asked' };
    case 'reject':
    case 'postpone':
    case 'cancel':
    case 'stay':
      return { type: `${request.type}-asked` };
    case 'keep-task':
      return { type: 'keep-asked' };
    case 'cancel-login':
    case 'cancel-proof':
      return { type: request.type };
    case 'upload-cancelled':
    case 'upload-removal-asked':
      return request;
    case 'prove':
      return { type: 'prove-asked' };
    default:
      return undefined;
  }
}
