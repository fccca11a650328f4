/**
 * Every word that the widget says, as one typed table for each language: `Messages`, with the words that come
 * with a later screen as members of their own. A language is the files that fill this in, and its line in
 * `languages.ts`. What is passed to a function is already in the language's own form (dates, lists, sizes).
 */
import type { DocumentViewStrings } from '../document/document-view-strings.ts';
import type { DraftGap } from '../session/completion.ts';
import type { Method, ProofMethod } from '../session/draft.ts';
import type { FailureCode } from '../session/failure.ts';
import type { Kind } from '../session/hand.ts';
import type { PlaceWords } from './place-words.ts';
import type { TaskStatus } from '../session/task-facts.ts';
import type { WidgetStatus } from '../session/status.ts';
import type { Later } from './later.ts';
import type { UploadWords } from './upload-words.ts';

export interface PanelText {
  readonly title: string;
  /** What has happened. */
  readonly text: string;
  /** What to do next. */
  readonly next?: string;
}

/** `sender` is known once the task is open. */
export type ProblemText = (context: { readonly sender: string | undefined }) => PanelText;

/** Problems that hardly any signer meets: their texts are loaded when one does. */
export type RareCode =
  | 'invalid-request'
  | 'consent-missing'
  | 'action-missing'
  | 'signature-invalid'
  | 'document-unsupported'
  | 'document-unreadable'
  | 'idempotency-key-reused'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'task-final'
  | 'task-blocked'
  | 'not-sealed-yet'
  | 'precondition-required'
  | 'too-large'
  | 'unsupported-media-type';

export interface RareTexts {
  readonly problems: Readonly<Record<RareCode, ProblemText>>;
  readonly reasons: Readonly<Record<'no-method' | 'not-a-task' | 'page-count' | 'shown', PanelText>>;
}

/** Problems of the way in: their texts come with its screens. */
export type EntryCode =
  | 'login-required'
  | 'artifact-required'
  | 'login-failed'
  | 'subject-mismatch'
  | 'login-cancelled'
  | 'login-blocked';

/** Those that a signature with an eID or a passkey can meet, too. */
export type ProofCode = Exclude<EntryCode, 'login-required' | 'artifact-required'>;

/** What is said before a task is open. */
export interface EntryWords {
  readonly problems: Readonly<Record<EntryCode, ProblemText>>;
  readonly reasons: Readonly<Record<'code' | 'too-late', PanelText>>;
  readonly code: {
    readonly heading: string;
    readonly label: string;
    readonly hint: string;
    readonly left: (count: number) => string;
    /** What cannot be right in what stands in the field. */
    readonly faults: Readonly<Record<'character' | 'long' | 'check', string>>;
    readonly open: string;
  };
  readonly login: {
    readonly start: string;
    readonly again: string;
    /** Leaves the page for the login, and comes back. */
    readonly here: string;
    readonly ownWindow: string;
    readonly cancel: string;
    readonly windowLost: PanelText;
  };
  readonly loggingIn: PanelText;
}

/** What is said around the documents while they are read. */
export interface DocumentWords {
  readonly view: DocumentViewStrings;
  /** Beside the title of each of several documents. */
  readonly tabs: {
    readonly toSign: string;
    readonly toRead: string;
    readonly optional: (use: string) => string;
    readonly unopened: string;
    readonly loading: string;
    readonly opened: string;
    readonly left: (count: number) => string;
    readonly read: string;
    readonly toUpload: string;
    readonly notUploaded: string;
    readonly uploading: string;
    readonly uploaded: string;
  };
  /** Printing and downloading. */
  readonly taking: {
    readonly busy: string;
    readonly failed: Readonly<Record<'print' | 'original', PanelText>>;
    /** Where the browser does not print it: it has been downloaded. */
    readonly kept: PanelText;
    readonly close: string;
  };
}

