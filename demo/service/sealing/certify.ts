/**
 * The certification signature (ISO 32000-2 section 12.8.2.2): from here on a reader allows that fields
 * are filled and signed, and nothing else (DocMDP, P = 2).
 */
import type { SealRequest } from '../ports/pdf-sealer.ts';
import type { AppendedRevisions } from '../pdf/appended-revisions.ts';
import { PdfDict, name } from '../pdf/objects.ts';
import type { PreparedFields } from './prepare-fields.ts';
import type { SignatureToMake } from './sign-revision.ts';

export function certify(
  { order }: SealRequest,
  revisions: AppendedRevisions,
  { certification, catalogRef }: PreparedFields,
  claimedAt: Date,
): SignatureToMake {
  const ref = revisions.allocate();
  revisions.set(certification.ref, certification.dict.with({ V: ref }));
  const catalog = revisions.dict(catalogRef) ?? new PdfDict();
  revisions.set(catalogRef, catalog.with({ Perms: PdfDict.of({ DocMDP: ref }) }));
  const reference = PdfDict.of({
    Type: name('SigRef'),
    TransformMethod: name('DocMDP'),
    TransformParams: PdfDict.of({ Type: name('TransformParams'), P: 2, V: name('1.2') }),
  });
  const words = {
    signerName: order.sender,
    reason: `Sealed: order ${order.id}`,
    claimedAt,
    reference: [reference],
  };
  return { ref, words };
}
