/** What a person does on the pad for a signature: draws on it, and sees what they have drawn. */
import type { InkPad } from '../../src/signature/ink-pad.ts';

/** In shares of the pad's width and height. */
export type Point = readonly [x: number, y: number];

const CORNER: Point = [0, 0];

export class InkPadDriver {
  readonly #pad: InkPad;

  constructor(pad: InkPad) {
    this.#pad = pad;
  }

  /** The strokes that can be seen. */
  get ink(): string[] {
    const paths = this.#pad.shadowRoot?.querySelectorAll('path') ?? [];
    return [...paths].map((path) => path.getAttribute('d') ?? '');
  }

  get width(): number {
    return this.#pad.getBoundingClientRect().width;
  }

  /** With one finger; and, while it is drawing, with another one that should not. */
  async draw(points: readonly Point[], { beside = [] }: { beside?: readonly Point[] } = {}): Promise<void> {
    // Only the browser can capture a pointer, and only one of its own.
    this.#pad.setPointerCapture = () => undefined;
    this.#touch('pointerdown', points[0] ?? CORNER, 1);
    beside.forEach((at, index) => this.#touch(index === 0 ? 'pointerdown' : 'pointermove', at, 2));
    for (const at of points.slice(1)) this.#touch('pointermove', at, 1);
    if (beside.length > 0) this.#touch('pointerup', beside.at(-1) ?? CORNER, 2);
    this.#touch('pointerup', points.at(-1) ?? CORNER, 1);
    await this.#pad.updateComplete;
  }

  #touch(type: string, [x, y]: Point, pointerId: number): void {
    const { left, top, width, height } = this.#pad.getBoundingClientRect();
    this.#pad.dispatchEvent(
      new PointerEvent(type, {
        pointerId,
        pointerType: 'touch',
        button: type === 'pointermove' ? -1 : 0,
        clientX: left + x * width,
        clientY: top + y * height,
        bubbles: true,
        composed: true,
        cancelable: true,
      }),
    );
  }
}
