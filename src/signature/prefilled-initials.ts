/** Initials as they are offered: those of the signer's name, until the signer puts in their own. */
import { EMPTY_HAND, type Hand } from '../session/hand.ts';
import { initialsOfName } from '../task/initials-of-name.ts';
import { facesFor } from './face-coverage.ts';
import { pictureOfText } from './text-picture.ts';

/** @param name of the signer */
export function prefilledInitials(hand: Hand, name: string): Hand {
  if (!isUntouched(hand)) return hand;
  const text = initialsOfName(name);
  const [face] = facesFor(text);
  // A field that the signer opens and changes, and only that, is theirs.
  return { ...hand, text, face, textPicture: face ? undefined : pictureFor(text) };
}

const pictures = new Map<string, string | undefined>();

/** Made once: it is asked for with each drawing of the screen. */
function pictureFor(text: string): string | undefined {
  if (!pictures.has(text)) pictures.set(text, pictureOfText(text));
  return pictures.get(text);
}

/** An emptied field has had a face, and one that has not been kept nothing at all. */
function isUntouched({ text, face, textPicture }: Hand): boolean {
  return text === EMPTY_HAND.text && face === EMPTY_HAND.face && textPicture === EMPTY_HAND.textPicture;
}
