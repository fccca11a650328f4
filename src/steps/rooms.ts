/** The screens that do not come with the shell, each room with its words. Types alone: nothing is loaded by naming it. */
import type { DocumentWords, EntryWords, SigningWords } from '../messages/messages.ts';
import type * as EntryScreens from './entry-room.ts';
import type * as ReadingScreens from './reading-room.ts';
import type * as SigningScreens from './signing-room.ts';
import type { StepContext } from './step-context.ts';

export interface Room<Screens, Words> {
  readonly screens: Screens;
  readonly words: Words;
}

export type EntryRoom = Room<typeof EntryScreens, EntryWords>;
export type ReadingRoom = Room<typeof ReadingScreens, DocumentWords>;
export type SigningRoom = Room<typeof SigningScreens, SigningWords>;

/** A room, or what has become of it. */
export type Arrival<R> = R | 'coming' | 'failed';

export interface EntryContext extends StepContext {
  readonly words: EntryWords;
}

export interface ReadingContext extends StepContext {
  readonly words: DocumentWords;
}

export interface SigningContext extends StepContext {
  readonly words: SigningWords;
}
