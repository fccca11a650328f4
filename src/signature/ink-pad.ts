/**
 * A pad to draw a signature on, with finger, pen or mouse. Strokes are vectors in pad units: they stay as they are when
 * the phone is turned, the page is zoomed or the pad gets another size. Knows nothing of what is signed.
 */
import { css, html, LitElement, svg, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Drawing, Stroke } from '../session/hand.ts';
import { drawingOf, isFull, PAD, strokePath } from './ink.ts';

export interface InkPadStrings {
  /** What it is, for whoever cannot see it. */
  readonly label: string;
  readonly empty: string;
  readonly drawn: string;
}

/** What has been drawn has changed; undefined where that is no signature. */
export class InkChangedEvent extends Event {
  static readonly type = 'signing-ink-changed';

  constructor(readonly drawing: Drawing | undefined) {
    super(InkChangedEvent.type);
  }
}

/**
 * @fires signing-ink-changed - after each stroke
 */
export class InkPad extends LitElement {
  static override properties: PropertyDeclarations = {
    strokes: { attribute: false },
    strings: { attribute: false },
  };

  static override styles = css`
    :host {
      display: block;
      position: relative;
      /* The shape never changes: what was drawn fits at every size. */
      aspect-ratio: 3;
      color: var(--_ink, currentColor);
      background: var(--_surface, Canvas);
      border: 1px solid var(--_control, currentColor);
      border-radius: var(--_radius, 8px);
      overflow: hidden;
      touch-action: none;
      cursor: crosshair;
      user-select: none;
      -webkit-user-select: none;
    }

    svg {
      position: absolute;
      inset: 0;
      inline-size: 100%;
      block-size: 100%;
      pointer-events: none;
    }

    path {
      fill: currentColor;
    }

    line {
      stroke: var(--_control, currentColor);
      stroke-width: 1.5;
      stroke-dasharray: 4 6;
    }

    p {
      position: absolute;
      inset-inline: 0;
      inset-block-end: 4%;
      margin: 0;
      padding-inline: 1rem;
      font-size: 0.8125rem;
      text-align: center;
      color: var(--_muted, GrayText);
      pointer-events: none;
    }

    @media (forced-colors: active) {
      :host {
        color: CanvasText;
      }
    }
  `;

  strokes: readonly Stroke[] = [];
  strings: InkPadStrings = { label: '', empty: '', drawn: '' };

  /** The stroke that is being drawn, and by which pointer. */
  #drawing: { readonly pointer: number; readonly points: number[]; readonly isPen: boolean } | undefined;
  /** Paths of strokes that have been drawn: they do not change any more. */
  readonly #paths = new WeakMap<Stroke, string>();

  constructor() {
    super();
    this.addEventListener('pointerdown', (event) => this.#handleDown(event));
    this.addEventListener('pointermove', (event) => this.#handleMove(event));
    this.addEventListener('pointerup', (event) => this.#handleUp(event));
    this.addEventListener('pointercancel', (event) => this.#handleUp(event));
    // Firefox and Safari would begin to scroll or to select before `touch-action` is looked at.
    this.addEventListener('touchstart', (event) => event.preventDefault(), { passive: false });
  }

  protected override render(): TemplateResult {
    const points = this.#drawing?.points;
    const isEmpty = this.strokes.length === 0 && !points;
    return html`<svg
        viewBox="0 0 ${PAD.width} ${PAD.height}"
        role="img"
        aria-label="${this.strings.label}. ${isEmpty ? this.strings.empty : this.strings.drawn}"
      >
        ${svg`<line x1="40" x2="${PAD.width - 40}" y1="150" y2="150"></line>`}
        ${this.strokes.map((stroke) => svg`<path d=${this.#pathOf(stroke)}></path>`)}
        ${points ? svg`<path d=${strokePath(points)}></path>` : undefined}
      </svg>
      ${isEmpty ? html`<p aria-hidden="true">${this.strings.empty}</p>` : undefined}`;
  }

  #pathOf(stroke: Stroke): string {
    const known = this.#paths.get(stroke);
    if (known !== undefined) return known;
    const path = strokePath(stroke);
    this.#paths.set(stroke, path);
    return path;
  }

  #handleDown(event: PointerEvent): void {
    // One pointer draws; a palm that touches beside the pen does not.
    if (this.#drawing || event.button !== 0 || isFull(this.strokes)) return;
    event.preventDefault();
    this.setPointerCapture(event.pointerId);
    this.#drawing = { pointer: event.pointerId, points: [], isPen: event.pointerType === 'pen' };
    this.#take(event);
  }

  #handleMove(event: PointerEvent): void {
    if (event.pointerId !== this.#drawing?.pointer) return;
    const all = event.getCoalescedEvents?.() ?? [];
    for (const one of all.length > 0 ? all : [event]) this.#take(one);
  }

  #handleUp(event: PointerEvent): void {
    const drawing = this.#drawing;
    if (event.pointerId !== drawing?.pointer) return;
    this.#drawing = undefined;
    this.strokes = [...this.strokes, drawing.points];
    this.dispatchEvent(new InkChangedEvent(drawingOf(this.strokes)));
    this.requestUpdate();
  }

  #take({ clientX, clientY, pressure }: PointerEvent): void {
    const drawing = this.#drawing;
    if (!drawing) return;
    const { left, top, width, height } = this.getBoundingClientRect();
    if (width === 0 || height === 0) return;
    const x = within(((clientX - left) / width) * PAD.width, PAD.width);
    const y = within(((clientY - top) / height) * PAD.height, PAD.height);
    drawing.points.push(x, y, drawing.isPen ? Math.round(pressure * 100) / 100 : 0.5);
    this.requestUpdate();
  }
}

/** Captured, a pointer may leave the pad; its stroke does not. */
function within(value: number, most: number): number {
  return Math.round(Math.min(most, Math.max(0, value)) * 10) / 10;
}

declare global {
  interface HTMLElementTagNameMap {
    'signing-ink-pad': InkPad;
  }
  interface HTMLElementEventMap {
    'signing-ink-changed': InkChangedEvent;
  }
}
