import { damaged } from './pdf-error.ts';

/** Undoes PNG predictors (ISO 32000-2 section 7.4.4.4): TIFF's is for images. */
export function undoPredictor(
  data: Uint8Array,
  parameter: (key: string, missing: number) => number,
): Uint8Array {
  const predictor = parameter('Predictor', 1);
  if (predictor === 1) return data;
  if (predictor < 10 || predictor > 15) throw damaged('A stream has an impossible predictor.');
  const colors = parameter('Colors', 1);
  const bitsPerPixel = colors * parameter('BitsPerComponent', 8);
  const rowBytes = Math.ceil((bitsPerPixel * parameter('Columns', 1)) / 8);
  const pixelBytes = Math.max(1, Math.ceil(bitsPerPixel / 8));
  if (!Number.isSafeInteger(rowBytes) || rowBytes < 1 || rowBytes > 1024) {
    throw damaged('A stream has impossible predictor columns.');
  }
  return undoPng(data, rowBytes, pixelBytes);
}

function undoPng(data: Uint8Array, rowBytes: number, pixelBytes: number): Uint8Array {
  const rows = Math.ceil(data.length / (rowBytes + 1));
  const out = new Uint8Array(rows * rowBytes);
  let written = 0;
  for (let row = 0; row < rows; row++) {
    const from = row * (rowBytes + 1);
    const to = row * rowBytes;
    const type = data[from];
    const here = Math.min(rowBytes, data.length - from - 1);
    for (let at = 0; at < here; at++) {
      const left = at >= pixelBytes ? (out[to + at - pixelBytes] ?? 0) : 0;
      const up = row > 0 ? (out[to + at - rowBytes] ?? 0) : 0;
      const corner = row > 0 && at >= pixelBytes ? (out[to + at - rowBytes - pixelBytes] ?? 0) : 0;
      out[to + at] = (data[from + 1 + at] ?? 0) + predicted(type, left, up, corner);
    }
    written += Math.max(0, here);
  }
  return out.subarray(0, written);
}

function predicted(type: number | undefined, left: number, up: number, corner: number): number {
  switch (type) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const guess = left + up - corner;
      const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
      if (a <= b && a <= c) return left;
      return b <= c ? up : corner;
    }
    case 0:
      return 0;
    default:
      throw damaged('A row has an impossible predictor.');
  }
}
