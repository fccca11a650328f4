/** What was asked for on the command line of `npm run bench`. */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { FILE_NAMES, isFileName, type FileName } from './files/bench-files.ts';

export const MEASURES = ['code', 'first-paint', 'line', 'memory', 'scrolling', 'open-close'] as const;
export type Measure = (typeof MEASURES)[number];

export interface Options {
  /** `waterfall` measures nothing: it shows what one opening asks for, and when. */
  readonly measures: readonly (Measure | 'waterfall')[];
  readonly files: readonly FileName[];
  readonly runs: number;
  readonly rounds: number;
  readonly json: string | undefined;
}

const USAGE = `npm run bench [-- MEASURE… [--files NAME,…] [--runs N] [--rounds N] [--json FILE]]
  measures  ${MEASURES.join(', ')} (all of them by default); waterfall
  files     ${FILE_NAMES.join(', ')}`;

/** @throws {Error} with how it is used */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      files: { type: 'string' },
      runs: { type: 'string', default: '5' },
      rounds: { type: 'string', default: process.env.BENCH_ROUNDS ?? '300' },
      json: { type: 'string' },
    },
  });
  const files = values.files?.split(',') ?? FILE_NAMES;
  if (!files.every(isFileName)) throw new Error(USAGE);
  if (!positionals.every(isMeasure)) throw new Error(USAGE);
  return {
    measures: positionals.length > 0 ? positionals : MEASURES,
    files,
    runs: positive(values.runs),
    rounds: positive(values.rounds),
    json: values.json,
  };
}

/** Where it ran: figures of two machines are not to be compared. */
export function machine(): string {
  const [first] = cpus();
  return `${cpus().length} × ${first?.model.trim() ?? 'unknown'}, ${process.platform}, Node ${process.version}`;
}

function isMeasure(word: string): word is Measure | 'waterfall' {
  return word === 'waterfall' || (MEASURES as readonly string[]).includes(word);
}

function positive(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new Error(USAGE);
  return number;
}
