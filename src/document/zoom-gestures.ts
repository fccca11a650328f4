/**
 * Zooming with the pointer: by wheel with Ctrl or ⌘, which is also how browsers tell of a pinch on a
 * trackpad, and by two fingers. While a gesture runs the pages are only stretched, so that it is smooth and
 * nothing is drawn for a zoom that is passed on the way; when it is over, they are laid out and drawn.
 */
import type { Clock } from './clock.js';
import type { Point } from './page-anchor.js';
import { MAX_ZOOM, MIN_ZOOM } from './page-layout.js';
import { placeAt, showing, UNMOVED, wheelFactor, type ZoomTransform } from './zoom-transform.js';

export interface ZoomedColumn {
  zoom(): number;
  /** A gesture has begun: the column belongs to it. */
  hold(): void;
  /** It is over. @param place in the column as laid out before @param at where in the view it is to be */
  zoomTo(zoom: number, place: Point, at: Point): void;
}

/** A wheel does not say when it is done. */
const SETTLED_MILLISECONDS = 150;

/** Safari on the Mac tells of a pinch by these (https://developer.apple.com/documentation/webkitjs/gestureevent). */
interface GestureEvent extends UIEvent {
  readonly scale: number;
  readonly clientX: number;
  readonly clientY: number;
}

export class ZoomGestures {
  readonly #scroller: HTMLElement;
  readonly #column: HTMLElement;
  readonly #clock: Clock;
  readonly #zoomed: ZoomedColumn;
  #transform: ZoomTransform | undefined;
  #at: Point = { x: 0, y: 0 };
  /** What the fingers hold, and how far apart they were. */
  #pinch: { readonly place: Point; readonly apart: number } | undefined;
  #cancelTimer: (() => void) | undefined;

  constructor(scroller: HTMLElement, column: HTMLElement, clock: Clock, zoomed: ZoomedColumn) {
    this.#scroller = scroller;
    this.#column = column;
    this.#clock = clock;
    this.#zoomed = zoomed;
  }

  listen(signal: AbortSignal): void {
    // Not passive: else the browser would zoom the host's page as well.
    const options = { passive: false, signal };
    this.#scroller.addEventListener('wheel', (event) => this.#handleWheel(event), options);
    this.#scroller.addEventListener('touchstart', (event) => this.#handleTouch(event), options);
    this.#scroller.addEventListener('touchmove', (event) => this.#handleTouch(event), options);
    for (const type of ['touchend', 'touchcancel'] as const) {
      this.#scroller.addEventListener(type, ({ touches }) => touches.length < 2 && this.#letGo(), { signal });
    }
    const gesture = (event: Event) => this.#handleGesture(event as GestureEvent);
    for (const type of ['gesturestart', 'gesturechange', 'gestureend']) {
      this.#scroller.addEventListener(type, gesture, options);
    }
    signal.addEventListener('abort', () => this.#forget());
  }

  #handleWheel(event: WheelEvent): void {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    if (this.#pinch) return;
    const at = this.#pointOf(event);
    const before = this.#begin();
    this.#show(placeAt(before, this.#inColumn(at)), at, before.scale * wheelFactor(event));
    this.#cancelTimer?.();
    this.#cancelTimer = this.#clock.after(SETTLED_MILLISECONDS, () => this.#settle());
  }

  #handleTouch(event: TouchEvent): void {
    const [one, other] = event.touches;
    if (!one || !other || event.touches.length > 2) return;
    if (event.cancelable) event.preventDefault();
    const middle = { clientX: (one.clientX + other.clientX) / 2, clientY: (one.clientY + other.clientY) / 2 };
    const apart = Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
    this.#handlePinch(this.#pointOf(middle), Math.max(1, apart), event.type === 'touchstart');
  }

  #handleGesture(event: GestureEvent): void {
    event.preventDefault();
    // On iOS they come along with touches, which say more.
    if ('ontouchstart' in globalThis) return;
    if (event.type === 'gestureend') this.#letGo();
    else this.#handlePinch(this.#pointOf(event), event.scale, event.type === 'gesturestart');
  }

  #handlePinch(at: Point, apart: number, begins: boolean): void {
    const transform = this.#begin();
    this.#cancelTimer?.();
    if (begins || !this.#pinch) {
      const place = placeAt(transform, this.#inColumn(at));
      this.#pinch = { place, apart: apart / transform.scale };
    }
    this.#show(this.#pinch.place, at, apart / this.#pinch.apart);
  }

  #letGo(): void {
    if (this.#pinch) this.#settle();
  }

  #begin(): ZoomTransform {
    if (!this.#transform) this.#zoomed.hold();
    return (this.#transform ??= UNMOVED);
  }

  #show(place: Point, at: Point, wanted: number): void {
    const zoom = this.#zoomed.zoom();
    const scale = Math.min(MAX_ZOOM / zoom, Math.max(MIN_ZOOM / zoom, wanted));
    this.#at = at;
    this.#transform = showing(place, this.#inColumn(at), scale);
    const { x, y } = this.#transform;
    this.#column.style.transformOrigin = '0 0';
    this.#column.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
  }

  #settle(): void {
    const transform = this.#transform;
    if (!transform) return;
    const place = placeAt(transform, this.#inColumn(this.#at));
    this.#forget();
    this.#zoomed.zoomTo(this.#zoomed.zoom() * transform.scale, place, this.#at);
  }

  #forget(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    this.#transform = undefined;
    this.#pinch = undefined;
    this.#column.style.transform = '';
  }

  /** In the view. */
  #pointOf({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }): Point {
    const { left, top } = this.#scroller.getBoundingClientRect();
    return { x: clientX - left - this.#scroller.clientLeft, y: clientY - top - this.#scroller.clientTop };
  }

  #inColumn({ x, y }: Point): Point {
    return { x: x + this.#scroller.scrollLeft, y: y + this.#scroller.scrollTop };
  }
}
