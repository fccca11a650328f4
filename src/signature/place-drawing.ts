/**
 * Where in its field a signature is drawn when it is sealed, and how large: the measures of the reference service, so that
 * what is seen before is what is seen after. In PDF points, from the upper left corner of the field. Pure.
 */

/** The field that the small lines are made for; in others all is in proportion. */
const FIELD = { height: 76, leastWidth: 120, mostScale: 1.6 } as const;
const INSET = 7;
const SMALL = 6.8;
const LEADING = 9.2;
const LOOK_SIZE = 19;
/** Of initials: what is free around them, of the shorter side; and their size, of the height that is left. */
const INITIALS = { inset: 0.06, size: 0.66 } as const;
/** Handwriting is small for its size. */
const FACE_SCALE = 1.35;

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Room extends Size {
  readonly x: number;
  readonly y: number;
}

export interface FieldDrawing {
  /** For the signature itself. */
  readonly room: Room;
  /** Of a text that has room enough. */
  readonly size: number;
  /** Of the base lines of the small lines under it. */
  readonly lines: readonly number[];
  readonly lineSize: number;
}

/** @param lineCount small lines under the signature: who, how, when and for which order */
export function fieldDrawing({ width, height }: Size, lineCount: number): FieldDrawing {
  const scale = Math.min(height / FIELD.height, width / FIELD.leastWidth, FIELD.mostScale);
  const inset = INSET * scale;
  const small = SMALL * scale;
  const leading = LEADING * scale;
  const block = leading * lineCount;
  const room = {
    x: inset,
    y: inset,
    width: Math.max(1, width - 2 * inset),
    height: Math.max(1, height - 2 * inset - block),
  };
  const lines = Array.from(
    { length: lineCount },
    (_, at) => height - (inset + leading * (lineCount - 1 - at) + small * 0.2),
  );
  return { room, size: LOOK_SIZE * scale, lines, lineSize: small };
}

/** Where initials go there is nothing but them. */
export function initialsDrawing({ width, height }: Size): FieldDrawing {
  const inset = INITIALS.inset * Math.min(width, height);
  const room = { x: inset, y: inset, width: width - 2 * inset, height: height - 2 * inset };
  return { room, size: room.height * INITIALS.size, lines: [], lineSize: 0 };
}

export interface FittedText {
  readonly text: string;
  readonly size: number;
  /** Of its base line. */
  readonly y: number;
}

/** @param widthOf the text at a size of 1 */
export function fittedLook(
  text: string,
  { room, size }: FieldDrawing,
  hasFace: boolean,
  widthOf: (text: string) => number,
): FittedText {
  const wanted = Math.min(hasFace ? size * FACE_SCALE : size, room.height * 0.95);
  const fitting = sizeThatFits(text, wanted, Math.min(wanted, size * 0.32), room.width, widthOf);
  const y = room.y + room.height / 2 + fitting * 0.26;
  return { text: shortened(text, fitting, room.width, widthOf), size: fitting, y };
}

export function fittedLine(
  text: string,
  { room, lineSize }: FieldDrawing,
  widthOf: (text: string) => number,
): Omit<FittedText, 'y'> {
  const size = sizeThatFits(text, lineSize, lineSize * 0.75, room.width, widthOf);
  return { text: shortened(text, size, room.width, widthOf), size };
}

function sizeThatFits(
  text: string,
  size: number,
  smallest: number,
  width: number,
  widthOf: (text: string) => number,
): number {
  const natural = widthOf(text) * size;
  return natural <= width ? size : Math.max(smallest, (size * width) / natural);
}

function shortened(text: string, size: number, width: number, widthOf: (text: string) => number): string {
  // What has been fitted is as wide as the room, give or take a rounding.
  const fits = (candidate: string) => widthOf(candidate) * size <= width + 0.001;
  if (fits(text)) return text;
  const characters = [...text];
  let [fitting, tooLong] = [0, characters.length];
  while (fitting + 1 < tooLong) {
    const middle = (fitting + tooLong) >> 1;
    if (fits(`${characters.slice(0, middle).join('')}…`)) fitting = middle;
    else tooLong = middle;
  }
  return fitting === 0 ? '' : `${characters.slice(0, fitting).join('').trimEnd()}…`;
}
