/**
 * Asks for a PDF's cross-reference (ISO 32000-2, 7.5.4 and 7.5.8) in one go, before pdf.js does so block by block, each
 * after the one before has come. What it finds is a guess at what will be needed: nothing is read by it.
 */
import type { DocumentBytes } from '../document-engine.js';

/** The last `startxref` stands in these (7.5.5), and what a linearised file says of itself in as many at the beginning. */
const LOOK_BYTES = 1024;

/** A table of 10,000 objects has 200 kB. Of a longer one the beginning is asked for. */
const MOST_BYTES = 262_144;

export async function askForCrossReference(
  bytes: DocumentBytes,
  head: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const { sizeBytes } = bytes;
  const tail = await bytes.read(sizeBytes - LOOK_BYTES, sizeBytes);
  if (!tail) return;
  const begin = mainTableIn(head) ?? startIn(tail);
  if (begin === undefined || begin < head.byteLength || begin >= sizeBytes) return;
  await bytes.read(begin, Math.min(begin + MOST_BYTES, sizeBytes));
}

/** A linearised file begins with another table, which leads to the main one (F.3.4). */
function mainTableIn(head: Uint8Array): number | undefined {
  const text = latin(head.subarray(0, LOOK_BYTES));
  return text.includes('/Linearized') ? numberIn(/\/T\s+(\d+)/.exec(text)) : undefined;
}

function startIn(tail: Uint8Array): number | undefined {
  return numberIn([...latin(tail).matchAll(/startxref\s+(\d+)/g)].at(-1));
}

function numberIn(match: RegExpMatchArray | null | undefined): number | undefined {
  return match ? Number(match[1]) : undefined;
}

function latin(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}
