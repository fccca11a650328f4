/** Whatever the bytes are, there is an answer: never an exception, never a wait, never "valid". */
import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
import { before, describe, test } from 'node:test';
import { randomFrom, SEED } from './samples/mutation.ts';
import { originalPdf, stream } from './samples/original-pdf.ts';
import { type SealedSample, sealedSample } from './samples/sealed-sample.ts';
import { verifySealedPdf } from './verify-sealed-pdf.ts';

/** Generous: the slowest takes a tenth of this. What it is for is the file that takes minutes. */
const LONGEST_MILLISECONDS = 5000;

let sample: SealedSample;

before(async () => {
  sample = await sealedSample('streams', 2, false);
});

function assertRefused(bytes: Uint8Array, title: string): void {
  const start = performance.now();
  const { valid, problems } = verifySealedPdf(bytes, sample);
  const without = verifySealedPdf(bytes, { anchorsPem: sample.anchorsPem });
  const took = performance.now() - start;
  assert.ok(!valid && !without.valid && problems.length > 0, title);
  const faults = [...problems, ...without.problems].filter(({ code }) => code === 'verifier-fault');
  assert.deepEqual(faults, [], title);
  assert.ok(took < LONGEST_MILLISECONDS, `${title} took ${Math.round(took)} ms`);
}

function file(objects: readonly (readonly [number, string | Buffer])[], trailer = '/Root 1 0 R'): Buffer {
  let body = '%PDF-1.7\n';
  let table = 'xref\n0 1\n0000000000 65535 f \n';
  for (const [number, value] of objects) {
    table += `${number} 1\n${String(body.length).padStart(10, '0')} 00000 n \n`;
    body += `${number} 0 obj\n${Buffer.from(value).toString('latin1')}\nendobj\n`;
  }
  return Buffer.from(
    `${body}${table}trailer\n<< /Size 99 ${trailer} >>\nstartxref\n${body.length}\n%%EOF\n`,
    'latin1',
  );
}

/** One cross-reference stream and nothing else. */
function crossReference(dictionary: string, data: Buffer): Buffer {
  const object = stream(`/Type /XRef /Root 1 0 R ${dictionary}`, data).toString('latin1');
  return Buffer.from(`%PDF-1.7\n9 0 obj\n${object}\nendobj\nstartxref\n9\n%%EOF\n`, 'latin1');
}

const CATALOG = '<< /Type /Catalog /Pages 2 0 R /AcroForm 3 0 R >>';
const deep = (open: string, close: string): string => open.repeat(60_000) + close.repeat(60_000);
const bomb = deflateSync(Buffer.alloc(300 * 1024 * 1024));

