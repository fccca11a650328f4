/**
 * A file of the signer's own: chosen, on its way, taken or refused, taken away again. The service holds it, so that
 * nothing of it is lost with the page; what is told here is only what is under way.
 */
import type { Step } from './effect.ts';
import { failed, step } from './enter-task.ts';
import { verdictOf, type Failure, type FailureCode } from './failure.ts';
import { obstacleTo } from './readiness.ts';
import type { ChosenFile, SessionEvent } from './session-event.ts';
import type { Reviewing, Signing, Transfer } from './session-state.ts';
import type { TaskFacts, UploadActionFacts } from './task-facts.ts';

type AtWork<T> = Reviewing<T> | Signing<T>;

/** What happens to files; `undefined` for what has nothing to do with them. */
export function uploading<T extends TaskFacts>(
  state: AtWork<T>,
  event: SessionEvent<T>,
): Step<T> | undefined {
  switch (event.type) {
    case 'upload-asked':
      return uploadAsked(state, event.actionId, event.file);
    case 'upload-progressed':
      return progressed(state, event.actionId, event.share);
    case 'upload-done':
      return step(without({ ...state, task: event.task, etag: event.etag ?? state.etag }, event.actionId));
    case 'upload-failed':
      return uploadFailed(state, event.actionId, event.failure);
    case 'upload-cancelled':
      return cancelled(state, event.actionId);
    case 'upload-removal-asked':
      return removalAsked(state, event.actionId);
    default:
      return undefined;
  }
}

/**
 * Whoever was about to sign is back with what is missing for it, where it is said: a file that is on its way, or that
 * another tab has taken away.
 */
export function backToMissing<T extends TaskFacts>(done: Step<T>): Step<T> {
  const { state } = done;
  if (state.status !== 'signing' || state.proof || state.declining) return done;
  const obstacle = obstacleTo(state);
  if (obstacle?.type !== 'not-uploaded' && obstacle?.type !== 'uploading') return done;
  return { ...done, state: { ...state, status: 'reviewing', shown: obstacle.actionId } };
}

function uploadAsked<T extends TaskFacts>(state: AtWork<T>, actionId: string, file: ChosenFile): Step<T> {
  const action = uploadActionOf(state, actionId);
  if (!action || state.proof || state.declining || state.leaving) return step(state);
  const failure = faultOf(file, action);
  const { name } = file;
  const stop =
    state.uploads[actionId]?.phase === 'sending' ? [{ type: 'stop-upload', actionId } as const] : [];
  return failure
    ? step(withTransfer(state, actionId, { phase: 'failed', name, failure }), stop, [
        { type: 'failed', failure },
      ])
    : step(withTransfer(state, actionId, { phase: 'sending', name, share: 0 }), [
        { type: 'upload', actionId },
      ]);
}

/** What the service would refuse anyway is refused before it is sent, in the service's words. */
function faultOf({ mediaType, sizeBytes }: ChosenFile, { upload }: UploadActionFacts): Failure | undefined {
  const refused = (code: FailureCode, reason: string): Failure => ({ code, reason, retryable: false });
  if (sizeBytes === 0) return refused('document-unreadable', 'empty');
  if (sizeBytes > upload.maxSize) return refused('too-large', 'too-large');
  // Where the device does not know what it is, the service finds out.
  return mediaType === '' || upload.accept.includes(mediaType)
    ? undefined
    : refused('unsupported-media-type', 'not-accepted');
}

/** It only goes on: a report that comes late is none. */
function progressed<T extends TaskFacts>(state: AtWork<T>, actionId: string, share: number): Step<T> {
  const now = state.uploads[actionId];
  return now?.phase === 'sending' && share > now.share
    ? step(withTransfer(state, actionId, { ...now, share }))
    : step(state);
}

/** Of the file, or of the way to the service: said beside it, where the same or another file can be tried. */
const OF_THE_FILE: readonly FailureCode[] = [
  'invalid-request',
  'document-unsupported',
  'document-unreadable',
  'too-large',
  'unsupported-media-type',
  'too-many-attempts',
];

function uploadFailed<T extends TaskFacts>(state: AtWork<T>, actionId: string, failure: Failure): Step<T> {
  const now = state.uploads[actionId];
  const verdict = verdictOf(failure);
  if (!OF_THE_FILE.includes(failure.code) && verdict === 'ended') {
    return failed(state.run, failure, state.task);
  }
  // The task itself tells best what has become of it.
  if (verdict === 'moved') return step(without(state, actionId), [{ type: 'read-task' }]);
  const name = now?.phase === 'sending' ? now.name : undefined;
  return step(
    withTransfer(state, actionId, { phase: 'failed', name, failure }),
    // It may have arrived all the same: then the task says so.
    verdict === 'unknown' ? [{ type: 'read-task' }] : [],
    [{ type: 'failed', failure }],
  );
}

/** It may have arrived already: what the task says then is what is shown. */
function cancelled<T extends TaskFacts>(state: AtWork<T>, actionId: string): Step<T> {
  if (state.uploads[actionId]?.phase !== 'sending') return step(state);
  return step(without(state, actionId), [{ type: 'stop-upload', actionId }, { type: 'read-task' }]);
}

function removalAsked<T extends TaskFacts>(state: AtWork<T>, actionId: string): Step<T> {
  const action = uploadActionOf(state, actionId);
  const busy = state.uploads[actionId] && state.uploads[actionId].phase !== 'failed';
  if (!action?.upload.file || busy || state.proof || state.declining || state.leaving) return step(state);
  return step(withTransfer(state, actionId, { phase: 'removing' }), [{ type: 'remove-upload', actionId }]);
}

function uploadActionOf<T extends TaskFacts>(
  { task }: AtWork<T>,
  actionId: string,
): UploadActionFacts | undefined {
  const action = task.actions.find(({ id }) => id === actionId);
  return action?.type === 'upload' ? action : undefined;
}

function withTransfer<T>(state: AtWork<T>, actionId: string, transfer: Transfer): AtWork<T> {
  return { ...state, uploads: { ...state.uploads, [actionId]: transfer } };
}

function without<T>(state: AtWork<T>, actionId: string): AtWork<T> {
  const { [actionId]: _, ...uploads } = state.uploads;
  return { ...state, uploads };
}
