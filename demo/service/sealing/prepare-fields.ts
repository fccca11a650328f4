/**
 * Puts the signature page and every signature field into the first revision: the certification allows
 * fields to be filled, not to be added.
 */
import { markLanguage } from '../../../src/task/mark-words.ts';
import type { SealRequest, SealedSignature } from '../ports/pdf-sealer.ts';
import type { AppendedRevisions } from '../pdf/appended-revisions.ts';
import { PdfDict, type PdfObject, PdfRef, PdfStream, PdfString, isArray, name } from '../pdf/objects.ts';
import type { PdfDocument } from '../pdf/pdf-document.ts';
import { readTextString, textString } from '../pdf/text-string.ts';
import { addAnnotation } from './add-annotation.ts';
import { addPages } from './add-pages.ts';
import type { SealDrawing } from './draw-seal.ts';
import { SEAL_WORDS } from './seal-words.ts';
import { type Rectangle, type Turn, pageGeometry, placeOnPage } from '../pdf/page-geometry.ts';

export interface PreparedField {
  readonly ref: PdfRef;
  readonly dict: PdfDict;
}

export interface SignerField extends PreparedField {
  readonly index: number;
  readonly signature: SealedSignature;
  readonly turn: Turn;
}

export interface FieldsToPrepare {
  readonly order: Pick<SealRequest['order'], 'id' | 'language'>;
  readonly signatures: readonly SealedSignature[];
}

export interface PreparedFields {
  readonly certification: PreparedField;
  readonly signers: readonly SignerField[];
  readonly documentTimeStamp: PreparedField | undefined;
}

/** A level of ETSI EN 319 142-1: with B-LTA the file ends with a document time stamp, which wants a field. */
export type SealLevel = 'B-T' | 'B-LTA';

/** Print and Locked (ISO 32000-2 section 12.5.3). */
const WIDGET_FLAGS = 4 + 128;
/** SignaturesExist and AppendOnly (section 12.7.3). */
const SIGNATURE_FLAGS = 3;

export function prepareFields(
  request: FieldsToPrepare,
  document: PdfDocument,
  revisions: AppendedRevisions,
  drawing: Pick<SealDrawing, 'graftPages' | 'fieldOnPage'>,
  level: SealLevel,
): PreparedFields {
  const signaturePages = addPages(drawing.graftPages(revisions), document, revisions);
  const names = new Set(existingNames(document, revisions));
  const blank = revisions.add(
    new PdfStream(
      PdfDict.of({ Type: name('XObject'), Subtype: name('Form'), BBox: [0, 0, 1, 1] }),
      Buffer.alloc(0),
    ),
  );
  const widget = (field: string, title: string, page: PdfRef, rectangle: Rectangle): PreparedField => {
    const dict = PdfDict.of({
      Type: name('Annot'),
      Subtype: name('Widget'),
      FT: name('Sig'),
      T: textString(uniqueName(field, names)),
      TU: textString(title),
      F: WIDGET_FLAGS,
      Rect: rectangle,
      P: page,
      AP: PdfDict.of({ N: blank }),
    });
    const ref = revisions.add(dict);
    addAnnotation(page, ref, revisions);
    return { ref, dict };
  };
  const signers = request.signatures.map((signature, index): SignerField => {
    const spot = spotOf(signature, index, document, drawing, signaturePages);
    const title = SEAL_WORDS[markLanguage(signature.locale)].signatureOf(signature.signerName);
    return {
      ...widget(signature.fieldName, title, spot.page, spot.rectangle),
      index,
      signature,
      turn: spot.turn,
    };
  });
  const lastPage = signaturePages.at(-1) ?? document.pages.at(-1)?.ref;
  if (lastPage === undefined) throw new TypeError('The document has no pages.');
  const { id, language } = request.order;
  const { sealOf, timeStampOf } = SEAL_WORDS[language];
  const certification = widget('seal', sealOf(id), lastPage, [0, 0, 0, 0]);
  // Section 12.8.2.2, table 257: with P = 2 a field that is there may be signed. The same table says that a DSS and
  // a document time stamp are no change in its sense, field and all, but readers of ISO 32000-1 do not know that.
  const documentTimeStamp =
    level === 'B-LTA' ? widget('document-time-stamp', timeStampOf(id), lastPage, [0, 0, 0, 0]) : undefined;
  const fields = [...signers, certification, ...(documentTimeStamp ? [documentTimeStamp] : [])];
  addToForm(
    document,
    revisions,
    fields.map(({ ref }) => ref),
  );
  return { certification, signers, documentTimeStamp };
}

interface Spot {
  readonly page: PdfRef;
  readonly rectangle: Rectangle;
  readonly turn: Turn;
}

function spotOf(
  signature: SealedSignature,
  index: number,
  document: PdfDocument,
  drawing: Pick<SealDrawing, 'fieldOnPage'>,
  signaturePages: readonly PdfRef[],
): Spot {
  const { place } = signature;
  const page = place && document.pages[place.page - 1];
  if (page) {
    const geometry = pageGeometry(page, (object) => document.file.resolve(object));
    return { page: page.ref, rectangle: placeOnPage(geometry, place), turn: geometry.turn };
  }
  const drawn = drawing.fieldOnPage(index);
  const signaturePage = drawn && signaturePages[drawn.page];
  if (!signaturePage)
    throw new TypeError('A signature has neither a place nor a field on the signature page.');
  const { x, y, width, height } = drawn;
  return { page: signaturePage, rectangle: [x, y, x + width, y + height], turn: 0 };
}

function addToForm(
  { catalogRef }: PdfDocument,
  revisions: AppendedRevisions,
  fields: readonly PdfRef[],
): void {
  const catalog = revisions.dict(catalogRef) ?? new PdfDict();
  const where = catalog.get('AcroForm');
  const form = revisions.dict(where) ?? new PdfDict();
  const existing = revisions.resolve(form.get('Fields'));
  const extended = form.with({
    Fields: [...(isArray(existing) ? existing : []), ...fields],
    SigFlags: SIGNATURE_FLAGS,
  });
  if (where instanceof PdfRef && revisions.dict(where) !== undefined) revisions.set(where, extended);
  else revisions.set(catalogRef, catalog.with({ AcroForm: revisions.add(extended) }));
}

function existingNames({ catalog }: PdfDocument, revisions: AppendedRevisions): string[] {
  const fields = revisions.resolve(revisions.dict(catalog.get('AcroForm'))?.get('Fields') ?? null);
  const partial = (field: PdfObject) => revisions.resolve(revisions.dict(field)?.get('T') ?? null);
  return (isArray(fields) ? fields : [])
    .map(partial)
    .flatMap((text) => (text instanceof PdfString ? [readTextString(text)] : []));
}

/** Section 12.7.4.2: a full stop separates levels, so a partial name has none. */
function uniqueName(wanted: string, taken: Set<string>): string {
  const base = wanted.replaceAll('.', '-') || 'signature';
  let free = base;
  for (let number = 2; taken.has(free); number++) free = `${base}-${number}`;
  taken.add(free);
  return free;
}
