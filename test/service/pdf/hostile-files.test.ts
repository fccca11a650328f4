/** Whatever a file does to its reader: it is opened, or refused with a code, within a second. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { packedPdf, pdfWith, revised } from '../../harness/pdf-samples.ts';
import { originalPdf, stream } from '../../verifier/samples/original-pdf.ts';
import { outcome } from './read-pdf.ts';

const KINDS = ['table', 'streams', 'updated', 'hybrid'] as const;

describe('The reader refuses', () => {
  const loops: Readonly<Record<string, Buffer>> = {
    'a /Prev that leads to itself': selfReferring(),
    'two revisions that name each other as the one before': circleOfRevisions(),
    'a page tree that contains itself': pdfWith({
      objects: { 2: '<< /Type /Pages /Kids [2 0 R] /Count 1 >>' },
    }),
    'a page tree that comes round': pdfWith({
      objects: { 2: '<< /Type /Pages /Kids [5 0 R] >>', 5: '<< /Type /Pages /Kids [2 0 R] >>' },
    }),
    'a page that is there twice': pdfWith({ objects: { 2: '<< /Type /Pages /Kids [3 0 R 3 0 R] >>' } }),
    'a page tree of a thousand levels': deepTree(1000),
    'references in a circle': pdfWith({
      catalog: '/Pages 5 0 R',
      objects: { 1: '<< /Type /Catalog /Pages 5 0 R >>', 5: '6 0 R', 6: '5 0 R' },
    }),
    'form fields in a circle': pdfWith({
      catalog: '/AcroForm << /Fields [5 0 R] >>',
      objects: { 5: '<< /T (a) /Kids [6 0 R] >>', 6: '<< /T (b) /Kids [5 0 R] >>' },
    }),
    'an object stream that stands in itself': packedPdf({
      catalog: '/X 20 0 R',
      containers: [{ number: 10, holds: [10, 20], body: container([20]) }],
    }),
    'an object stream whose length stands in itself': packedPdf({
      catalog: '/X 20 0 R',
      containers: [{ number: 10, holds: [20, 21], body: container([20, 21], '/Length 21 0 R') }],
    }),
    'a chain of object streams that need each other': chainOfContainers(4000),
    'objects nested ten thousand deep': pdfWith({
      catalog: '/X 5 0 R',
      objects: { 5: `${'['.repeat(10_000)}${']'.repeat(10_000)}` },
    }),
    'dictionaries nested ten thousand deep': pdfWith({
      catalog: '/X 5 0 R',
      objects: { 5: `${'<< /A '.repeat(10_000)}` },
    }),
    'a table that promises two billion entries': damagedTable('0 2000000000'),
    'a table that starts behind all object numbers': damagedTable('99999999999999 1'),
    'a table with an object twice': damagedTable('0 1\n0000000000 65535 f \n0 1'),
    'an offset behind the end': Buffer.from(
      pdfWith()
        .toString('latin1')
        .replace(/\d{10} 00000 n/, '9999999999 00000 n'),
    ),
    'an impossible /Size': pdfWith({ trailer: '/Size 99999999999' }),
    'a key twice in what it builds on': pdfWith({ page: '/Rotate 0 /Rotate 90' }),
    'a cross-reference that is announced behind the end': Buffer.from(
      pdfWith()
        .toString('latin1')
        .replace(/startxref\n\d+/, 'startxref\n999999999'),
    ),
  };
  for (const [title, file] of Object.entries(loops)) {
    test(title, () => assert.equal(outcome(file), 'damaged'));
  }

  test('more pages than the limit, before it has read them all', () => {
    const kids = Array.from({ length: 6000 }, (_, at) => at + 10);
    const objects = Object.fromEntries(kids.map((num) => [num, '<< /Type /Page /Parent 2 0 R >>']));
    const tree = `<< /Type /Pages /Kids [${kids.map((num) => `${num} 0 R`).join(' ')}] >>`;
    assert.equal(outcome(pdfWith({ objects: { ...objects, 2: tree } })), 'too-many-pages');
  });
});

describe('The reader answers with a document or a code, within a second,', () => {
  test('to huge and odd numbers, wherever one may stand', () => {
    const numbers = [
      '9'.repeat(400),
      '-0',
      '+.5',
      `${'1'.repeat(200_000)}-`,
      '.',
      '--5',
      '1.2.3',
      '4294967296',
      '-1',
      '1e5',
      '00',
    ];
    for (const number of numbers) {
      const about = number.slice(0, 20);
      outcome(pdfWith({ page: `/Rotate ${number}` }), about);
      outcome(pdfWith({ trailer: `/Prev ${number}` }), about);
      outcome(pdfWith({ objects: { 4: `<< /Length ${number} >>\nstream\nx\nendstream` } }), about);
      outcome(pdfWith({ pages: `/Kids [${number} 0 R]` }), about);
      outcome(
        packedPdf({
          catalog: '/X 20 0 R',
          containers: [
            { number: 10, holds: [20], body: stream(`/Type /ObjStm /N ${number} /First 5`, '20 0 (a)') },
          ],
        }),
        number,
      );
    }
  });

  for (const kind of KINDS) {
    test(`to a file of kind "${kind}", cut at every fiftieth byte`, () => {
      const whole = originalPdf(kind);
      const said = new Set<string>();
      for (let length = 0; length < whole.length; length += 50)
        said.add(outcome(whole.subarray(0, length), `cut at ${length}`));
      assert.ok(said.has('damaged'));
      // Cut behind its first revision a file is an older file, and whole.
      assert.ok(kind === 'updated' || !said.has('document'), [...said].join());
    });

    test(`to a file of kind "${kind}", with bytes changed at random, two hundred times`, () => {
      const whole = originalPdf(kind);
      const random = seededRandom(20_260_115);
      const said = new Map<string, number>();
      for (let round = 0; round < 200; round++) {
        const changed = Buffer.from(whole);
        const flips = 1 + Math.floor(random() * 3);
        for (let flip = 0; flip < flips; flip++)
          changed[Math.floor(random() * changed.length)] = Math.floor(random() * 256);
        const word = outcome(changed, `round ${round}`);
        said.set(word, (said.get(word) ?? 0) + 1);
      }
      assert.ok(
        (said.get('damaged') ?? 0) > 10 && (said.get('document') ?? 0) > 10,
        JSON.stringify([...said]),
      );
    });
  }
});

/** mulberry32: the same numbers in every run. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function tableStart(file: Buffer): string {
  return /startxref\s+(\d+)\s+%%EOF\s*$/.exec(file.toString('latin1'))?.[1] ?? '';
}

/** Fills the room that was left in a file for an offset; the length stays. */
function fillRoom(file: Buffer, offset: string): Buffer {
  return Buffer.from(
    file.toString('latin1').replace('0000000000 %room', `${offset.padStart(10, '0')} %room`),
    'latin1',
  );
}

