/** All that one run has measured; what was not asked for is not there. */
import type { Code } from '../measures/code.ts';
import type { FirstPaint } from '../measures/first-paint.ts';
import type { Memory } from '../measures/memory.ts';
import type { OpenClose } from '../measures/open-close.ts';
import type { Scrolling } from '../measures/scrolling.ts';

export interface Results {
  readonly date: string;
  readonly machine: string;
  readonly chromium: string;
  readonly pdfjs: string;
  readonly runs: number;
  readonly code?: readonly Code[];
  readonly firstPaint?: readonly FirstPaint[];
  readonly line?: readonly FirstPaint[];
  /** The slow line as it was: a download's bits a second, and an answer's round trip. */
  readonly lineMeasured?: { readonly bitsPerSecond: number; readonly roundTripMilliseconds: number };
  readonly memory?: readonly Memory[];
  readonly scrolling?: readonly Scrolling[];
  readonly openClose?: OpenClose;
}
