/**
 * The certification signature (ISO 32000-2 section 12.8.2.2): from here on a reader allows that fields
 * are filled and signed, and nothing else (DocMDP, P = 2).
 */
import type { SealRequest } from '../ports/pdf-sealer.ts';
import type { AppendedRevisions } from '../pdf/appended-revisions.ts';
import { PdfDict, PdfName, name } from '../pdf/objects.ts';
import type { PdfDocument } from '../pdf/pdf-document.ts';
import type { PreparedFields } from './prepare-fields.ts';
import type { SignatureToMake } from './sign-revision.ts';

export function certify(
  { order }: { readonly order: Pick<SealRequest['order'], 'id' | 'sender'> },
  document: PdfDocument,
  revisions: AppendedRevisions,
  { certification }: PreparedFields,
  claimedAt: Date,
): SignatureToMake {
  const { catalogRef } = document;
  const ref = revisions.allocate();
  revisions.set(certification.ref, certification.dict.with({ V: ref }));
  const catalog = revisions.dict(catalogRef) ?? new PdfDict();
  revisions.set(catalogRef, withVersion(catalog, document).with({ Perms: PdfDict.of({ DocMDP: ref }) }));
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

/**
 * ISO 32000-2 section 7.7.2: the catalog's /Version counts when it is later than the header's. What the seal
 * is made of is PDF 1.5 to 1.7; a reader that goes by the version must not skip it.
 */
function withVersion(catalog: PdfDict, document: PdfDocument): PdfDict {
  const header = Buffer.from(document.file.bytes.subarray(5, 8)).toString('latin1');
  const given = document.file.resolve(catalog.get('Version'));
  const current = given instanceof PdfName ? given.value : header;
  const isLate = [header, current].some((version) => /^(1\.7|2\.\d)$/.test(version));
  return isLate && /^\d\.\d$/.test(current) ? catalog : catalog.with({ Version: name('1.7') });
}