function selfReferring(): Buffer {
  const file = pdfWith({ trailer: '/Prev 0000000000 %room\n' });
  return fillRoom(file, tableStart(file));
}

function circleOfRevisions(): Buffer {
  const file = revised(pdfWith({ trailer: '/Prev 0000000000 %room\n' }), { 5: '1' });
  return fillRoom(file, tableStart(file));
}

function deepTree(levels: number): Buffer {
  const nodes = Array.from({ length: levels }, (_, at) => at + 10);
  const objects = Object.fromEntries(nodes.map((num) => [num, `<< /Type /Pages /Kids [${num + 1} 0 R] >>`]));
  const leaf = { [levels + 10]: '<< /Type /Page >>' };
  return pdfWith({ objects: { ...objects, ...leaf, 2: '<< /Type /Pages /Kids [10 0 R] >>' } });
}

function container(nums: readonly number[], entries = ''): Buffer {
  const index = nums.map((num, at) => `${num} ${at * 3} `).join('');
  const body = index + nums.map(() => '10 ').join('');
  const head = `/Type /ObjStm /N ${nums.length} /First ${index.length}`;
  if (entries === '') return stream(head, body);
  return Buffer.from(`<< ${head} ${entries} >>\nstream\n${body}\nendstream`);
}

/** The length of each stands in the next. */
function chainOfContainers(count: number): Buffer {
  const containers = Array.from({ length: count }, (_, at) => {
    const length = at === count - 1 ? '' : `/Length ${20_001 + at} 0 R`;
    return { number: 10_000 + at, holds: [20_000 + at], body: container([20_000 + at], length) };
  });
  return packedPdf({ catalog: '/X 20000 0 R', containers });
}

function damagedTable(section: string): Buffer {
  return Buffer.from(pdfWith().toString('latin1').replace('xref\n0 1', `xref\n${section}`), 'latin1');
}
