/** A PDF that is long enough to come in parts: three pages, the second of which has far more bytes than it shows. */
import { pdfBytes } from './document-pdf.ts';

const LINE = 96;

/** @param fillerBytes about as many more than three pages have */
export function longPdf(fillerBytes = 1_200_000): Uint8Array<ArrayBuffer> {
  let seed = 7;
  const lines: string[] = [];
  for (let length = 0; length < fillerBytes; length += LINE + 2) {
    let line = '%';
    while (line.length <= LINE) line += (seed = (seed * 48_271) % 2_147_483_647).toString(36);
    lines.push(line.slice(0, LINE + 1));
  }
  return pdfBytes([
    { text: 'Agreement 1' },
    { text: 'Agreement 2', content: `\n${lines.join('\n')}\n` },
    { text: 'Agreement 3' },
  ]);
}
