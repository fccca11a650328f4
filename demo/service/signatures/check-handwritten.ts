/** A signature by hand, before it counts: what will have to be drawn into the sealed document can be drawn. */
import type { Signature } from '../../../src/task/contract.ts';
import { hasLetters } from '../../fonts/signature-faces.ts';
import { ServiceProblem } from '../domain/problem.ts';
import { readSignatureDrawing } from '../domain/signature-drawing.ts';
import { faultOfSignaturePicture } from './signature-picture.ts';

type Handwritten = Extract<Signature, { readonly method: 'handwritten' }>;
type Mark = NonNullable<Handwritten['initials']>;

/** @throws signature-invalid, with the part that is wrong as the reason */
export async function checkHandwritten(signature: Signature): Promise<void> {
  if (signature.method !== 'handwritten') return;
  await checkMark(signature, 'the signature');
  const { initials } = signature;
  if (!initials) return;
  // Of several looks nobody could tell later which one the signer saw. A picture of what was typed is one with it.
  if (initials.svg !== undefined && (initials.png !== undefined || initials.text !== undefined))
    throw invalid('initials', 'The initials are drawn, or typed, or a picture: they have one look.');
  await checkMark(initials, 'the initials');
}

async function checkMark({ text, face, svg, png }: Mark, what: string): Promise<void> {
  if (svg !== undefined && !readSignatureDrawing(svg))
    throw invalid('drawing', `The drawing of ${what} is not as the protocol says.`);
  const fault = png === undefined ? undefined : faultOfSignaturePicture(png);
  if (fault !== undefined) throw invalid('picture', `The picture of ${what} cannot be taken: ${fault}.`);
  if (face !== undefined && !(await hasLetters(face, text ?? '')))
    throw invalid('face', `The face of ${what} lacks some of its letters.`);
}

function invalid(reason: string, detail: string): ServiceProblem {
  return new ServiceProblem('signature-invalid', { reason, detail });
}
