/** Fills one signer's field: its signature dictionary and what is seen in the field. */
import type { SigningWay } from '../../../src/task/mark-words.ts';
import type { SealRequest } from '../ports/pdf-sealer.ts';
import type { AppendedRevisions } from '../pdf/appended-revisions.ts';
import { PdfDict } from '../pdf/objects.ts';
import type { SealDrawing } from './draw-seal.ts';
import type { SignerField } from './prepare-fields.ts';
import type { SignatureToMake } from './sign-revision.ts';

export function fillField(
  { order }: SealRequest,
  revisions: AppendedRevisions,
  drawing: SealDrawing,
  field: SignerField,
): SignatureToMake {
  const { signature } = field;
  const ref = revisions.allocate();
  const appearance = drawing.graftAppearance(field.index, field.turn, revisions);
  revisions.set(field.ref, field.dict.with({ V: ref, AP: PdfDict.of({ N: appearance }) }));
  return {
    ref,
    words: {
      signerName: signature.signerName,
      reason: `Order ${order.id}; method ${signature.ways.map(methodOf).join(' and ')}; evidence SHA-256 ${signature.evidenceSha256}`,
      claimedAt: signature.signedAt,
    },
  };
}

/** As the protocol calls it: programs read it, so it is the same in every language. */
function methodOf(way: SigningWay): string {
  switch (way) {
    case 'typed':
    case 'drawn':
    case 'uploaded':
      return `handwritten (${way})`;
    case 'consent':
    case 'eid':
    case 'passkey':
      return way;
  }
}
