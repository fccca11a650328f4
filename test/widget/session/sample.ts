/** States and events of every kind, for tests that walk the whole table. */
import type { SessionEvent } from '../../../src/session/session-event.ts';
import { EMPTY_DRAFT, type Attempt, type Draft, type ProvenSignature } from '../../../src/session/draft.ts';
import { EMPTY_HAND } from '../../../src/session/hand.ts';
import type { Failure, FailureCode } from '../../../src/session/failure.ts';
import type { LoginOffer } from '../../../src/session/login-offer.ts';
import type { Challenge } from '../../../src/session/proof.ts';
import type { SessionState, Work } from '../../../src/session/session-state.ts';
import { WIDGET_STATUSES, type WidgetStatus } from '../../../src/session/status.ts';
import type {
  ChangeFacts,
  DocumentActionFacts,
  TaskFacts,
  UploadActionFacts,
} from '../../../src/session/task-facts.ts';

export const RUN = 3;

export function task(part: Partial<TaskFacts> = {}): TaskFacts {
  return {
    id: 'task',
    status: 'ready',
    sequence: 1,
    actions: [readable()],
    signatureMethods: ['handwritten', 'consent'],
    signatureRequires: 'any',
    allow: { reject: true, postpone: true },
    consent: { version: '1', sha256: 'cc', locale: 'en' },
    ...part,
  };
}

/** A document to sign. */
export function readable(part: Partial<DocumentActionFacts> = {}): DocumentActionFacts {
  return { id: 'a', type: 'sign', optional: false, document: { sha256: 'aa', pages: 3 }, ...part };
}

/** A picture or a PDF of up to 2000 bytes. @param sha256 of the file that the service holds */
export function uploadable(sha256?: string, part: Partial<UploadActionFacts> = {}): UploadActionFacts {
  const accept = ['image/jpeg', 'application/pdf'];
  const upload = { accept, maxSize: 2000, ...(sha256 !== undefined && { file: { sha256 } }) };
  return { id: 'u', type: 'upload', optional: false, upload, ...part };
}

export function failure(code: FailureCode, retryable = true): Failure {
  return { code, retryable };
}

export const FILLED_IN: Draft = { ...EMPTY_DRAFT, consented: true, method: 'consent' };

/** As filled in by somebody who types their name. */
export function typed(text: string): Partial<Draft> {
  return { method: 'handwritten', hand: { ...EMPTY_HAND, text, face: 'caveat' } };
}

export const ATTEMPT: Attempt = {
  key: 'first-key',
  body: {
    actions: [{ id: 'a', documentSha256: 'aa' }],
    consent: { version: '1', sha256: 'cc', locale: 'en' },
    signature: { method: 'consent' },
  },
};

export function work(part: Partial<Work<TaskFacts>> = {}): Work<TaskFacts> {
  return {
    run: RUN,
    task: task(),
    etag: '"1"',
    draft: FILLED_IN,
    seen: {},
    loaded: ['a'],
    shown: 'a',
    painted: ['a'],
    broken: {},
    breaks: 0,
    undrawn: {},
    attempt: undefined,
    proof: undefined,
    notice: undefined,
    declining: undefined,
    leaving: undefined,
    sessionEnds: false,
    uploads: {},
    ...part,
  };
}

export const OFFER: LoginOffer = { id: 'login-1', startUrl: 'https://sign.example/logins/login-1/start' };

export const CHALLENGE: Challenge = { id: 'login-2', login: { ...OFFER, id: 'login-2' } };

export const EID_SIGNATURE: ProvenSignature = {
  method: 'eid',
  login: { id: 'login-2', idToken: 'token-of-the-eid' },
};

export const CHANGE: ChangeFacts = {
  sequence: 2,
  type: 'task.completed',
  own: false,
  taskStatus: 'ready',
  orderStatus: 'open',
};

export type Submitting = SessionState & { readonly status: 'submitting' };

export function submitting(part: Partial<Submitting> = {}): Submitting {
  return {
    ...work(),
    status: 'submitting',
    attempt: ATTEMPT,
    phase: 'sending',
    tries: 1,
    doubts: 0,
    because: undefined,
    ...part,
  };
}

/** One state of each status; a new status has to say what it looks like. */
export const STATES: { readonly [S in WidgetStatus]: SessionState & { readonly status: S } } = {
  idle: { status: 'idle', run: RUN },
  opening: { status: 'opening', run: RUN, by: 'task' },
  'code-required': { status: 'code-required', run: RUN },
  'login-required': { status: 'login-required', run: RUN, offer: OFFER, notice: undefined },
  'logging-in': { status: 'logging-in', run: RUN, offer: OFFER, windowLost: false },
  blocked: { status: 'blocked', run: RUN, task: task({ status: 'blocked' }), etag: undefined, polls: 0 },
  reviewing: { ...work(), status: 'reviewing' },
  signing: { ...work(), status: 'signing' },
  submitting: submitting(),
  completed: {
    status: 'completed',
    run: RUN,
    task: task({ status: 'completed' }),
    etag: undefined,
    polls: 0,
  },
  rejected: { status: 'rejected', run: RUN, task: task({ status: 'rejected' }), etag: undefined },
  postponed: { status: 'postponed', run: RUN, task: task(), etag: undefined },
  cancelled: { status: 'cancelled', run: RUN, task: task(), etag: undefined },
  expired: { status: 'expired', run: RUN, task: task({ status: 'expired' }), etag: undefined },
  deleted: { status: 'deleted', run: RUN, task: task({ status: 'deleted' }), etag: undefined },
  failed: { status: 'failed', run: RUN, failure: failure('timeout'), task: undefined },
};

