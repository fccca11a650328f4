/** Where the ink is on a canvas. */

/** The middle of what is drawn, as a part of the canvas' sides. */
export function inkMiddle(canvas: HTMLCanvasElement): { readonly x: number; readonly y: number } {
  const { width, height } = canvas;
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, width, height);
  let [left, right, top, bottom] = [width, 0, height, 0];
  for (let at = 0; at < data.length; at += 4) {
    if ((data[at] ?? 255) > 128) continue;
    const x = (at / 4) % width;
    const y = Math.floor(at / 4 / width);
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  return { x: (left + right) / 2 / width, y: (top + bottom) / 2 / height };
}
