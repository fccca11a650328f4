/** What of a signature is seen in the sealed document, and where. */
import type { Place } from '../../../src/task/contract.ts';
import type { SigningWay } from '../../../src/task/mark-words.ts';
import type { SealedMark, SealedPlace, SignatureLook } from '../ports/pdf-sealer.ts';
import type { SignatureEvidence } from '../storage/order-record.ts';

/** The signature itself goes to the first place of its kind; everywhere else it, or initials, are shown. */
export function sealedPlaces(places: readonly Place[]): {
  readonly place: SealedPlace | undefined;
  readonly marks: readonly SealedMark[];
} {
  const first = places.find(({ kind }) => kind === 'signature');
  const marks = places.filter((place) => place !== first);
  return {
    place: first && placeOf(first),
    marks: marks.map((mark) => ({ kind: mark.kind, ...placeOf(mark) })),
  };
}

/** As the signer saw them; none of what was not made by hand. */
export function looksOf(signatures: readonly SignatureEvidence[]): {
  readonly look: SignatureLook | undefined;
  readonly initials: SignatureLook | undefined;
} {
  const byHand = signatures.find((signature) => signature.method === 'handwritten');
  return { look: byHand && lookOf(byHand), initials: byHand?.initials && lookOf(byHand.initials) };
}

export function waysOf(signatures: readonly SignatureEvidence[]): readonly SigningWay[] {
  return signatures.map((signature) =>
    signature.method === 'handwritten' ? signature.kind : signature.method,
  );
}

interface Mark {
  readonly text?: string;
  readonly face?: 'caveat' | 'marck-script' | 'mynerve';
  readonly svg?: string;
  readonly png?: string;
}

/** A picture of what was typed is what the signer saw of it. */
function lookOf({ text, face, svg, png }: Mark): SignatureLook | undefined {
  if (svg !== undefined) return { kind: 'drawing', svg };
  if (png !== undefined) return { kind: 'picture', png };
  return text === undefined ? undefined : { kind: 'text', text, ...(face && { face }) };
}

function placeOf({ page, x, y, width, height }: SealedPlace): SealedPlace {
  return { page, x, y, width, height };
}
