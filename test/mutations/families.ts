/** Which family makes what; the compiler asks for every one of them. */
import { annotationsAndPages } from './families/annotations-and-pages.ts';
import { appendedRevisions } from './families/appended-revisions.ts';
import { byteFlips } from './families/byte-flips.ts';
import { byteRanges } from './families/byte-ranges.ts';
import { swappedEvidence } from './families/evidence.ts';
import { fieldValues } from './families/field-values.ts';
import { shadows } from './families/shadows.ts';
import { strippedSignatures } from './families/stripped.ts';
import { swappedXref } from './families/swapped-xref.ts';
import { tokens } from './families/tokens.ts';
import type { Family, MakeFamily } from './mutant.ts';

export const MAKERS: Readonly<Record<Family, MakeFamily>> = {
  'byte flips': byteFlips,
  'appended revisions': appendedRevisions,
  'swapped xref': swappedXref,
  'shadow hide and replace': shadows,
  'changed field values': fieldValues,
  'added annotations and pages': annotationsAndPages,
  'moved ByteRange': byteRanges,
  'swapped token': tokens,
  'signature stripped': strippedSignatures,
  'evidence swapped': swappedEvidence,
};

/** So many of them, evenly spread; another `turn` begins elsewhere. */
export function spread<T>(all: readonly T[], most: number, turn: number): T[] {
  if (all.length <= most) return [...all];
  const step = all.length / most;
  return Array.from({ length: most }, (_, at) => {
    return all[Math.floor(at * step + ((turn * 0.618) % 1) * step)] as T;
  });
}
