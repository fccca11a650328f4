/** What is wanted of the widget, as numbers, and what was measured beside each. */
import type { FileName } from '../files/bench-files.ts';
import type { FirstPaint } from '../measures/first-paint.ts';
import type { Contender } from '../pages/contenders.ts';
import type { Results } from './results.ts';

export interface Verdict {
  readonly goal: string;
  readonly measured: number;
  readonly wanted: number;
  readonly atMost: boolean;
  readonly unit: '×' | 'MB' | '%' | 'fps' | 'ms' | '' | 'bytes';
}

const FULL_SPEED_RATIO = 1.1;
const AHEAD_OF_VIEWER_RATIO = 1.5;
const CODE_RATIO = 1.08;
/** Of the floor's time on the slow line. For other documents there is no goal but not to be behind. */
const LINE_RATIOS: Partial<Readonly<Record<FileName, number>>> = {
  '10': 0.9,
  scan: 0.9,
  '2000': 0.75,
  '5000': 0.75,
  '5000-classic': 0.75,
  '5000-flat': 0.75,
};
const LINE_RATIO = 1.0;
const LARGE_DOCUMENT_MEGABYTES = 0.6;
const LARGE_BY_SMALL_RATIO = 1.15;
const MEMORY_RATIO = 1.3;
const MOST_CANVASES = 8;
const FRAMES_PER_SECOND = 60;
/** A clock's own jitter is not a missed frame. */
const FRAMES_LEEWAY = 1;
const LONG_TASK_MILLISECONDS = 50;
const BLANK_PERCENT = 2;
/** Below this a slope over some hundred rounds is noise of the collector. */
const GROWTH_BYTES_PER_ROUND = 200;

export function passes({ measured, wanted, atMost }: Verdict): boolean {
  return atMost ? measured <= wanted : measured >= wanted;
}

export function verdicts(results: Results): Verdict[] {
  return [
    ...fullSpeed(results.firstPaint ?? []),
    ...code(results),
    ...onTheLine(results.line ?? []),
    ...reading(results),
    ...openClose(results),
  ];
}

function fullSpeed(paints: readonly FirstPaint[]): Verdict[] {
  const verdicts = filesOf(paints).flatMap((file): Verdict[] => {
    const time = timesOf(paints, file);
    return [
      ratio(`first page of ${file}, by the floor`, time('widget') / time('floor'), FULL_SPEED_RATIO),
      {
        ...ratio(
          `first page of ${file}, the stock viewer by it`,
          time('stock') / time('widget'),
          AHEAD_OF_VIEWER_RATIO,
        ),
        atMost: false,
      },
    ];
  });
  const large = timesOf(paints, '5000')('widget') / timesOf(paints, '10')('widget');
  return Number.isNaN(large)
    ? verdicts
    : [...verdicts, ratio('first page of 5000 by that of 10', large, LARGE_BY_SMALL_RATIO)];
}

function code({ code: parts = [] }: Results): Verdict[] {
  const bytes = (contender: Contender) => parts.find((each) => each.contender === contender)?.bytes ?? NaN;
  return parts.length === 0
    ? []
    : [ratio('code before the first page, by the floor', bytes('widget') / bytes('floor'), CODE_RATIO)];
}

function onTheLine(paints: readonly FirstPaint[]): Verdict[] {
  return filesOf(paints).flatMap((file): Verdict[] => {
    const time = timesOf(paints, file);
    const bytes =
      paints.find((each) => each.file === file && each.contender === 'widget')?.documentBytes ?? NaN;
    const wanted = LINE_RATIOS[file] ?? LINE_RATIO;
    const verdict = ratio(
      `slow line, first page of ${file}, by the floor`,
      time('widget') / time('floor'),
      wanted,
    );
    if (!file.startsWith('5000')) return [verdict];
    return [
      verdict,
      {
        goal: `bytes of ${file} before its first page`,
        measured: bytes / 1e6,
        wanted: LARGE_DOCUMENT_MEGABYTES,
        atMost: true,
        unit: 'MB',
      },
    ];
  });
}

function reading({ memory, scrolling }: Results): Verdict[] {
  const held = memory?.find(({ contender }) => contender === 'widget');
  const scrolled = scrolling?.find(({ contender }) => contender === 'widget');
  const canvases = Math.max(held?.canvases ?? 0, scrolled?.canvases ?? 0);
  return [
    ...(held
      ? [
          ratio(
            'memory after scrolling by that after opening',
            held.scrolledBytes / held.openedBytes,
            MEMORY_RATIO,
          ),
        ]
      : []),
    ...(held || scrolled ? [upTo('live canvases', canvases, MOST_CANVASES, '')] : []),
    ...(scrolled
      ? [
          {
            ...upTo(
              'frames while scrolling',
              scrolled.framesPerSecond,
              FRAMES_PER_SECOND - FRAMES_LEEWAY,
              'fps',
            ),
            atMost: false,
          },
          upTo('our part of a long task', scrolled.longestOwnMilliseconds, LONG_TASK_MILLISECONDS, 'ms'),
          upTo('blank while scrolling', scrolled.blankShare * 100, BLANK_PERCENT, '%'),
        ]
      : []),
  ];
}

function openClose({ openClose: rounds }: Results): Verdict[] {
  if (!rounds) return [];
  const { heapBytesPerRound } = rounds;
  return [upTo('heap by opening and closing once', heapBytesPerRound, GROWTH_BYTES_PER_ROUND, 'bytes')];
}

function ratio(goal: string, measured: number, wanted: number): Verdict {
  return upTo(goal, measured, wanted, '×');
}

function upTo(goal: string, measured: number, wanted: number, unit: Verdict['unit']): Verdict {
  return { goal, measured, wanted, atMost: true, unit };
}

function filesOf(paints: readonly FirstPaint[]): FileName[] {
  return [...new Set(paints.map(({ file }) => file))];
}

function timesOf(paints: readonly FirstPaint[], file: FileName): (contender: Contender) => number {
  return (contender) =>
    paints.find((each) => each.file === file && each.contender === contender)?.median ?? NaN;
}
