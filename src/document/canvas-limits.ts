/**
 * How many pixels all canvases of a viewer may have together, on what it runs on. A canvas takes four
 * bytes a pixel, in the browser and, where there is one, in the graphics processor.
 */
export interface CanvasLimits {
  /** Of all canvases, the one that is being drawn with them. */
  readonly totalPixels: number;
  /** Of one. */
  readonly canvasPixels: number;
}

export interface Device {
  /** Rounded, and never told as more than 8 (https://www.w3.org/TR/device-memory/). Not every browser tells. */
  readonly memoryGigabytes: number | undefined;
  /** Worked by finger: a phone or a tablet, where a page that takes much is ended without a word. */
  readonly coarsePointer: boolean;
  readonly screenPixels: number;
}

/** Safari on iOS draws nothing on a larger canvas (4096 × 4096). */
export const MAX_CANVAS_PIXELS = 2 ** 24;

/** No browser in use refuses this length of a side. */
export const MAX_CANVAS_SIDE = 8192;

/** 256 MB: enough to be sharp on the largest screens that are sold. */
const MOST = 2 ** 26;
const MOST_WITH_LITTLE_MEMORY = 2 ** 25;
/** Safari on iOS has been seen to refuse canvases when those of a page take 256 MB; 64 leaves the host its share. */
const MOST_BY_FINGER = 2 ** 24;
const LEAST = 2 ** 23;

/** The screen for what is in view, for the pages beside it, for a replacement, and for margins. */
const SCREENS = 12;

export function canvasLimits({ memoryGigabytes = 8, coarsePointer, screenPixels }: Device): CanvasLimits {
  const most =
    memoryGigabytes <= 2
      ? LEAST
      : coarsePointer
        ? MOST_BY_FINGER
        : memoryGigabytes <= 4
          ? MOST_WITH_LITTLE_MEMORY
          : MOST;
  const totalPixels = Math.max(LEAST, Math.min(most, SCREENS * screenPixels));
  return { totalPixels, canvasPixels: Math.min(MAX_CANVAS_PIXELS, Math.floor(totalPixels / 3)) };
}

export function thisDevice(): Device {
  const { deviceMemory }: Navigator & { readonly deviceMemory?: number } = navigator;
  return {
    memoryGigabytes: deviceMemory,
    coarsePointer: matchMedia('(pointer: coarse)').matches,
    screenPixels: screen.width * screen.height * devicePixelRatio ** 2,
  };
}
