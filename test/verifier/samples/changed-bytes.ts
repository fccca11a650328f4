/** Families of changes that need no key: what anyone can do to a sealed file. */
import { Findings, type ProblemCode } from '../findings.ts';
import { cmsOf } from '../cms/check-seal.ts';
import { PdfState } from '../pdf/pdf-state.ts';
import { endOfPrevious, type SignedRevision, signedRevisions } from '../signed-revisions.ts';
import { type Mutation, randomFrom, replaced } from './mutation.ts';
import { appendTable } from './original-pdf.ts';
import type { SealedSample } from './sealed-sample.ts';

export function revisionsOf(bytes: Uint8Array): SignedRevision[] {
  return signedRevisions(new PdfState(bytes), new Findings());
}

/** Where the change hides the signature itself, that is what is found. */
const FLIPPED_CODES: readonly ProblemCode[] = [
  ...([
    'message-digest',
    'time-stamp-imprint',
    'malformed-pdf',
    'byte-range',
    'contents-gap',
    'no-signature',
    'empty-field',
  ] as const),
  ...(['encrypted', 'field', 'coverage'] as const),
];

/** A byte that a signature covers: its digest is wrong, or the file can no longer be read. */
export function flippedBytes(
  { sealed, original }: SealedSample,
  seed: number,
  perRegion: number,
): Mutation[] {
  const random = randomFrom(seed);
  const revisions = revisionsOf(sealed);
  const regions: { title: string; start: number; end: number }[] = [
    { title: 'the original', start: 0, end: original.length },
  ];
  let start = original.length;
  // pdfsig does not verify what only the time stamp of the document covers.
  const judged = revisions.at(-2)!.gap.start;
  revisions.forEach((revision, at) => {
    const { name } = revision.field;
    regions.push({ title: `the revision of ${name} before Contents`, start, end: revision.gap.start });
    // The Contents of the last signature is what no signature covers; it has a family of its own.
    if (at < revisions.length - 1) regions.push({ title: `the Contents of ${name}`, ...revision.gap });
    regions.push({
      title: `the revision of ${name} after Contents`,
      start: revision.gap.end,
      end: revision.end,
    });
    start = revision.end;
  });
  return regions.flatMap((region) =>
    Array.from({ length: perRegion }, (_, turn): Mutation => {
      const at = region.start + random(region.end - region.start);
      const bytes = Buffer.from(sealed);
      bytes[at] = bytes[at]! ^ (1 << random(8));
      return {
        family: 'a covered byte changed',
        title: `byte ${at} in ${region.title}`,
        bytes,
        expected: region.start === 0 ? ['original-prefix'] : FLIPPED_CODES,
        ...(turn === 0 && {
          refusedBy: at < judged ? (['pdfsig', 'openssl'] as const) : (['openssl'] as const),
        }),
      };
    }),
  );
}

const CMS_CODES: readonly ProblemCode[] = [
  ...(['cms-der', 'cms-structure', 'cms-attributes', 'message-digest', 'signing-certificate'] as const),
  ...(['signature-value', 'certificate-chain', 'certificate-validity', 'certificate-usage'] as const),
  ...(['time-stamp-missing', 'time-stamp-structure', 'time-stamp-imprint', 'time-stamp-signature'] as const),
  ...(['time-stamp-certificate', 'time-stamp-time', 'cms-padding'] as const),
];

/** Digits of the last Contents: no digest covers them, only what they say can show it. */
export function changedContents({ sealed }: SealedSample, seed: number, count: number): Mutation[] {
  const random = randomFrom(seed);
  const last = revisionsOf(sealed).at(-1)!;
  const cmsDigits = cmsOf(last.contents).der.encoding.length * 2;
  const digit = (at: number): Buffer => {
    const old = parseInt(String.fromCharCode(sealed[at]!), 16);
    return replaced(sealed, at, ((old + 1 + random(15)) % 16).toString(16));
  };
  const family = 'a digit of Contents changed';
  const inside = Array.from({ length: count }, (): Mutation => {
    const at = last.gap.start + 1 + random(cmsDigits);
    return { family, title: `digit ${at} of the CMS`, bytes: digit(at), expected: CMS_CODES };
  });
  const padding = Array.from({ length: 6 }, (): Mutation => {
    const first = last.gap.start + 1 + cmsDigits;
    const at = first + random(last.gap.end - 1 - first);
    return { family, title: `digit ${at} of the padding`, bytes: digit(at), expected: ['cms-padding'] };
  });
  const other = [' ', '\n', 'g', '>', '('].map((text): Mutation => {
    const at = last.gap.end - 2 - random(200);
    const expected: readonly ProblemCode[] = ['contents-gap', 'malformed-pdf'];
    return { family, title: `"${text}" at ${at} of Contents`, bytes: replaced(sealed, at, text), expected };
  });
  return [...inside, ...padding, ...other];
}

