/**
 * Universal signature forgery and signature wrapping (Mladenov, Mainka, zu Selhausen, Grothe, Schwenk, "1 Trillion
 * Dollar Refund", CCS 2019), and ranges that leave more uncovered than they may.
 */
import { movedRanges, revisionsOf } from '../../verifier/samples/changed-bytes.ts';
import { craftCms } from '../../verifier/samples/craft-cms.ts';
import { replaced } from '../../verifier/samples/mutation.ts';
import type { ProblemCode } from '../../verifier/findings.ts';
import type { SignedRevision } from '../../verifier/signed-revisions.ts';
import { madeOfFiles, type MakeFamily, type PdfMutant, type Stage } from '../mutant.ts';
import { OTHER_CONTENT } from '../originals.ts';
import type { SealedFile, SealedOrder } from '../sealed-orders.ts';

const CODES: readonly ProblemCode[] = [
  ...(['byte-range', 'contents-gap', 'malformed-pdf', 'message-digest', 'time-stamp-imprint'] as const),
  ...(['coverage', 'no-signature', 'signature-dictionary', 'cms-der', 'cms-structure'] as const),
];

export const byteRanges: MakeFamily = (order, stage) => [
  ...madeOfFiles(order, movedRanges),
  ...forged(order.files[0]),
  ...wrapped(order.files[0]),
  ...gaps(order, stage),
];

const mutant = (title: string, bytes: PdfMutant['bytes'], expected = CODES): PdfMutant => ({
  title,
  at: 0,
  expected,
  bytes,
});

/** Universal signature forgery: what is verified is taken away, so that a reader has nothing to refuse. */
function forged({ sealed }: SealedFile): PdfMutant[] {
  return revisionsOf(sealed).flatMap(({ gap, field }) => {
    const rangeAt = sealed.lastIndexOf('/ByteRange', gap.start);
    const range = /^\/ByteRange \[[^\]]*\]/.exec(sealed.subarray(rangeAt, gap.start).toString('latin1'));
    const room = range?.[0].length ?? 0;
    const ranges = {
      'no ByteRange': '/BiteRange [0 0 0 0]',
      'null as ByteRange': '/ByteRange null',
      'nothing in ByteRange': '/ByteRange []',
      'zeros in ByteRange': '/ByteRange [0 0 0 0]',
      'negative numbers in ByteRange': '/ByteRange [-1 -1 -1 -1]',
      'one number in ByteRange': '/ByteRange [0]',
      'three numbers in ByteRange': '/ByteRange [0 9 20]',
      'six numbers in ByteRange': '/ByteRange [0 1 2 3 4 5]',
      'numbers beyond the file in ByteRange': '/ByteRange [0 9 20 99999999]',
      'names in ByteRange': '/ByteRange [/A /B /C /D]',
      'another object as ByteRange': '/ByteRange 4 0 R',
    };
    const contents = {
      'no Contents': '/Cantents',
      'Contents that says nothing': '/Contents <> /X',
      'null as Contents': '/Contents null',
      'one byte in Contents': '/Contents <00>',
      'another object as Contents': '/Contents 4 0 R',
    };
    const name = `in ${field.name}`;
    const key = gap.start - '/Contents '.length;
    return [
      ...Object.entries(ranges).flatMap(([title, text]) =>
        text.length > room
          ? []
          : [mutant(`${title} ${name}`, () => replaced(sealed, rangeAt, text.padEnd(room)))],
      ),
      ...Object.entries(contents).map(([title, text]) =>
        // What was Contents becomes a string that belongs to nothing, or a comment.
        mutant(`${title} ${name}`, () => replaced(sealed, key, `${text} %`.padEnd('/Contents '.length + 1))),
      ),
    ];
  });
}

/** Signature wrapping: the second part is moved away, and what is put between is not covered. */
function wrapped({ sealed }: SealedFile): PdfMutant[] {
  return revisionsOf(sealed).flatMap((revision) => {
    const { gap, end, field } = revision;
    const injected = Buffer.from(
      `\n9100 0 obj\n${OTHER_CONTENT.toString('latin1')}\nendobj\n`.padEnd(400),
      'latin1',
    );
    const [first, second] = [sealed.subarray(0, gap.end), sealed.subarray(gap.end)];
    const moved = [0, gap.start, gap.end + injected.length, end - gap.end];
    return [
      mutant(`bytes between the parts of ${field.name}`, () => Buffer.concat([first, injected, second])),
      mutant(`a second ByteRange in the room of ${field.name}, over parts that were moved`, () =>
        Buffer.concat([withSecondRange(first, revision, moved), injected, second]),
      ),
      mutant(`a second ByteRange in the room of ${field.name}`, () =>
        withSecondRange(Buffer.from(sealed), revision, [0, gap.start, gap.end, end - gap.end]),
      ),
      mutant(`the second part of ${field.name} twice`, () =>
        Buffer.concat([sealed, sealed.subarray(gap.end, end)]),
      ),
    ];
  });
}

/** Nothing covers the zeros behind the CMS: there is room for more of the dictionary. */
function withSecondRange(bytes: Buffer, { gap }: SignedRevision, range: readonly number[]): Buffer {
  const text = `> /ByteRange [${range.join(' ')}] /Extra <`;
  const copy = Buffer.from(bytes);
  copy.write(text, gap.end - 2 - text.length - 100, 'latin1');
  return copy;
}

/** Signed by the service over less than all: a byte more on either side of Contents is not covered. */
function gaps({ files }: SealedOrder, { authority }: Stage): PdfMutant[] {
  const [{ sealed }] = files;
  const last = revisionsOf(sealed).at(-2);
  if (!last) return [];
  const { gap, end, field } = last;
  const rangeAt = sealed.lastIndexOf('/ByteRange', gap.start);
  const room = /^\/ByteRange \[[^\]]*\]/.exec(sealed.subarray(rangeAt, gap.start).toString('latin1'))?.[0];
  return (
    [
      [1, 0],
      [0, 1],
      ['/Contents '.length, 0],
      [0, 60],
      [gap.start - rangeAt, 0],
    ] as const
  ).map(([before, after]) =>
    mutant(
      `a signature that leaves out ${before} bytes before ${field.name} and ${after} behind`,
      async () => {
        const [a, b] = [gap.start - before, gap.end + after];
        const range = `/ByteRange [0 ${a} ${b} ${end - b}]`.padEnd(room?.length ?? 0);
        const file = Buffer.from(replaced(sealed.subarray(0, end), rangeAt, range));
        const covered = Buffer.concat([file.subarray(0, a), file.subarray(b)]);
        const cms = Buffer.from(await craftCms(covered, authority)).toString('hex');
        return replaced(file, gap.start + 1, cms.padEnd(gap.end - gap.start - 2, '0'));
      },
      ['contents-gap'],
    ),
  );
}
