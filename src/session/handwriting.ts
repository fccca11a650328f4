/** What is sent of a signature by hand, and of initials. */
import type { Hand, HandwrittenSignature, Initials } from './hand.ts';

/** What is missing of it. */
export function handGap({ kind, text, drawing, picture }: Hand): 'text' | 'drawing' | 'picture' | undefined {
  switch (kind) {
    case 'typed':
      return /[\p{L}\p{N}]/u.test(text) ? undefined : 'text';
    case 'drawn':
      return drawing ? undefined : 'drawing';
    case 'uploaded':
      return picture === undefined ? 'picture' : undefined;
  }
}

/** @param initials where the documents ask for them; what is not filled in is made of the signer's name */
export function handwrittenSignature(hand: Hand, initials: Hand | undefined): HandwrittenSignature {
  const marks = initials && handGap(initials) === undefined ? { initials: initialsOf(initials) } : {};
  const method = 'handwritten';
  switch (hand.kind) {
    case 'typed':
      return { method, kind: 'typed', ...typed(hand), ...marks };
    case 'drawn':
      return { method, kind: 'drawn', svg: hand.drawing?.svg ?? '', ...marks };
    case 'uploaded':
      return { method, kind: 'uploaded', png: hand.picture ?? '', ...marks };
  }
}

function initialsOf(hand: Hand): Initials {
  switch (hand.kind) {
    case 'typed':
      return typed(hand);
    case 'drawn':
      return { svg: hand.drawing?.svg ?? '' };
    case 'uploaded':
      return { png: hand.picture ?? '' };
  }
}

function typed({ text, face, textPicture }: Hand) {
  return {
    text: text.trim(),
    ...(face !== undefined && { face }),
    ...(face === undefined && textPicture !== undefined && { png: textPicture }),
  };
}
