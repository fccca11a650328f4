/** From the facts of a step to the events that tell them to the page. */
import { documentActionOf } from '../task/document-action.ts';
import type { Fact } from '../session/effect.ts';
import { assertNever } from '../session/status.ts';
import type { Task } from '../task/contract.ts';
import { SigningCancelledEvent } from './cancelled-event.ts';
import { SigningCompletedEvent } from './completed-event.ts';
import { SigningDeletedEvent } from './deleted-event.ts';
import { SigningDocumentReadyEvent } from './document-ready-event.ts';
import { SigningErrorEvent } from './error-event.ts';
import { SigningExpiredEvent } from './expired-event.ts';
import { SigningOrderChangeEvent } from './order-change-event.ts';
import { SigningPageViewedEvent } from './page-viewed-event.ts';
import { SigningPostponedEvent } from './postponed-event.ts';
import { SigningReadyEvent } from './ready-event.ts';
import { SigningRejectedEvent } from './rejected-event.ts';
import { SigningSessionExpiringEvent } from './session-expiring-event.ts';

/** `task` is what the fact is about; only a failure can come without one. */
export function eventFor(fact: Fact, task: Task | undefined): Event | undefined {
  if (fact.type === 'failed') {
    const { code, retryable, requestId } = fact.failure;
    return new SigningErrorEvent(code, retryable, requestId);
  }
  if (!task) return undefined;
  switch (fact.type) {
    case 'opened':
      return new SigningReadyEvent(task.status);
    case 'document-painted':
      return new SigningDocumentReadyEvent(documentIdOf(task, fact.actionId));
    case 'page-viewed':
      return new SigningPageViewedEvent(documentIdOf(task, fact.actionId), fact.page);
    case 'completed':
      return new SigningCompletedEvent(task.id, task.sequence);
    case 'rejected':
      return new SigningRejectedEvent(task.id, task.sequence);
    case 'postponed':
      return new SigningPostponedEvent(task.id, task.sequence);
    case 'cancelled':
      return new SigningCancelledEvent(task.id, task.sequence);
    case 'expired':
      return new SigningExpiredEvent(task.id, task.sequence);
    case 'deleted':
      return new SigningDeletedEvent(task.id, task.sequence);
    case 'order-changed': {
      const { type, sequence, orderStatus, own } = fact.change;
      return new SigningOrderChangeEvent(type, sequence, orderStatus, own);
    }
    case 'session-expiring':
      return new SigningSessionExpiringEvent(fact.secondsLeft);
    default:
      return assertNever(fact);
  }
}

function documentIdOf(task: Task, actionId: string): string {
  return documentActionOf(task, actionId)?.document.id ?? '';
}
