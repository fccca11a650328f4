/** Single bytes changed, taken out, put in or cut off, whichever they are. */
import { changedContents, flippedBytes, revisionsOf } from '../../verifier/samples/changed-bytes.ts';
import { randomFrom } from '../../verifier/samples/mutation.ts';
import { type ExportMutant, madeOfFiles, type MakeFamily, type PdfMutant } from '../mutant.ts';
import { overwritten } from '../parts.ts';
import type { SealedFile } from '../sealed-orders.ts';

export const byteFlips: MakeFamily = (order, _, seed) => [
  ...madeOfFiles(order, (file) => [...flippedBytes(file, seed, 1), ...changedContents(file, seed, 4)]),
  ...brokenBytes(order.files[0], seed),
  ...otherCase(order.files[0], seed),
  ...flippedText(JSON.stringify(order.evidence), seed),
];

function brokenBytes({ sealed, original }: SealedFile, seed: number): PdfMutant[] {
  const random = randomFrom(seed + 1);
  const mutant = (title: string, bytes: () => Buffer): PdfMutant => ({ title, at: 0, bytes });
  return Array.from({ length: 3 }, () => {
    const at = original.length + random(sealed.length - original.length - 32);
    const [head, tail] = [sealed.subarray(0, at), sealed.subarray(at)];
    return [
      mutant(`byte ${at} taken out`, () => Buffer.concat([head, tail.subarray(1)])),
      mutant(`a byte put in at ${at}`, () => Buffer.concat([head, Buffer.from('0'), tail])),
      mutant(`32 bytes at ${at} overwritten`, () =>
        Buffer.concat([head, Buffer.alloc(32, '~'), tail.subarray(32)]),
      ),
      mutant(`cut off at ${at}`, () => Buffer.from(head)),
    ];
  }).flat();
}

/** Nothing covers the digits of the last Contents, and `a` and `A` are the same digit. */
function otherCase(file: SealedFile, seed: number): PdfMutant[] {
  const random = randomFrom(seed + 2);
  return revisionsOf(file.sealed).map(({ gap, field }) => {
    let at = gap.start + 1 + random(1000);
    while (!/[a-f]/.test(String.fromCharCode(file.sealed[at] ?? 0))) at += 1;
    const digit = String.fromCharCode(file.sealed[at] ?? 0).toUpperCase();
    const title = `a digit of the Contents of ${field.name} written ${digit}`;
    return overwritten(title, file, at, digit, ['contents-gap']);
  });
}

function flippedText(text: string, seed: number): ExportMutant[] {
  const random = randomFrom(seed + 3);
  return Array.from({ length: 12 }, () => {
    const at = random(text.length);
    const code = text.charCodeAt(at) ^ (1 << random(6));
    return {
      title: `character ${at} of the export`,
      evidence: () => `${text.slice(0, at)}${String.fromCharCode(code)}${text.slice(at + 1)}`,
    };
  });
}
