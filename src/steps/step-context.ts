/** What every screen gets, and what it can ask for. A screen does nothing by itself. */
import type { OpenDocument } from '../document/document-engine.ts';
import type { Messages } from '../messages/messages.ts';
import type { Draft } from '../session/draft.ts';
import type { Task } from '../task/contract.ts';
import type { SessionState } from '../session/session-state.ts';

export type State = SessionState<Task>;
export type StateOf<Status extends State['status']> = State & { readonly status: Status };

export type StepRequest =
  | { readonly type: 'continue' }
  | { readonly type: 'back' }
  | { readonly type: 'submit' }
  | { readonly type: 'draft'; readonly draft: Draft }
  | { readonly type: 'document'; readonly actionId: string; readonly page?: number }
  | { readonly type: 'page-shown'; readonly page: number }
  | { readonly type: 'painted' }
  | { readonly type: 'retry' }
  | { readonly type: 'check-now' }
  | { readonly type: 'download'; readonly actionId: string; readonly version: 'original' | 'sealed' };

export type DownloadState = 'busy' | 'failed';

export interface StepContext {
  readonly messages: Messages;
  /** BCP 47; for dates, numbers and lists. */
  readonly language: string;
  /** The document on show, once it has been loaded and checked. */
  readonly document: OpenDocument | undefined;
  /** Whether `<signing-document-view>` is registered. */
  readonly viewReady: boolean;
  /** From 0 to 1, while the document is loading. */
  readonly loaded: number | undefined;
  /** Whether the signer has pressed "sign" before everything was filled in. */
  readonly showGaps: boolean;
  /** By action id and version, as `downloadKey()` makes it. */
  readonly downloads: ReadonlyMap<string, DownloadState>;
  readonly ask: (request: StepRequest) => void;
}

export function downloadKey(actionId: string, version: 'original' | 'sealed'): string {
  return `${version} ${actionId}`;
}
