/** The door: registers `<signing-widget>`, and gives the types. Loading it twice does no harm. */
import { SigningWidget } from './signing-widget.ts';

if (typeof customElements !== 'undefined' && !customElements.get('signing-widget')) {
  customElements.define('signing-widget', SigningWidget);
}

export { SigningWidget };
export type { DocumentEngine, OpenDocument } from './document/document-engine.ts';
export type { SigningActivityEvent } from './events/activity-event.ts';
export type { SigningBeforeNavigateEvent } from './events/before-navigate-event.ts';
export type { SigningBeforeSubmitEvent } from './events/before-submit-event.ts';
export type { SigningCancelledEvent } from './events/cancelled-event.ts';
export type { SigningCompletedEvent } from './events/completed-event.ts';
export type { SigningDeletedEvent } from './events/deleted-event.ts';
export type { SigningDocumentReadyEvent } from './events/document-ready-event.ts';
export type { SigningErrorEvent } from './events/error-event.ts';
export type { SigningExpiredEvent } from './events/expired-event.ts';
export type { SigningOrderChangeEvent } from './events/order-change-event.ts';
export type { SigningPageViewedEvent } from './events/page-viewed-event.ts';
export type { SigningPostponedEvent } from './events/postponed-event.ts';
export type { SigningReadyEvent } from './events/ready-event.ts';
export type { SigningRejectedEvent } from './events/rejected-event.ts';
export type { SigningSessionExpiringEvent } from './events/session-expiring-event.ts';
export type { SigningStatusChangeEvent } from './events/status-change-event.ts';
export type {
  Authenticator,
  LoginFailureCode,
  LoginRequest,
  LoginResult,
  LoginReturn,
} from './login/authenticator.ts';
export type { Failure, FailureCode } from './session/failure.ts';
export type { LoginMode, LoginOffer } from './session/login-offer.ts';
export type { WidgetStatus } from './session/status.ts';
export type {
  Access,
  Answer,
  ChangeListener,
  CompletionRequest,
  OpenAnswer,
  OpenSource,
  TaskClient,
} from './task/client.ts';
export type { Task } from './task/contract.ts';
export { TaskError } from './task/task-error.ts';
