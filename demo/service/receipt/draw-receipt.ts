/** The receipt on paper: the order, its documents, each signer with what they signed with, and what happened when. */
import { grayscale, type PDFDocument, type PDFFont } from '@cantoo/pdf-lib';
import { type MarkLanguage, type MarkWords, markWordsFor } from '../../../src/task/mark-words.ts';
import type { Receipt, ReceiptDocument, ReceiptEntry, ReceiptSigner } from '../ports/receipt-maker.ts';
import { drawLook, type Ink, prepareInk } from '../sealing/draw-look.ts';
import { drawUploads } from '../sealing/draw-uploads.ts';
import { Paper } from '../sealing/paper.ts';
import { SEAL_WORDS, type SealWords } from '../sealing/seal-words.ts';
import { timeWords } from '../sealing/time-words.ts';
import { newDrawing, SHADE } from '../sealing/text-drawing.ts';
import { RECEIPT_WORDS, type ReceiptWords } from './receipt-words.ts';

/** Of the box with the signature, at the right of its signer. */
const BOX = { width: 168, height: 64 };
const TIME_WIDTH = 128;
const EVENT_WIDTH = 218;

/** Those of marks and seals, too: the same thing has the same name everywhere. */
interface Words extends ReceiptWords {
  readonly ways: MarkWords['signed'];
  readonly seal: SealWords;
}

function wordsIn(language: MarkLanguage): Words {
  return { ...RECEIPT_WORDS[language], ways: markWordsFor(language).signed, seal: SEAL_WORDS[language] };
}

/** @returns the PDF, not sealed */
export async function drawReceipt(receipt: Receipt): Promise<Uint8Array> {
  const { drawing, fonts } = await newDrawing();
  const paper = new Paper(drawing, fonts);
  const { order } = receipt;
  const words = wordsIn(order.language);
  drawOrder(paper, receipt, words);
  paper.heading(words.documents(receipt.documents.length));
  for (const document of receipt.documents) drawDocument(paper, document, words);
  paper.heading(words.signers(receipt.signers.length));
  const faces = new Map<string, Promise<PDFFont>>();
  for (const signer of receipt.signers) drawSigner(paper, signer, await inkOf(drawing, signer, faces), words);
  paper.heading(words.history);
  for (const entry of receipt.history) drawEntry(paper, entry, words);
  paper.skip(8);
  paper.fact(words.historyHash, receipt.historyHash);
  paper.number(words.writtenOn(order.id, timeWords(receipt.writtenAt)), words.seal.pageOf);
  drawing.setTitle(words.receiptOf(order.title), { showInWindowTitleBar: true });
  drawing.setLanguage(order.language);
  drawing.setCreationDate(receipt.writtenAt);
  return drawing.save({ useObjectStreams: false, addDefaultPage: false });
}

function drawOrder(paper: Paper, { order, writtenAt }: Receipt, words: Words): void {
  paper.write({ text: words.receipt, size: 22, font: paper.fonts.semiBold });
  paper.write({ text: order.title, size: 12, maxLines: 2 });
  paper.skip(12);
  paper.fact(words.status, words.order[order.status], { maxLines: 2 });
  paper.fact(words.seal.sender, order.sender, { maxLines: 2 });
  paper.fact(words.seal.order, order.id);
  if (order.externalReference !== undefined) paper.fact(words.reference, order.externalReference);
  paper.fact(words.made, timeWords(order.createdAt));
  paper.fact(words.thisReceipt, timeWords(writtenAt));
}

function drawDocument(paper: Paper, document: ReceiptDocument, words: Words): void {
  const { title, pages, sizeBytes, sha256, sealedSha256 } = document;
  paper.keep(64);
  paper.write({ text: title, size: 10, font: paper.fonts.semiBold, maxLines: 2 });
  paper.fact(words.size, `${words.seal.pages(pages)}, ${words.seal.bytes(sizeBytes)}`);
  paper.fact(words.original, sha256);
  if (sealedSha256 !== undefined) paper.fact(words.sealed, sealedSha256);
  paper.skip(6);
}

function inkOf(drawing: PDFDocument, { name, signed }: ReceiptSigner, faces: Map<string, Promise<PDFFont>>) {
  return signed?.look && prepareInk(drawing, { look: signed.look, signerName: name }, faces);
}

function drawSigner(paper: Paper, signer: ReceiptSigner, ink: Ink | undefined, words: Words): void {
  const { name, status, reason, signed } = signer;
  paper.keep(signed ? 150 : 48);
  if (ink) drawBox(paper, ink);
  const beside = paper.width - (ink ? BOX.width + 14 : 0);
  paper.write({ text: name, size: 10, font: paper.fonts.semiBold, maxWidth: beside });
  const top = paper.top;
  const narrow = { maxWidth: beside, maxLines: 2 };
  if (!signed) {
    paper.fact(words.status, words.task[status]);
    if (reason !== undefined)
      paper.fact(words.reason, reason === '' ? words.noReason : reason, { maxLines: 40 });
    return paper.skip(8);
  }
  paper.fact(words.status, words.ways(signed.ways), { ...narrow, maxLines: 4 });
  paper.fact(words.time, timeWords(signed.at), narrow);
  paper.fact(words.documents(signed.documents.length), signed.documents.join('; '), narrow);
  // The box reaches further down than three lines do.
  if (ink) paper.skip(Math.max(0, BOX.height - 12 - (top - paper.top)));
  signed.proofs.forEach((proof, at) =>
    paper.fact(at === 0 ? words.knownBy : '', words.proof(proof), { maxLines: 3 }),
  );
  drawUploads(paper, signed.uploads, words.seal);
  paper.fact(words.consent, signed.consent.sha256);
  paper.fact(words.seal.evidence, signed.evidenceSha256);
  paper.skip(8);
}

function drawBox(paper: Paper, ink: Ink): void {
  const x = paper.left + paper.width - BOX.width;
  const y = paper.top - BOX.height;
  paper.page.drawRectangle({
    x,
    y,
    ...BOX,
    borderWidth: 0.5,
    borderColor: grayscale(SHADE.line),
  });
  const room = { x: x + 8, y: y + 6, width: BOX.width - 16, height: BOX.height - 12 };
  drawLook(paper.page, ink, room, paper.fonts, 20);
}

function drawEntry(paper: Paper, { sequence, at, type, signer }: ReceiptEntry, words: Words): void {
  const size = 8.5;
  paper.keep(size * 1.6);
  const { top } = paper;
  const cell = (text: string, x: number, maxWidth: number, shade: number = SHADE.text) => {
    paper.skip(paper.top - top);
    paper.write({ text, size, x, maxWidth, shade });
  };
  cell(String(sequence), 0, 22, SHADE.quiet);
  cell(timeWords(at), 26, TIME_WIDTH - 8);
  cell(words.event[type], 26 + TIME_WIDTH, EVENT_WIDTH - 8);
  if (signer !== undefined)
    cell(signer, 26 + TIME_WIDTH + EVENT_WIDTH, paper.width - 26 - TIME_WIDTH - EVENT_WIDTH);
  paper.skip(1.5);
}
