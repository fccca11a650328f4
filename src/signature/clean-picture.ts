/**
 * From a photo or a scan of a signature on paper to ink on nothing: the paper is taken away, what is around the ink is cut
 * off, and all that the file said besides (place, device) is gone, since the picture is made anew.
 */

/** Why a file is no signature; the screen has the words. */
export class PictureError extends Error {
  override readonly name = 'PictureError';

  constructor(readonly reason: 'too-large' | 'unreadable' | 'empty') {
    super(reason);
  }
}

const LARGEST_FILE_BYTES = 20 * 1024 * 1024;
/** For working on: enough for a signature as large as a page is wide. */
const LONGEST_SIDE = 1600;
/** Of what is sent. */
const MOST_SIZE = { width: 900, height: 300 };
/** Darker than the paper by this share: ink. By half of it: its edge. */
const INK_CONTRAST = 0.28;
const MARGIN = 8;

/** @returns a PNG in Base64 @throws {PictureError} */
export async function cleanPicture(file: Blob): Promise<string> {
  if (file.size > LARGEST_FILE_BYTES) throw new PictureError('too-large');
  const picture = await createImageBitmap(file).catch(() => {
    throw new PictureError('unreadable');
  });
  try {
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    const canvas = canvasOf(picture.width * scale, picture.height * scale);
    const context = contextOf(canvas);
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
    const box = keepInk(pixels);
    if (!box) throw new PictureError('empty');
    context.putImageData(pixels, 0, 0);
    return encoded(cut(canvas, box));
  } finally {
    picture.close();
  }
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Makes transparent what is paper, pixel by pixel against the paper around it. */
function keepInk({ data, width, height }: ImageData): Box | undefined {
  const paper = paperAround(data, width, height);
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4;
      const alpha = (data[at + 3] ?? 0) / 255;
      const around = paper(x, y);
      const darker = ((around - brightness(data, at)) / Math.max(around, 1)) * alpha;
      const ink = Math.min(1, Math.max(0, (darker - INK_CONTRAST / 2) / (INK_CONTRAST / 2)));
      data[at + 3] = Math.round(ink * 255);
      if (ink < 0.5) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  if (right - left < 4 && bottom - top < 4) return undefined;
  return {
    left: Math.max(0, left - MARGIN),
    top: Math.max(0, top - MARGIN),
    right: Math.min(width, right + 1 + MARGIN),
    bottom: Math.min(height, bottom + 1 + MARGIN),
  };
}

/** Light falls unevenly on paper: it is looked for in each tile, as what most of the tile's light half is. */
function paperAround(data: Uint8ClampedArray, width: number, height: number) {
  const tile = Math.max(16, Math.round(Math.max(width, height) / 24));
  const [columns, rows] = [Math.ceil(width / tile), Math.ceil(height / tile)];
  const paper = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const values: number[] = [];
      for (let y = row * tile; y < Math.min(height, (row + 1) * tile); y += 2) {
        for (let x = column * tile; x < Math.min(width, (column + 1) * tile); x += 2) {
          const at = (y * width + x) * 4;
          values.push((data[at + 3] ?? 0) < 16 ? 255 : brightness(data, at));
        }
      }
      values.sort((a, b) => a - b);
      paper[row * columns + column] = values[Math.floor(values.length * 0.85)] ?? 255;
    }
  }
  return (x: number, y: number): number =>
    paper[Math.floor(y / tile) * columns + Math.floor(x / tile)] ?? 255;
}

function brightness(data: Uint8ClampedArray, at: number): number {
  return 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
}

function cut(canvas: HTMLCanvasElement, { left, top, right, bottom }: Box): HTMLCanvasElement {
  const [width, height] = [right - left, bottom - top];
  const scale = Math.min(1, MOST_SIZE.width / width, MOST_SIZE.height / height);
  const small = canvasOf(width * scale, height * scale);
  contextOf(small).drawImage(canvas, left, top, width, height, 0, 0, small.width, small.height);
  return small;
}

function canvasOf(width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width));
  canvas.height = Math.max(1, Math.round(height));
  return canvas;
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new PictureError('unreadable');
  context.imageSmoothingQuality = 'high';
  return context;
}

function encoded(canvas: HTMLCanvasElement): string {
  return canvas.toDataURL('image/png').split(',')[1] ?? '';
}
