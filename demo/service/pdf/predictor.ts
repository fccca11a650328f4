import { damaged } from './pdf-error.ts';

/** Undoes PNG and TIFF predictors, ISO 32000-2 section 7.4.4.4. */
export function undoPredictor(
  data: Uint8Array,
  parameter: (key: string, missing: number) => number,
): Uint8Array {
  const predictor = parameter('Predictor', 1);
  if (predictor <= 1) return data;
  const colors = parameter('Colors', 1);
  const bitsPerPixel = colors * parameter('BitsPerComponent', 8);
  const rowBytes = Math.ceil((bitsPerPixel * parameter('Columns', 1)) / 8);
  const pixelBytes = Math.max(1, Math.ceil(bitsPerPixel / 8));
  if (!Number.isSafeInteger(rowBytes) || rowBytes < 1 || rowBytes > 1 << 24) {
    throw damaged('A stream has impossible predictor columns.');
  }
  return predictor === 2 ? undoTiff(data, rowBytes, pixelBytes) : undoPng(data, rowBytes, pixelBytes);
}

function undoTiff(data: Uint8Array, rowBytes: number, pixelBytes: number): Uint8Array {
  const out = Uint8Array.from(data);
  for (let at = 0; at < out.length; at++) {
    if (at % rowBytes >= pixelBytes) out[at] = ((out[at] ?? 0) + (out[at - pixelBytes] ?? 0)) & 255;
  }
  return out;
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
    default:
      return 0;
  }
}
