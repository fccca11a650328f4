/** What is seen where initials go: nothing but them. */
import type { PDFPage } from '@cantoo/pdf-lib';
import type { SignatureFace } from '../../../src/task/contract.ts';
import { hasLetters } from '../../fonts/signature-faces.ts';
import { initialsOfName } from '../../../src/task/initials-of-name.ts';
import type { SealedSignature, SignatureLook } from '../ports/pdf-sealer.ts';
import { drawLook, type Ink } from './draw-look.ts';
import type { Fonts } from './text-drawing.ts';

/** In the order in which the widget offers them. */
const FACES: readonly SignatureFace[] = ['caveat', 'marck-script', 'mynerve'];
/** Of the place's shorter side, left free around them. */
const INSET = 0.06;

/** As the signer saw them; else those of the name, in the first face that has all of their letters. */
export async function initialsLook({ initials, signerName }: SealedSignature): Promise<SignatureLook> {
  if (initials) return initials;
  const text = initialsOfName(signerName);
  for (const face of FACES) if (await hasLetters(face, text)) return { kind: 'text', text, face };
  return { kind: 'text', text };
}

export function drawInitials(page: PDFPage, ink: Ink, fonts: Fonts): void {
  const { width, height } = page.getSize();
  const inset = INSET * Math.min(width, height);
  const room = { x: inset, y: inset, width: width - 2 * inset, height: height - 2 * inset };
  drawLook(page, ink, room, fonts, room.height * 0.66);
}
