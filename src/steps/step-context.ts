/** What every screen gets, and what it can ask for. A screen does nothing by itself. */
import type { OpenDocument } from '../document/document-engine.ts';
import type { Messages, PanelText, ProblemText } from '../messages/messages.ts';
import type { Draft } from '../session/draft.ts';
import type { FailureCode } from '../session/failure.ts';
import type { LoginMode } from '../session/login-offer.ts';
import type { SessionState } from '../session/session-state.ts';
import type { Task, UploadAction } from '../task/contract.ts';
import type { ReferenceCode } from '../task/reference-code.ts';
import type { Arrival, EntryRoom, ReadingRoom, SigningRoom } from './rooms.ts';

export type State = SessionState<Task>;
export type StateOf<Status extends State['status']> = State & { readonly status: Status };

export type StepRequest =
  | { readonly type: 'continue' }
  | { readonly type: 'back' }
  /** `missing`: the field that is still to be filled in first. */
  | { readonly type: 'submit'; readonly missing: string | undefined }
  | { readonly type: 'draft'; readonly draft: Draft }
  | { readonly type: 'document'; readonly actionId: string; readonly page?: number }
  /** Brings a place for the signer's mark into view, and the focus to it. */
  | { readonly type: 'place'; readonly actionId: string; readonly placeId: string }
  /** Brings a field of the last step into view, and the focus to it. */
  | { readonly type: 'field'; readonly field: string }
  | { readonly type: 'page-shown'; readonly page: number }
  | { readonly type: 'page-failed'; readonly page: number }
  | { readonly type: 'painted' }
  /** What stands in the code field. */
  | { readonly type: 'code-text'; readonly text: string }
  | { readonly type: 'code'; readonly code: ReferenceCode }
  /** Without a mode: the one that the page has asked for. */
  | { readonly type: 'login'; readonly mode?: LoginMode }
  | { readonly type: 'cancel-login' }
  /** Goes on to the eID or the passkey that vouches for the signature: a window opens only inside a press. */
  | { readonly type: 'prove' }
  | { readonly type: 'cancel-proof' }
  /** Say no: asks for the reason. */
  | { readonly type: 'reject' }
  | { readonly type: 'reason'; readonly text: string }
  | { readonly type: 'confirm-rejection' }
  /** Back from saying no. */
  | { readonly type: 'keep-task' }
  | { readonly type: 'postpone' }
  | { readonly type: 'cancel' }
  /** Keep the session, which is about to end. */
  | { readonly type: 'stay' }
  | { readonly type: 'retry' }
  /** A part of the widget that has not come. */
  | { readonly type: 'load-again' }
  | { readonly type: 'check-now' }
  /** Without a file: that of the last time again. */
  | { readonly type: 'upload'; readonly actionId: string; readonly file?: File }
  | { readonly type: 'upload-cancelled'; readonly actionId: string }
  | { readonly type: 'upload-removal-asked'; readonly actionId: string }
  | { readonly type: 'download'; readonly actionId: string; readonly version: DownloadWish }
  /** What was said of one has been read. */
  | { readonly type: 'download-seen'; readonly actionId: string; readonly version: DownloadWish };

/** A version to keep, or the original on paper. */
export type DownloadWish = 'original' | 'sealed' | 'print';

/** `kept`: it was to be printed, and has been downloaded instead. */
export type DownloadState = 'busy' | 'failed' | 'kept';

/** What is shown of a file of the signer's own: a picture by its address, a PDF as a document. */
export type UploadPreview =
  'coming' | 'failed' | { readonly picture: string } | { readonly document: OpenDocument };

export interface StepContext {
  readonly messages: Messages;
  /** What the room that the screen is from can tell of problems, beside the shell. */
  readonly more?: {
    readonly problems: Partial<Readonly<Record<FailureCode, ProblemText>>>;
    readonly reasons: Readonly<Record<string, PanelText>>;
  };
  /** BCP 47; for dates, numbers and lists. */
  readonly language: string;
  /** The document on show, once it can be read; whether all of it has been checked, the session knows. */
  readonly document: OpenDocument | undefined;
  /** From 0 to 1, while the document is loading. */
  readonly loaded: number | undefined;
  /** Whether the signer has pressed "sign" before everything was filled in. */
  readonly showGaps: boolean;
  /** The place for the signer's mark that they were led to last. */
  readonly place: string | undefined;
  /** Whether they look at the page in the last step, where a small screen has room for one of the two. */
  readonly onPage: boolean;
  /** By action id and version, as `downloadKey()` makes it. */
  readonly downloads: ReadonlyMap<string, DownloadState>;
  /** Whether the page stands in a frame, where a login by redirect would be a login within the frame. */
  readonly framed: boolean;
  /** The task's own address, without artifact: to open it in a window of its own. */
  readonly taskUrl: string | undefined;
  /** Where the faces of signatures are served from. */
  readonly assets: URL;
  /** To ask is to need: what the service holds for the action is fetched then. */
  readonly preview: (action: UploadAction) => UploadPreview;
  /** What stands in the code field. */
  readonly codeText: string;
  /** To ask is to need: what has not been loaded is loaded then. */
  readonly entry: () => Arrival<EntryRoom>;
  readonly reading: () => Arrival<ReadingRoom>;
  readonly signing: () => Arrival<SigningRoom>;
  /** The same for what can do without: nothing is loaded. */
  readonly signingIfThere: () => SigningRoom | undefined;
  /** Draws the screen again when that has come; where it does not come, what stands in its place stays. */
  readonly redrawAfter: (coming: Promise<unknown>) => void;
  readonly ask: (request: StepRequest) => void;
}

export function downloadKey(actionId: string, wish: DownloadWish): string {
  return `${wish} ${actionId}`;
}
