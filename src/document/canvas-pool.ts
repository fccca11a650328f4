/**
 * The canvases of a viewer: few, and made once. Browsers keep the pixels of a canvas
 * until it is collected, and Safari refuses new ones above a limit for the whole page, so a canvas
 * that is given back is shrunk at once (https://bugs.webkit.org/show_bug.cgi?id=195325).
 */

/** Of all canvases of a viewer that have pixels. */
export const MAX_CANVASES = 8;

export class CanvasPool {
  readonly #create: () => HTMLCanvasElement;
  readonly #spare: HTMLCanvasElement[] = [];
  readonly #live = new Set<HTMLCanvasElement>();

  constructor(create: () => HTMLCanvasElement = () => document.createElement('canvas')) {
    this.#create = create;
  }

  get live(): number {
    return this.#live.size;
  }

  get pixels(): number {
    let pixels = 0;
    for (const { width, height } of this.#live) pixels += width * height;
    return pixels;
  }

  take(): HTMLCanvasElement {
    if (this.#live.size >= MAX_CANVASES) throw new RangeError(`More than ${MAX_CANVASES} canvases at once.`);
    const canvas = this.#spare.pop() ?? this.#create();
    this.#live.add(canvas);
    return canvas;
  }

  giveBack(canvas: HTMLCanvasElement): void {
    if (!this.#live.delete(canvas)) return;
    canvas.remove();
    canvas.width = 0;
    canvas.height = 0;
    this.#spare.push(canvas);
  }
}
