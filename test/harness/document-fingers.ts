/** Fingers and wheels on a document, as a browser tells of them. */
interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Turns a wheel at a point of an element, and says whether the browser would still do something of its own. */
export function wheel(element: HTMLElement, { x, y }: Spot, deltaY: number, ctrlKey = true): boolean {
  const { left, top } = element.getBoundingClientRect();
  const at = { clientX: left + x, clientY: top + y };
  return element.dispatchEvent(
    new WheelEvent('wheel', { deltaY, ctrlKey, ...at, bubbles: true, composed: true, cancelable: true }),
  );
}

export function touch(
  element: HTMLElement,
  type: 'touchstart' | 'touchmove' | 'touchend',
  spots: readonly Spot[],
): boolean {
  const { left, top } = element.getBoundingClientRect();
  const touches = spots.map(
    ({ x, y }, identifier) => new Touch({ identifier, target: element, clientX: left + x, clientY: top + y }),
  );
  return element.dispatchEvent(
    new TouchEvent(type, { touches, bubbles: true, composed: true, cancelable: true }),
  );
}

/** A pinch on a trackpad, as Safari tells of it: no other browser has this event. */
export function trackpadPinch(element: HTMLElement, type: string, { x, y }: Spot, scale: number): boolean {
  const { left, top } = element.getBoundingClientRect();
  const event = new Event(type, { bubbles: true, composed: true, cancelable: true });
  return element.dispatchEvent(Object.assign(event, { scale, clientX: left + x, clientY: top + y }));
}
