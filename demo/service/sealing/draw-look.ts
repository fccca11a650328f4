/** What a signature looks like, as the signer saw it: curves, a picture, or a name in a face; never stretched. */
import { type PDFDocument, type PDFFont, type PDFImage, type PDFPage, rgb } from '@cantoo/pdf-lib';
import { signatureFace } from '../../fonts/signature-faces.ts';
import { readSignatureDrawing, type SignatureDrawing } from '../domain/signature-drawing.ts';
import type { SealedSignature } from '../ports/pdf-sealer.ts';
import { drawLine, type Fonts, sizeThatFits } from './text-drawing.ts';

export type Ink =
  | { readonly kind: 'text'; readonly text: string; readonly font: PDFFont | undefined }
  | { readonly kind: 'drawing'; readonly drawing: SignatureDrawing }
  | { readonly kind: 'picture'; readonly image: PDFImage };

export interface Room {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The blue of a pen, as the widget shows it. */
const INK = rgb(0.078, 0.2, 0.478);
/** Handwriting is small for its size. */
const FACE_SCALE = 1.35;

/** Fonts and pictures are put into the drawing once, and only those that are used. */
export async function prepareInk(
  drawing: PDFDocument,
  { look, signerName }: Pick<SealedSignature, 'look' | 'signerName'>,
  faces: Map<string, Promise<PDFFont>>,
): Promise<Ink> {
  switch (look?.kind) {
    case 'drawing': {
      const read = readSignatureDrawing(look.svg);
      return read ? { kind: 'drawing', drawing: read } : { kind: 'text', text: signerName, font: undefined };
    }
    case 'picture':
      return { kind: 'picture', image: await drawing.embedPng(Buffer.from(look.png, 'base64')) };
    case 'text': {
      const { face, text } = look;
      if (face === undefined) return { kind: 'text', text, font: undefined };
      const font =
        faces.get(face) ?? signatureFace(face).then((file) => drawing.embedFont(file, { subset: true }));
      faces.set(face, font);
      return { kind: 'text', text, font: await font };
    }
    case undefined:
      return { kind: 'text', text: signerName, font: undefined };
  }
}

/** @param size of a text that has room enough */
export function drawLook(page: PDFPage, ink: Ink, room: Room, fonts: Fonts, size: number): void {
  switch (ink.kind) {
    case 'text':
      return drawText(page, ink, room, fonts, size);
    case 'drawing': {
      const { width, height, paths } = ink.drawing;
      const fitted = fit(width, height, room);
      // The path's own origin is its upper left corner (SVG), that of a page the lower left one.
      for (const path of paths)
        page.drawSvgPath(path, { x: fitted.x, y: fitted.y + fitted.height, scale: fitted.scale, color: INK });
      return;
    }
    case 'picture': {
      const { x, y, width, height } = fit(ink.image.width, ink.image.height, room);
      return page.drawImage(ink.image, { x, y, width, height });
    }
  }
}

function drawText(
  page: PDFPage,
  { text, font }: Ink & { readonly kind: 'text' },
  room: Room,
  fonts: Fonts,
  size: number,
): void {
  const used = font ?? fonts.italic;
  const wanted = Math.min(font ? size * FACE_SCALE : size, room.height * 0.95);
  const fitting = sizeThatFits(text, used, wanted, Math.min(wanted, size * 0.32), room.width);
  drawLine(page, {
    text,
    x: room.x,
    y: room.y + room.height / 2 - fitting * 0.26,
    size: fitting,
    font: used,
    maxWidth: room.width,
    ...(font && { color: INK }),
  });
}

/** As large as the room lets it be, at its left, in the middle of its height. */
function fit(width: number, height: number, room: Room) {
  const scale = Math.min(room.width / width, room.height / height);
  const fitted = { width: width * scale, height: height * scale };
  return { ...fitted, scale, x: room.x, y: room.y + (room.height - fitted.height) / 2 };
}
