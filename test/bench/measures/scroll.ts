/** Scrolls as a wheel or a finger does: the browser moves the view by itself, whether the page keeps up or not. */
import type { CDPSession } from 'playwright-core';
import { VIEWPORT } from './opened-page.ts';

/** Longer gestures are cut: the protocol answers only when one has ended. */
const GESTURE_PIXELS = 20_000;

export async function scrollBy(page: CDPSession, pixels: number, pixelsPerSecond: number): Promise<void> {
  for (let left = pixels; left > 0; left -= GESTURE_PIXELS) {
    await page.send('Input.synthesizeScrollGesture', {
      x: VIEWPORT.width / 2,
      y: VIEWPORT.height / 2,
      yDistance: -Math.min(left, GESTURE_PIXELS),
      speed: pixelsPerSecond,
      gestureSourceType: 'mouse',
      preventFling: true,
    });
  }
}

/** Of the whole column, and how far it has been scrolled. */
export async function scrollPlace(
  page: CDPSession,
): Promise<{ readonly top: number; readonly most: number }> {
  const { result } = await page.send('Runtime.evaluate', {
    expression: `(({ scroller }) => ({ top: scroller.scrollTop, most: scroller.scrollHeight - scroller.clientHeight }))(benchReading())`,
    returnByValue: true,
  });
  return result.value as { top: number; most: number };
}