/** Bytes after the last signature, be they an update or not. */
export function appended({ sealed }: SealedSample): Mutation[] {
  const family = 'bytes appended';
  const junk = ['\n', ' ', '%', '\0', '%%EOF\n', 'startxref\n0\n%%EOF\n', sealed.subarray(0, 100), sealed];
  const texts = junk.map((bytes, at): Mutation => {
    const expected: readonly ProblemCode[] = ['coverage', 'malformed-pdf'];
    return { family, title: `junk ${at}`, bytes: Buffer.concat([sealed, Buffer.from(bytes)]), expected };
  });
  const file = new PdfState(sealed);
  const root = `/Root ${String(file.trailer.get('Root'))}`;
  const form = String(file.catalog.get('AcroForm'));
  const updates: Record<string, [number, string][]> = {
    'a page with other content': [[11, '<< /Length 0 >>\nstream\n\nendstream']],
    'another page dictionary': [[10, '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 10 10] >>']],
    'another list of pages': [[2, '<< /Type /Pages /Kids [12 0 R] /Count 1 /MediaBox [0 0 595 842] >>']],
    'another annotation': [[6, '<< /Type /Annot /Subtype /FreeText /Rect [0 0 500 500] /Contents (paid) >>']],
    'other information': [[4, '<< /Title (Another agreement) >>']],
    'a script that runs': [[9000, '<< /S /JavaScript /JS (app.alert\\(1\\)) >>']],
    'a form without fields': [[Number(/^\d+/.exec(form)?.[0] ?? 9001), '<< /Fields [] >>']],
    'nothing at all': [],
  };
  const revisions = Object.entries(updates).map(([title, objects]): Mutation => {
    return {
      family,
      title,
      bytes: appendTable(sealed, new Map(objects), root),
      expected: ['coverage', 'no-signature'],
    };
  });
  return [...texts, ...revisions];
}

/** ByteRange rewritten in place, each number in turn. */
export function movedRanges({ sealed }: SealedSample): Mutation[] {
  const text = sealed.toString('latin1');
  return [...text.matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)].flatMap(
    (match, signature) => {
      const numbers = match.slice(1).map(Number);
      const [, length = 0, second = 0, rest = 0] = numbers;
      const variants: number[][] = [
        [1, length - 1, second, rest],
        [0, length - 1, second, rest],
        [0, length + 1, second, rest],
        [0, length, second + 1, rest - 1],
        [0, length, second - 2, rest + 2],
        [0, length, second, rest - 1],
        [0, length, second, rest + 1],
        [0, 9, second, rest],
      ];
      return variants.flatMap((variant): Mutation[] => {
        const range = `/ByteRange [${variant.join(' ')}]`;
        if (range.length > match[0].length) return [];
        return [
          {
            family: 'ByteRange moved',
            title: `signature ${signature}: ${numbers.join(' ')} becomes ${variant.join(' ')}`,
            bytes: replaced(sealed, match.index, range.padEnd(match[0].length)),
            expected: ['byte-range', 'contents-gap', 'coverage', 'message-digest', 'time-stamp-imprint'],
            refusedBy: ['openssl'],
          },
        ];
      });
    },
  );
}

/** Signatures taken off: by cutting the file, or by emptying Contents. */
export function stripped({ sealed, original }: SealedSample): Mutation[] {
  const family = 'a signature stripped';
  const revisions = revisionsOf(sealed);
  const cut = revisions.slice(0, -1).map((revision): Mutation => {
    const title = `the file ends after ${revision.field.name}`;
    return { family, title, bytes: sealed.subarray(0, revision.end), expected: ['empty-field'] };
  });
  const unstamped: Mutation = {
    family,
    title: 'the file ends before the time stamp of the document',
    bytes: sealed.subarray(0, endOfPrevious(sealed, new PdfState(sealed))),
    expected: ['document-time-stamp'],
  };
  const emptied = revisions.map(({ gap, field }, at): Mutation => {
    const bytes = replaced(sealed, gap.start + 1, '0'.repeat(gap.end - gap.start - 2));
    const expected: readonly ProblemCode[] = ['cms-der', 'cms-structure'];
    return {
      family,
      title: `the Contents of ${field.name} is zeros`,
      bytes,
      expected,
      refusedBy: [at < revisions.length - 1 ? 'pdfsig' : 'openssl'],
    };
  });
  const whole: Mutation = {
    family,
    title: 'the original alone',
    bytes: original,
    expected: ['no-signature'],
  };
  return [...cut, unstamped, ...emptied, whole];
}

/** The cross-reference of the last revision points elsewhere. */
export function movedReferences({ sealed }: SealedSample): Mutation[] {
  const family = 'the cross-reference changed';
  const text = sealed.toString('latin1');
  const expected: readonly ProblemCode[] = [
    'message-digest',
    'malformed-pdf',
    'revision-chain',
    'no-signature',
  ];
  const previous = /.*\/Prev\s+(\d+)/s.exec(text)?.[1] ?? '0';
  const startxref = text.lastIndexOf('startxref');
  const older = [previous, '0', '9', String(sealed.length)].map((target): Mutation => {
    const tail = Buffer.from(`startxref\n${target}\n%%EOF\n`);
    const bytes = Buffer.concat([sealed.subarray(0, startxref), tail]);
    return {
      family,
      title: `startxref is ${target}`,
      bytes,
      expected: [...expected, 'coverage', 'empty-field'],
    };
  });
  const rows = [...text.matchAll(/\d{10} 00000 n/g)].filter((row) => row.index > sealed.length - 2000);
  const [first, second] = [rows.at(-1), rows.at(-2)];
  if (!first || !second) return older;
  const bytes = replaced(replaced(sealed, first.index, second[0]), second.index, first[0]);
  return [...older, { family, title: 'two entries swapped', bytes, expected }];
}