const HOSTILE: Readonly<Record<string, () => Uint8Array>> = {
  'no bytes': () => new Uint8Array(),
  'a header alone': () => Buffer.from('%PDF-1.7\n'),
  text: () => Buffer.from('startxref\n0\n%%EOF'),
  'a table that is its own /Prev': () => file([[1, CATALOG]], '/Root 1 0 R /Prev 73'),
  'an object that is itself': () => file([[1, '1 0 R']]),
  'two objects that are each other': () =>
    file([
      [1, '2 0 R'],
      [2, '1 0 R'],
    ]),
  'fields that are their own kids': () =>
    file([
      [1, CATALOG],
      [2, '<< /Kids [] >>'],
      [3, '<< /Fields [4 0 R] >>'],
      [4, '<< /T (a) /Kids [4 0 R] >>'],
    ]),
  'pages that are their own parents': () =>
    file([
      [1, CATALOG],
      [2, '<< /Kids [2 0 R] >>'],
      [3, '<< /Fields [] >>'],
    ]),
  'arrays in arrays': () => file([[1, deep('[', ']')]]),
  'dictionaries in dictionaries': () => file([[1, deep('<</A', '>>')]]),
  'brackets that never close': () => file([[1, '['.repeat(200_000)]]),
  'parentheses that never close': () => file([[1, '('.repeat(200_000)]]),
  'a stream whose length is itself': () => file([[1, '<< /Length 1 0 R >>\nstream\n\nendstream']]),
  'a stream of a huge length': () => file([[1, '<< /Length 9007199254740991 >>\nstream\n\nendstream']]),
  'a subsection of a huge count': () =>
    Buffer.from('%PDF-1.7\nxref\n0 99999999\n0000000000 65535 f \ntrailer\n<<>>\nstartxref\n9\n%%EOF\n'),
  'a subsection of a count below the limit': () =>
    Buffer.from('%PDF-1.7\nxref\n0 8000000\n0000000000 65535 f \ntrailer\n<<>>\nstartxref\n9\n%%EOF\n'),
  'a cross-reference stream without widths': () => crossReference('/Size 5', Buffer.alloc(100)),
  'a cross-reference stream of no width': () => crossReference('/Size 8000000 /W [0 0 0]', Buffer.alloc(1)),
  'a cross-reference stream of huge widths': () =>
    crossReference('/Size 5 /W [9000 9000 9000]', Buffer.alloc(100)),
  'a cross-reference stream of a huge size': () =>
    crossReference('/Size 999999999999 /W [1 4 1]', Buffer.alloc(100)),
  'a cross-reference stream that is a bomb': () =>
    crossReference('/Size 5 /W [1 4 1] /Filter /FlateDecode', bomb),
  'a cross-reference stream with rows of a huge length': () =>
    crossReference(
      '/Size 5 /W [1 4 1] /Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 65536 /Colors 32 >>',
      deflateSync(Buffer.alloc(100)),
    ),
  'a hybrid that points at itself': () => file([[1, CATALOG]], '/Root 1 0 R /XRefStm 73'),
  'a word without end': () => Buffer.concat([originalPdf('table'), Buffer.alloc(300_000, 0x61)]),
  'startxref far beyond the end': () => Buffer.from('%PDF-1.7\nstartxref\n999999999999999\n%%EOF'),
};

describe('Bytes that are no sealed file', () => {
  for (const [title, make] of Object.entries(HOSTILE)) {
    test(`are refused in good time: ${title}`, () => {
      assertRefused(make(), title);
    });
  }

  test(`are refused wherever the file is cut (VERIFIER_SEED=${SEED})`, () => {
    const random = randomFrom(SEED);
    for (let turn = 0; turn < 60; turn += 1) {
      const end = random(sample.sealed.length);
      assertRefused(sample.sealed.subarray(0, end), `cut at ${end}`);
    }
  });

  test(`are refused whatever piece is missing, doubled or noise (VERIFIER_SEED=${SEED})`, () => {
    const random = randomFrom(SEED + 7);
    for (let turn = 0; turn < 90; turn += 1) {
      const { sealed } = sample;
      const start = random(sealed.length - 300);
      const length = 1 + random(250);
      const noise = Buffer.from(Array.from({ length }, () => random(256)));
      const piece = [Buffer.alloc(0), Buffer.concat([sealed.subarray(start, start + length), noise]), noise][
        turn % 3
      ]!;
      const bytes = Buffer.concat([sealed.subarray(0, start), piece, sealed.subarray(start + length)]);
      assertRefused(bytes, `turn ${turn}: ${length} bytes at ${start}`);
    }
  });

  test(`are refused when they are noise that begins like a PDF (VERIFIER_SEED=${SEED})`, () => {
    const random = randomFrom(SEED + 13);
    const words = [
      '<<',
      '>>',
      '[',
      ']',
      '(',
      ')',
      '/Type',
      '/Sig',
      'obj',
      'endobj',
      'stream',
      '1 0 R',
      '9',
      '<00>',
      'xref',
      'trailer',
      '%',
      '\n',
    ];
    for (let turn = 0; turn < 200; turn += 1) {
      const text = Array.from({ length: 200 }, () => words[random(words.length)]).join(' ');
      assertRefused(Buffer.from(`%PDF-1.7\n${text}\nstartxref\n${9 + random(text.length)}\n%%EOF\n`), text);
    }
  });
});