export const ALL_STATES = WIDGET_STATUSES.map((status): SessionState => STATES[status]);

/** One event of each type; a new one has to be put here. */
export const EVENTS: { readonly [T in SessionEvent['type']]: SessionEvent & { readonly type: T } } = {
  'open-asked': { type: 'open-asked', by: 'task' },
  'close-asked': { type: 'close-asked' },
  'code-asked': { type: 'code-asked' },
  'code-entered': { type: 'code-entered' },
  'login-asked': { type: 'login-asked' },
  'cancel-login': { type: 'cancel-login' },
  'login-done': { type: 'login-done', run: RUN },
  'login-undone': { type: 'login-undone', run: RUN, failure: failure('login-failed') },
  'window-lost': { type: 'window-lost', run: RUN },
  'task-opened': { type: 'task-opened', run: RUN, task: task(), etag: '"1"' },
  'task-unopened': { type: 'task-unopened', run: RUN, failure: failure('timeout') },
  'task-read': { type: 'task-read', run: RUN, task: task(), etag: '"1"' },
  'task-unread': { type: 'task-unread', run: RUN, failure: failure('timeout') },
  'completion-confirmed': {
    type: 'completion-confirmed',
    run: RUN,
    task: task({ status: 'completed' }),
    etag: '"2"',
  },
  'completion-refused': { type: 'completion-refused', run: RUN, failure: failure('timeout') },
  'rejection-confirmed': {
    type: 'rejection-confirmed',
    run: RUN,
    task: task({ status: 'rejected' }),
    etag: '"2"',
  },
  'rejection-refused': { type: 'rejection-refused', run: RUN, failure: failure('timeout') },
  left: { type: 'left', run: RUN, task: task(), etag: '"1"' },
  'leave-refused': { type: 'leave-refused', run: RUN, failure: failure('timeout') },
  'change-told': { type: 'change-told', run: RUN, change: CHANGE },
  'session-ending': { type: 'session-ending', run: RUN, secondsLeft: 120 },
  'session-kept': { type: 'session-kept', run: RUN },
  'wait-over': { type: 'wait-over', run: RUN },
  'document-loaded': { type: 'document-loaded', run: RUN, actionId: 'a' },
  'document-resumed': { type: 'document-resumed', run: RUN, actionId: 'a' },
  'document-failed': {
    type: 'document-failed',
    run: RUN,
    actionId: 'a',
    failure: failure('document-changed', false),
  },
  'document-painted': { type: 'document-painted', run: RUN, actionId: 'a' },
  'page-failed': { type: 'page-failed', run: RUN, actionId: 'a', page: 2 },
  'page-shown': { type: 'page-shown', run: RUN, actionId: 'a', page: 2 },
  'document-chosen': { type: 'document-chosen', actionId: 'a' },
  'draft-changed': { type: 'draft-changed', draft: FILLED_IN },
  'sign-asked': { type: 'sign-asked' },
  'back-asked': { type: 'back-asked' },
  'submit-asked': { type: 'submit-asked', key: 'new-key' },
  'challenge-made': { type: 'challenge-made', run: RUN, challenge: CHALLENGE, needsClick: false },
  'prove-asked': { type: 'prove-asked' },
  'cancel-proof': { type: 'cancel-proof' },
  'proof-made': { type: 'proof-made', run: RUN, signature: EID_SIGNATURE },
  'proof-undone': { type: 'proof-undone', run: RUN, failure: failure('login-cancelled') },
  'proof-returned': { type: 'proof-returned', run: RUN, signature: EID_SIGNATURE, key: 'kept-key' },
  'part-missing': { type: 'part-missing', run: RUN, failure: failure('offline') },
  'reject-asked': { type: 'reject-asked' },
  'reason-changed': { type: 'reason-changed', text: 'No.' },
  'rejection-asked': { type: 'rejection-asked' },
  'keep-asked': { type: 'keep-asked' },
  'postpone-asked': { type: 'postpone-asked' },
  'cancel-asked': { type: 'cancel-asked' },
  'stay-asked': { type: 'stay-asked' },
  'upload-asked': {
    type: 'upload-asked',
    actionId: 'u',
    file: { name: 'card.jpg', mediaType: 'image/jpeg', sizeBytes: 1000 },
  },
  'upload-progressed': { type: 'upload-progressed', run: RUN, actionId: 'u', share: 0.5 },
  'upload-done': { type: 'upload-done', run: RUN, actionId: 'u', task: task(), etag: '"2"' },
  'upload-failed': { type: 'upload-failed', run: RUN, actionId: 'u', failure: failure('timeout') },
  'upload-cancelled': { type: 'upload-cancelled', actionId: 'u' },
  'upload-removal-asked': { type: 'upload-removal-asked', actionId: 'u' },
  'look-again': { type: 'look-again' },
};

export const ALL_EVENTS = Object.values(EVENTS) as readonly SessionEvent[];