/** What is said from the last step before signing on, and of a task that there is no work left in. */
export interface SigningWords {
  readonly taskStatus: Readonly<Record<TaskStatus, string>>;
  readonly panels: Readonly<
    Record<'rejected' | 'postponed' | 'cancelled' | 'expired' | 'deleted', ProblemText>
  >;
  /** In the bar while the documents are read, and over them. */
  readonly reading: {
    readonly checking: string;
    readonly broken: string;
    readonly unanswered: string;
    /** `pages` lists them where they are few: "4, 7–8". */
    readonly unread: (count: number, pages: string | undefined) => string;
    readonly unopened: (count: number) => string;
    readonly goToUnread: string;
    readonly goToUnopened: string;
    readonly undrawn: (page: number, sender: string) => PanelText;
    readonly notUploaded: (title: string) => string;
    readonly uploading: string;
    readonly goToUpload: string;
  };
  /** Where the signer is asked for a file of their own. */
  readonly upload: UploadWords;
  readonly signing: {
    readonly heading: string;
    readonly youSign: (count: number) => string;
    readonly onlyToRead: string;
    readonly optional: string;
    readonly openFirst: string;
    readonly as: string;
    readonly for: string;
    readonly methodLegend: string;
    readonly method: Readonly<Record<Method, { readonly label: string; readonly hint: string }>>;
    readonly nameLabel: string;
    readonly nameHint: string;
    readonly hand: {
      readonly legend: string;
      readonly kinds: Readonly<Record<Kind, string>>;
      readonly looks: string;
      readonly look: (number: number) => string;
      readonly preview: string;
      readonly padEmpty: string;
      readonly padDrawn: string;
      readonly padHint: string;
      readonly undo: string;
      readonly clear: string;
      readonly file: string;
      readonly fileAgain: string;
      readonly fileHint: string;
      readonly fileProblems: Readonly<Record<'too-large' | 'unreadable' | 'empty', string>>;
      readonly uploadedAlt: string;
    };
    readonly initials: { readonly legend: string; readonly label: string; readonly hint: string };
    readonly consentLegend: string;
    readonly agree: string;
    readonly gaps: Readonly<Record<DraftGap, string>>;
    /** `proof`: who is asked to vouch for it after the press. */
    readonly sign: (title: string | undefined, count: number, proof: ProofMethod | undefined) => string;
  };
  readonly places: PlaceWords;
  /** What can go wrong with that: in other words than where a task is to be opened, for here nothing has been signed. */
  readonly proofs: {
    readonly problems: Readonly<Record<ProofCode, ProblemText>>;
    readonly reasons: Readonly<
      Record<'too-late' | 'challenge' | 'challenge-expired' | 'passkey-unsupported', PanelText>
    >;
  };
  /** While somebody else vouches for the signature. */
  readonly proving: Readonly<
    Record<
      ProofMethod,
      {
        readonly heading: string;
        readonly preparing: string;
        readonly ready: string;
        readonly running: string;
        readonly windowLost: string;
        readonly proven: string;
        readonly goOn: string;
        readonly again: string;
      }
    >
  >;
  readonly rejecting: {
    readonly heading: string;
    readonly text: (sender: string) => string;
    readonly reason: string;
    readonly reasonHint: (sender: string) => string;
    readonly left: (count: number) => string;
    readonly confirm: string;
    readonly sending: string;
    readonly checking: string;
  };
  readonly submitting: {
    readonly heading: string;
    readonly text: string;
    readonly unknownHeading: string;
    readonly unknownText: string;
    readonly checkNow: string;
    readonly checking: string;
  };
  readonly blocked: {
    readonly heading: string;
    readonly text: (sender: string) => string;
    readonly others: string;
  };
  readonly receipt: {
    readonly heading: string;
    readonly text: (sender: string) => string;
    readonly signedBy: string;
    readonly signedAt: string;
    readonly method: string;
    readonly methods: Readonly<Record<'consent' | 'handwritten' | 'eid' | 'passkey', string>>;
    readonly reference: string;
    readonly fingerprint: string;
    readonly original: string;
    readonly sealed: string;
    readonly downloading: string;
    readonly downloadFailed: string;
    readonly sealing: (waitingFor: number) => string;
    readonly sealedReady: string;
    readonly others: string;
    readonly keep: string;
  };
}

export interface Messages {
  readonly direction: 'ltr' | 'rtl';
  /** Said by a screen reader when the widget comes to stand there. */
  readonly announce: Readonly<Record<WidgetStatus, string>>;
  readonly problems: Readonly<Record<Exclude<FailureCode, RareCode | EntryCode>, ProblemText>>;
  /** In place of the code's own text where the cause is known better. */
  readonly reasons: Readonly<Record<'artifact', PanelText>>;
  readonly rare: Later<RareTexts>;
  readonly entry: Later<EntryWords>;
  readonly document: Later<DocumentWords>;
  readonly signing: Later<SigningWords>;
  /** In place of a rare text that is not there. */
  readonly problem: PanelText;
  readonly idle: PanelText;
  /** Where a part of the widget has not come. */
  readonly notLoaded: PanelText;

  readonly from: (sender: string) => string;
  readonly signBefore: (when: string) => string;
  readonly messageFrom: (sender: string) => string;
  readonly documents: string;
  readonly pageCount: (count: number) => string;
  /** Of a share from 0 to 1. By hand: what `Intl` has for it takes tens of milliseconds to be loaded, before a first page. */
  readonly percent: (share: number) => string;
  readonly loadingDocument: (percent: string | undefined) => string;

  readonly reviewing: {
    readonly continue: string;
    readonly ready: string;
    readonly loading: string;
  };
  readonly decline: {
    readonly more: string;
    readonly reject: string;
    readonly postpone: string;
    readonly cancel: string;
    readonly leaving: Readonly<Record<'postpone' | 'cancel', string>>;
  };
  readonly sessionEnds: { readonly title: string; readonly text: string; readonly stay: string };
  readonly back: string;
  readonly tryAgain: string;
  readonly reload: string;
  readonly retryAfter: (seconds: number) => string;
  readonly requestId: (id: string) => string;
  readonly whatToDo: string;
}
