/** The screen that a test runs on: a phone's has three pixels to the CSS pixel, and is worked by finger. */
import { setViewport } from '@web/test-runner-commands';

export const PHONE = { width: 390, height: 844, deviceScaleFactor: 3 };

const DESKTOP = { width: 800, height: 600, deviceScaleFactor: 1 };

/** Runs a test on a phone's screen. */
export async function onPhone(test: () => Promise<void>): Promise<void> {
  const { matchMedia } = window;
  // The pointer cannot be emulated without loading the page anew.
  window.matchMedia = (query) => matchMedia.call(window, query === '(pointer: coarse)' ? 'all' : query);
  await setViewport(PHONE);
  try {
    await test();
  } finally {
    window.matchMedia = matchMedia;
    await setViewport(DESKTOP);
  }
}
