/** The signature page: what was signed, by whom, how, when and where, with a field for every signature that has no place. */
import type { PDFDocument } from '@cantoo/pdf-lib';
import { type MarkLanguage, markWordsFor } from '../../../src/task/mark-words.ts';
import { joinPageRanges } from '../domain/page-ranges.ts';
import type { SealedPlace, SealRequest, SealedSignature } from '../ports/pdf-sealer.ts';
import { FIELD_SIZE } from './draw-appearance.ts';
import { drawUploads } from './draw-uploads.ts';
import { Paper, type PaperSize } from './paper.ts';
import { pageList, SEAL_WORDS, type SealWords } from './seal-words.ts';
import { timeWords } from './time-words.ts';
import { type Fonts, SHADE } from './text-drawing.ts';

export interface FieldOnPage {
  /** Counted from 0 among the signature pages. */
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Above and below a signer. */
const ROW_MARGIN = 14;
/** Of a signer with a field beside their name. */
const ROW_HEIGHT = FIELD_SIZE.height + 2 * ROW_MARGIN;
/** With two lines of a name and three of ways to sign: field and name stand on one sheet. */
const MOST_ROW_HEIGHT = 140;
/** For the number of a signer. */
const INDENT = 22;
/** A hundred places on pages that are not neighbours take ten. */
const MOST_LINES = 12;

/** @returns the fields of the signatures that have no place elsewhere, by their index */
export function drawSignaturePages(
  drawing: PDFDocument,
  fonts: Fonts,
  request: SealRequest,
  size: PaperSize,
): ReadonlyMap<number, FieldOnPage> {
  const { order, signatures } = request;
  const words = SEAL_WORDS[order.language];
  const fields = new Map<number, FieldOnPage>();
  /** Whose row goes on, where a sheet ends within it. */
  let current: string | undefined;
  const paper: Paper = new Paper(drawing, fonts, size, () => {
    paper.write({ text: words.signedByContinued, size: 12, font: fonts.semiBold });
    paper.write({ text: order.title, size: 9, shade: SHADE.quiet });
    paper.skip(8);
    paper.rule();
    if (current === undefined) return;
    paper.skip(8);
    paper.write({ text: words.continued(current), size: 9, x: INDENT, shade: SHADE.quiet });
    paper.skip(4);
  });
  drawHead(paper, request, words);
  signatures.forEach((signature, index) => {
    paper.keep(MOST_ROW_HEIGHT);
    current = signature.signerName;
    const field = drawSigner(paper, signature, index + 1, order.language);
    if (field) fields.set(index, field);
    drawMarks(paper, signature, request, words);
    drawUploads(paper, signature.uploads ?? [], words, INDENT);
    current = undefined;
    paper.skip(8);
    paper.rule();
  });
  paper.number(markWordsFor(order.language).order(order.id), words.pageOf, words.foot);
  return fields;
}

function drawHead(paper: Paper, { order, originalSha256, signatures }: SealRequest, words: SealWords): void {
  paper.write({ text: words.signaturePage, size: 22, font: paper.fonts.semiBold });
  paper.write({ text: order.title, size: 12, maxLines: 2 });
  paper.skip(12);
  paper.fact(words.order, order.id);
  paper.fact(words.sender, order.sender, { maxLines: 2 });
  paper.fact(words.document, originalSha256);
  paper.fact(words.signatures, String(signatures.length));
  paper.skip(14);
  paper.write({ text: words.signedBy, size: 12, font: paper.fonts.semiBold });
  paper.skip(8);
  paper.rule();
}

/** @returns the field, where the signature has no place elsewhere */
function drawSigner(
  paper: Paper,
  signature: SealedSignature,
  number: number,
  language: MarkLanguage,
): FieldOnPage | undefined {
  const { fonts, left, top, width } = paper;
  const { signerName, ways, signedAt, evidenceSha256: evidence, place } = signature;
  const x = left + width - FIELD_SIZE.width;
  const field = place ? undefined : { page: paper.sheets - 1, x, y: top - ROW_HEIGHT + ROW_MARGIN };
  const maxWidth = width - INDENT - (field ? FIELD_SIZE.width + 14 : 0);
  const beside = { x: INDENT, maxWidth };
  paper.skip(ROW_MARGIN - 4);
  const first = paper.top;
  paper.write({ text: String(number), size: 11, shade: SHADE.quiet, maxWidth: INDENT - 2 });
  paper.skip(paper.top - first);
  paper.write({ ...beside, text: signerName, size: 11, font: fonts.semiBold, maxLines: 2 });
  paper.write({ ...beside, text: markWordsFor(language).signed(ways), size: 9, maxLines: 3 });
  paper.write({ ...beside, text: timeWords(signedAt), size: 9 });
  paper.skip(4);
  for (const text of [
    SEAL_WORDS[language].evidence,
    ...(field ? [evidence.slice(0, 32), evidence.slice(32)] : [evidence]),
  ])
    paper.write({ ...beside, text, size: 6.5, shade: SHADE.quiet });
  paper.skip(6);
  if (!field) return undefined;
  paper.skip(Math.max(0, paper.top - (top - ROW_HEIGHT + 8)));
  return { ...field, ...FIELD_SIZE };
}

function drawMarks(
  paper: Paper,
  { place, marks = [] }: SealedSignature,
  { order }: SealRequest,
  words: SealWords,
): void {
  const ofKind = (kind: 'signature' | 'initials') => marks.filter((mark) => mark.kind === kind);
  const say = (label: string, places: readonly SealedPlace[]) => {
    if (places.length === 0) return;
    const ranges = joinPageRanges(
      places.map(({ page }) => [page, page]),
      [],
      Infinity,
    );
    const text = words.places(places.length, pageList(ranges, order.language), isOnePage(ranges));
    paper.fact(label, text, { x: INDENT, maxLines: MOST_LINES });
  };
  say(words.signedAt, [...(place ? [place] : []), ...ofKind('signature')]);
  say(words.initialsAt, ofKind('initials'));
}

function isOnePage(ranges: readonly (readonly [number, number])[]): boolean {
  return ranges.length === 1 && ranges[0]?.[0] === ranges[0]?.[1];
}
