/** The receipt on paper: the order, its documents, each signer with what they signed with, and what happened when. */
import { grayscale, type PDFDocument, type PDFFont } from '@cantoo/pdf-lib';
import type { Receipt, ReceiptDocument, ReceiptEntry, ReceiptSigner } from '../ports/receipt-maker.ts';
import { drawLook, type Ink, prepareInk } from '../sealing/draw-look.ts';
import { methodWords, timeWords } from '../sealing/signature-words.ts';
import { newDrawing, SHADE } from '../sealing/text-drawing.ts';
import { Paper } from './paper.ts';
import { EVENT_WORDS, ORDER_WORDS, proofWords, TASK_WORDS } from './receipt-words.ts';

/** Of the box with the signature, at the right of its signer. */
const BOX = { width: 168, height: 64 };
const TIME_WIDTH = 128;
const EVENT_WIDTH = 218;

/** @returns the PDF, not sealed */
export async function drawReceipt(receipt: Receipt): Promise<Uint8Array> {
  const { drawing, fonts } = await newDrawing();
  const paper = new Paper(drawing, fonts);
  const { order } = receipt;
  drawOrder(paper, receipt);
  paper.heading(receipt.documents.length === 1 ? 'Document' : 'Documents');
  for (const document of receipt.documents) drawDocument(paper, document);
  paper.heading(receipt.signers.length === 1 ? 'Signer' : 'Signers');
  const faces = new Map<string, Promise<PDFFont>>();
  for (const signer of receipt.signers) drawSigner(paper, signer, await inkOf(drawing, signer, faces));
  paper.heading('What happened');
  for (const entry of receipt.history) drawEntry(paper, entry);
  paper.skip(8);
  paper.fact('Last of them (SHA-256)', receipt.historyHash);
  paper.number(`Receipt of order ${order.id}, written ${timeWords(receipt.writtenAt)}`);
  drawing.setTitle(`Receipt: ${order.title}`, { showInWindowTitleBar: true });
  drawing.setLanguage('en');
  drawing.setCreationDate(receipt.writtenAt);
  return drawing.save({ useObjectStreams: false, addDefaultPage: false });
}

function drawOrder(paper: Paper, { order, writtenAt }: Receipt): void {
  paper.write({ text: 'Receipt', size: 22, font: paper.fonts.semiBold });
  paper.write({ text: order.title, size: 12, maxLines: 2 });
  paper.skip(12);
  paper.fact('Status', ORDER_WORDS[order.status], { maxLines: 2 });
  paper.fact('Sender', order.sender, { maxLines: 2 });
  paper.fact('Order', order.id);
  if (order.externalReference !== undefined) paper.fact('Sender’s reference', order.externalReference);
  paper.fact('Made', timeWords(order.createdAt));
  paper.fact('This receipt', timeWords(writtenAt));
}

function drawDocument(paper: Paper, document: ReceiptDocument): void {
  const { title, pages, sizeBytes, sha256, sealedSha256 } = document;
  paper.keep(64);
  paper.write({ text: title, size: 10, font: paper.fonts.semiBold, maxLines: 2 });
  paper.fact('Size', `${pages} ${pages === 1 ? 'page' : 'pages'}, ${sizeBytes.toLocaleString('en')} bytes`);
  paper.fact('Original (SHA-256)', sha256);
  if (sealedSha256 !== undefined) paper.fact('Sealed (SHA-256)', sealedSha256);
  paper.skip(6);
}

function inkOf(drawing: PDFDocument, { name, signed }: ReceiptSigner, faces: Map<string, Promise<PDFFont>>) {
  return signed?.look && prepareInk(drawing, { look: signed.look, signerName: name }, faces);
}

function drawSigner(paper: Paper, signer: ReceiptSigner, ink: Ink | undefined): void {
  const { name, status, reason, signed } = signer;
  paper.keep(signed ? 150 : 48);
  if (ink) drawBox(paper, ink);
  const beside = paper.width - (ink ? BOX.width + 14 : 0);
  paper.write({ text: name, size: 10, font: paper.fonts.semiBold, maxWidth: beside });
  const top = paper.top;
  const narrow = { maxWidth: beside, maxLines: 2 };
  if (!signed) {
    paper.fact('Status', TASK_WORDS[status]);
    if (reason !== undefined) paper.fact('Reason', reason === '' ? 'None given' : reason, { maxLines: 40 });
    return paper.skip(8);
  }
  paper.fact('Status', methodWords(signed), narrow);
  paper.fact('Time', timeWords(signed.at), narrow);
  paper.fact(signed.documents.length === 1 ? 'Document' : 'Documents', signed.documents.join('; '), narrow);
  // The box reaches further down than three lines do.
  if (ink) paper.skip(Math.max(0, BOX.height - 12 - (top - paper.top)));
  signed.proofs.forEach((proof, at) =>
    paper.fact(at === 0 ? 'Known by' : '', proofWords(proof), { maxLines: 3 }),
  );
  for (const { title, sha256 } of signed.uploads) {
    paper.fact('Uploaded', title, { maxLines: 2 });
    paper.fact('Its SHA-256', sha256);
  }
  paper.fact('Consent (SHA-256)', signed.consent.sha256);
  paper.fact('Evidence (SHA-256)', signed.evidenceSha256);
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

function drawEntry(paper: Paper, { sequence, at, type, signer }: ReceiptEntry): void {
  const size = 8.5;
  paper.keep(size * 1.6);
  const { top } = paper;
  const cell = (text: string, x: number, maxWidth: number, shade: number = SHADE.text) => {
    paper.skip(paper.top - top);
    paper.write({ text, size, x, maxWidth, shade });
  };
  cell(String(sequence), 0, 22, SHADE.quiet);
  cell(timeWords(at), 26, TIME_WIDTH - 8);
  cell(EVENT_WORDS[type], 26 + TIME_WIDTH, EVENT_WIDTH - 8);
  if (signer !== undefined)
    cell(signer, 26 + TIME_WIDTH + EVENT_WIDTH, paper.width - 26 - TIME_WIDTH - EVENT_WIDTH);
  paper.skip(1.5);
}
