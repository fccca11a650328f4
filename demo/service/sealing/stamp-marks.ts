/**
 * Puts the look of a signature, and initials, wherever else the order wants them. They are stamps (ISO 32000-2 section
 * 12.5.6.12) in the revision that is certified, since after it nothing may be added to a page (DocMDP, P = 2): whoever
 * is sealed has signed already, and each signer's own revision still fills the field that proves it.
 */
import { markLanguage } from '../../../src/task/mark-words.ts';
import type { SealRequest } from '../ports/pdf-sealer.ts';
import type { AppendedRevisions } from '../pdf/appended-revisions.ts';
import { PdfDict, name } from '../pdf/objects.ts';
import type { PdfDocument } from '../pdf/pdf-document.ts';
import { textString } from '../pdf/text-string.ts';
import { addAnnotation } from './add-annotation.ts';
import type { SealDrawing } from './draw-seal.ts';
import { pageGeometry, placeOnPage } from '../pdf/page-geometry.ts';
import { SEAL_WORDS } from './seal-words.ts';

/** Print, ReadOnly, Locked and LockedContents (section 12.5.3): seen on paper too, and not to be moved or written in. */
const STAMP_FLAGS = 4 + 64 + 128 + 512;

export function stampMarks(
  request: SealRequest,
  document: PdfDocument,
  revisions: AppendedRevisions,
  drawing: SealDrawing,
): void {
  for (const [index, { marks = [], signerName, locale }] of request.signatures.entries()) {
    const words = SEAL_WORDS[markLanguage(locale)];
    for (const [at, mark] of marks.entries()) {
      const page = document.pages[mark.page - 1];
      if (page === undefined) throw new TypeError('A mark is on a page that is not there.');
      const geometry = pageGeometry(page, (object) => document.file.resolve(object));
      const what = mark.kind === 'initials' ? words.initialsOf(signerName) : words.signatureOf(signerName);
      const stamp = PdfDict.of({
        Type: name('Annot'),
        Subtype: name('Stamp'),
        NM: textString(`signer-${index + 1}-mark-${at + 1}`),
        Contents: textString(what),
        F: STAMP_FLAGS,
        Rect: placeOnPage(geometry, mark),
        P: page.ref,
        AP: PdfDict.of({ N: drawing.graftMark(index, mark, geometry.turn, revisions) }),
      });
      addAnnotation(page.ref, revisions.add(stamp), revisions);
    }
  }
}
