/** What is said where the signer is asked for a file of their own. */
import type { UploadMediaType } from '../task/contract.ts';
import type { PanelText } from './messages.ts';

/** Why a file of the signer's own was not taken. */
export type UploadProblem =
  | 'empty'
  | 'too-large'
  | 'too-many-pages'
  | 'too-many-pixels'
  | 'not-accepted'
  | 'damaged'
  | 'locked'
  | 'signed'
  | 'unsafe'
  | 'kind-of-picture'
  | 'more-than-picture'
  | 'too-often'
  | 'line'
  | 'other';

/** `kinds` lists what is asked for, `size` is the most that is taken. */
export type UploadProblemText = (context: {
  readonly name: string;
  readonly kinds: string;
  readonly size: string;
}) => PanelText;

export interface UploadWords {
  readonly kinds: Readonly<Record<UploadMediaType, string>>;
  readonly limits: (kinds: string, size: string) => string;
  readonly mayBeLeftOut: string;
  readonly choose: string;
  readonly chooseAnother: string;
  readonly takePicture: string;
  readonly drop: string;
  readonly sending: (name: string) => string;
  /** All of it has been sent, and the service looks through it. */
  readonly checking: (name: string) => string;
  readonly cancel: string;
  readonly uploaded: (name: string) => string;
  readonly remove: string;
  readonly removing: string;
  readonly pictureOf: (name: string) => string;
  /** The file is there, but cannot be shown. */
  readonly notShown: string;
  readonly problems: Readonly<Record<UploadProblem, UploadProblemText>>;
  /** Beside its title, among what is signed. */
  readonly along: (name: string, size: string) => string;
  readonly leftOut: string;
  readonly change: string;
}
