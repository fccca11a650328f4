/**
 * Draws all that a seal shows, once, in a document of its own; its pages and appearances are then
 * grafted into the revisions that need them, with the fonts shared between them.
 */
import type { PDFDocument, PDFFont, PDFPage } from '@cantoo/pdf-lib';
import type { SealedMark, SealRequest, SealedSignature } from '../ports/pdf-sealer.ts';
import type { AppendedRevisions } from '../pdf/appended-revisions.ts';
import type { PdfDict, PdfRef } from '../pdf/objects.ts';
import { PdfFileStream, PdfStream, isArray, name } from '../pdf/objects.ts';
import { type PdfDocument, openPdf } from '../pdf/pdf-document.ts';
import { drawAppearance } from './draw-appearance.ts';
import { drawInitials, initialsLook } from './draw-initials.ts';
import { type Ink, prepareInk } from './draw-look.ts';
import { type FieldOnPage, drawSignaturePages } from './draw-signature-page.ts';
import { Graft } from './graft.ts';
import { A4, type PaperSize } from './paper.ts';
import { type Turn, pageGeometry, shownSize, uprightMatrix } from '../pdf/page-geometry.ts';
import { newDrawing } from './text-drawing.ts';

export interface SealDrawing {
  /** The signature pages, without /Parent. */
  graftPages(into: AppendedRevisions): PdfDict[];
  fieldOnPage(index: number): FieldOnPage | undefined;
  /** The appearance of a signature, upright on a page that is turned. */
  graftAppearance(index: number, turn: Turn, into: AppendedRevisions): PdfRef;
  /** The same for one of its marks; those that look alike share it. */
  graftMark(index: number, mark: SealedMark, turn: Turn, into: AppendedRevisions): PdfRef;
}

const LETTER: PaperSize = { width: 612, height: 792 };

export async function drawSeal(request: SealRequest, document: PdfDocument): Promise<SealDrawing> {
  const { drawing, fonts } = await newDrawing();
  // What a signer signed besides the document is told in it, too, whatever has a place.
  const needsPage = request.signatures.some(({ place, uploads = [] }) => !place || uploads.length > 0);
  const fields = needsPage
    ? drawSignaturePages(drawing, fonts, request, paperLike(document))
    : new Map<number, FieldOnPage>();
  const signaturePages = drawing.getPageCount();
  const faces = new Map<string, Promise<PDFFont>>();
  const inks: Ink[] = [];
  for (const [index, signature] of request.signatures.entries()) {
    const ink = await prepareInk(drawing, signature, faces);
    inks.push(ink);
    drawAppearance(newBox(drawing, signature, fields.get(index)), signature, ink, request.order, fonts);
  }
  /** The pages of marks, by what they look like. */
  const marks = new Map<string, number>();
  for (const [index, signature] of request.signatures.entries()) {
    const { marks: wanted = [] } = signature;
    const ownInitials = wanted.some(({ kind }) => kind === 'initials')
      ? await prepareInk(drawing, { ...signature, look: await initialsLook(signature) }, faces)
      : undefined;
    for (const mark of wanted) {
      const looks = looksOf(index, mark);
      if (marks.has(looks)) continue;
      marks.set(looks, drawing.getPageCount());
      const box = drawing.addPage([mark.width, mark.height]);
      const ink = inks[index];
      if (mark.kind === 'initials' && ownInitials) drawInitials(box, ownInitials, fonts);
      else if (ink) drawAppearance(box, signature, ink, request.order, fonts);
    }
  }
  if (drawing.getPageCount() === 0) throw new TypeError('There is nothing to seal: no signatures.');
  const drawn = openPdf(await drawing.save({ useObjectStreams: false, addDefaultPage: false }));
  const graft = new Graft(drawn.file);
  const grafted = new Map<string, PdfRef>();
  return {
    graftPages: (into) =>
      drawn.pages
        .slice(0, signaturePages)
        .map(({ dict }) => graft.dict(dict.without('Parent', 'Annots'), into)),
    fieldOnPage: (index) => fields.get(index),
    graftAppearance: (index, turn, into) => appearance(drawn, graft, signaturePages + index, turn, into),
    graftMark: (index, mark, turn, into) => {
      const looks = looksOf(index, mark);
      const known = grafted.get(`${looks} ${turn}`);
      const ref = known ?? appearance(drawn, graft, marks.get(looks) ?? -1, turn, into);
      grafted.set(`${looks} ${turn}`, ref);
      return ref;
    },
  };
}

function looksOf(index: number, { kind, width, height }: SealedMark): string {
  return `${index} ${kind} ${width} ${height}`;
}

function newBox(drawing: PDFDocument, { place }: SealedSignature, field: FieldOnPage | undefined): PDFPage {
  const { width, height } = place ?? field ?? { width: 1, height: 1 };
  return drawing.addPage([Math.max(1, width), Math.max(1, height)]);
}

/** Turns a drawn page into a form XObject (ISO 32000-2 section 8.10). */
function appearance(
  drawn: PdfDocument,
  graft: Graft,
  at: number,
  turn: Turn,
  into: AppendedRevisions,
): PdfRef {
  const page = drawn.pages[at];
  if (page === undefined) throw new TypeError('A signature was not drawn.');
  const resolve = (object: Parameters<typeof drawn.file.resolve>[0]) => drawn.file.resolve(object);
  const [, , width, height] = pageGeometry(page, resolve).box;
  const contents = resolve(page.dict.get('Contents'));
  const stream = isArray(contents) ? resolve(contents[0] ?? null) : contents;
  if (!(stream instanceof PdfFileStream)) throw new TypeError('A signature was not drawn.');
  const dict = graft.dict(stream.dict.without('Length'), into).with({
    Type: name('XObject'),
    Subtype: name('Form'),
    BBox: [0, 0, width, height],
    Matrix: uprightMatrix(turn, width, height),
    Resources: graft.take(page.dict.get('Resources'), into),
  });
  return into.add(new PdfStream(dict, drawn.file.encodedStream(stream)));
}

/** North America prints on Letter, the rest of the world on A4. */
function paperLike(document: PdfDocument): PaperSize {
  const [first] = document.pages;
  if (first === undefined) return A4;
  const { width, height } = shownSize(pageGeometry(first, (object) => document.file.resolve(object)));
  const sides = [width, height].toSorted((a, b) => a - b);
  const isLetter =
    Math.abs((sides[0] ?? 0) - LETTER.width) < 4 && Math.abs((sides[1] ?? 0) - LETTER.height) < 4;
  return isLetter ? LETTER : A4;
}
