/** Notices that the signer is doing something in the widget, and says so at most once a minute. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Signs of a person; all of them reach the element from within its shadow trees. */
const SIGNS = ['pointerdown', 'pointermove', 'touchmove', 'wheel', 'keydown', 'input', 'scroll'] as const;
const PASSIVE = { passive: true, capture: true } as const;
const QUIET_MILLISECONDS = 60_000;

export class ActivityController implements ReactiveController {
  readonly #element: ReactiveControllerHost & EventTarget;
  readonly #active: () => void;
  #toldAt = -Infinity;

  constructor(element: ReactiveControllerHost & EventTarget, active: () => void) {
    this.#element = element;
    this.#active = active;
    element.addController(this);
  }

  hostConnected(): void {
    for (const sign of SIGNS) this.#element.addEventListener(sign, this.#noticed, PASSIVE);
  }

  hostDisconnected(): void {
    for (const sign of SIGNS) this.#element.removeEventListener(sign, this.#noticed, PASSIVE);
  }

  readonly #noticed = (): void => {
    const now = Date.now();
    if (now - this.#toldAt < QUIET_MILLISECONDS) return;
    this.#toldAt = now;
    this.#active();
  };
}
