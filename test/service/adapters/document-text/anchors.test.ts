/** Words are found where people see them, however they were written. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { searchDocument } from '../../../../demo/service/adapters/document-text/search-document.ts';
import type { FoundText } from '../../../../demo/service/ports/document-text.ts';
import { pdfWith } from '../../../harness/pdf-samples.ts';
import { stream } from '../../../verifier/samples/original-pdf.ts';
import { glyphsFromTheLeft, line, pagesOf, widthOf, written } from './written-pdf.ts';

async function find(bytes: Uint8Array, text: string, more: { page?: number; most?: number } = {}) {
  const [found = []] = await searchDocument(new Uint8Array(bytes), [{ text, most: 100, ...more }]);
  return found;
}

/** To a tenth of a point: x and y of its lower left corner, and where its last line ends. */
const placesOf = (found: readonly FoundText[]) =>
  found.map(({ page, x, y, end }) => [page, tenth(x), tenth(y), tenth(end.right), tenth(end.bottom)]);
const tenth = (points: number) => Math.round(points * 10) / 10;

const ANCHOR = 'Signature of tenant:';

describe('A text is found', () => {
  test('in a run of its own, from its first letter to its last', async () => {
    const found = await find(written(line(ANCHOR, 72, 500)), ANCHOR);
    assert.deepEqual(placesOf(found), [[1, 72, 500, tenth(72 + (await widthOf(ANCHOR))), 500]]);
    assert.deepEqual([found[0]?.pageWidth, found[0]?.pageHeight], [595, 842]);
  });

  test('inside of a longer run, as exactly as its letters are wide', async () => {
    const [before, after] = ['Will it fit? ', ' WWWWWWWW'];
    const found = await find(written(line(before + ANCHOR + after, 72, 500)), ANCHOR);
    const start = 72 + (await widthOf(before));
    assert.deepEqual(placesOf(found), [[1, tenth(start), 500, tenth(start + (await widthOf(ANCHOR))), 500]]);
  });

  test('in letters that are written one by one, and with spaces that are gaps', async () => {
    let x = 72;
    const letters: string[] = [];
    for (const letter of ANCHOR) {
      if (letter !== ' ') letters.push(line(letter, x, 500));
      x += await widthOf(letter);
    }
    const found = await find(written(letters.join('')), ANCHOR);
    assert.deepEqual(placesOf(found), [[1, 72, 500, tenth(x), 500]]);
  });

  test('in several fonts and sizes, raised letters among them', async () => {
    const content = `${line('Signature ', 72, 500)}${line('of', 117.2, 503, 6, 'F2')}${line('tenant', 127, 500)}${line(':', 154, 500)}`;
    assert.equal((await find(written(content), ANCHOR)).length, 1);
  });

  test('with kerning between its letters', async () => {
    const content = 'BT /F1 10 Tf 72 500 Td [(Sig) 40 (nat) -30 (ure of) -260 (ten) 20 (ant:)] TJ ET';
    assert.equal((await find(written(content), ANCHOR)).length, 1);
  });

  test('with other white space than it is asked for, and other forms of its letters', async () => {
    const content = `BT /F1 10 Tf 72 500 Td (Signature   of\\240tenant:) Tj ET`;
    const latin1 = written(content);
    assert.equal((await find(latin1, '  Signature\n of\t tenant:')).length, 1);
    assert.equal((await find(latin1, 'Signature of ｔｅｎａｎｔ：')).length, 1);
  });

  test('over the end of a line, and of two', async () => {
    const content = [
      line('Here goes the signature', 72, 500),
      line('of the tenant', 72, 488),
      line('of this house.', 72, 476),
    ].join('');
    const [found] = await find(written(content), 'signature of the tenant of this house');
    assert.ok(found);
    assert.deepEqual(
      [
        tenth(found.x),
        tenth(found.y),
        tenth(found.end.left),
        tenth(found.end.right),
        tenth(found.end.bottom),
      ],
      [72, 476, 72, tenth(72 + (await widthOf('of this house'))), 476],
    );
    assert.equal((await find(written(content), 'signature of the tenant')).length, 1);
  });

  test('in its column, whichever way two columns were written', async () => {
    const left = ['the signature', 'of the tenant'].map((text, at) => line(text, 72, 500 - 12 * at));
    const right = ['the signature', 'of the landlord'].map((text, at) => line(text, 320, 500 - 12 * at));
    const orders = [
      [left[0], left[1], right[0], right[1]],
      [left[0], right[0], left[1], right[1]],
      [right[1], left[1], right[0], left[0]],
    ];
    for (const content of orders) {
      const bytes = written(content.join(''));
      const landlord = await find(bytes, 'signature of the landlord');
      assert.deepEqual(
        placesOf(landlord).map(([, x, y]) => [x, y]),
        [[320, 488]],
      );
      assert.equal((await find(bytes, 'signature of the tenant')).length, 1);
      assert.deepEqual(await find(bytes, 'the signature the signature'), []);
      assert.deepEqual(await find(bytes, 'tenant of the landlord'), []);
    }
  });

  test('every time that it is there: from the top, then from the left, page by page', async () => {
    const content = [
      line('Initials:', 300, 200),
      line('Initials:', 72, 200),
      line('Initials: and Initials:', 72, 600),
    ].join('');
    const found = await find(written(content), 'Initials:');
    const second = tenth(72 + (await widthOf('Initials: and ')));
    assert.deepEqual(
      placesOf(found).map(([, x, y]) => [x, y]),
      [
        [72, 600],
        [second, 600],
        [72, 200],
        [300, 200],
      ],
    );
    assert.equal((await find(written(content), 'Initials:', { most: 2 })).length, 2);
    const pages = await pagesOf(['one Initials:', 'two', 'three Initials:']);
    assert.deepEqual(
      (await find(pages, 'Initials:')).map(({ page }) => page),
      [1, 3],
    );
    assert.deepEqual(
      (await find(pages, 'Initials:', { page: 3 })).map(({ page }) => page),
      [3],
    );
  });

  test('once where it is written twice to look bold', async () => {
    const content = line(ANCHOR, 72, 500) + line(ANCHOR, 72.3, 500.1);
    assert.equal((await find(written(content), ANCHOR)).length, 1);
  });

  test('in a form that the page draws, scaled and moved', async () => {
    const bytes = pdfWith({
      objects: {
        3: '<< /Type /Page /Parent 2 0 R /Resources << /XObject << /X 5 0 R >> >> /Contents 4 0 R >>',
        4: stream('', 'q 2 0 0 2 100 50 cm /X Do Q'),
        5: stream(
          '/Type /XObject /Subtype /Form /BBox [0 0 300 300] /Resources << /Font << /F1 6 0 R >> >>',
          line(ANCHOR, 10, 20),
        ),
        6: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
      },
    });
    const end = tenth(120 + 2 * (await widthOf(ANCHOR)));
    assert.deepEqual(placesOf(await find(bytes, ANCHOR)), [[1, 120, 90, end, 90]]);
  });
});

describe('A text is not found', () => {
  const bytes = written(
    [
      line(ANCHOR, 72, 500),
      line('the signa-', 72, 300),
      line('ture here', 72, 288),
      line('Total', 72, 100),
    ].join(''),
  );
  for (const [why, text] of [
    ['in other capitals', 'signature of tenant:'],
    ['where a hyphen divides it', 'the signature here'],
    ['where white space is missing', 'Signatureof tenant:'],
    ['where lines are far apart', 'ture here Total'],
    ['that is not there', 'Signature of landlord:'],
  ] as const) {
    test(why, async () => assert.deepEqual(await find(bytes, text), []));
  }

  test('outside of what the page shows', async () => {
    const content = line(ANCHOR, 72, 500) + line(ANCHOR, 72, 100);
    const found = await find(written(content, '/CropBox [0 300 595 842]'), ANCHOR);
    assert.deepEqual(
      placesOf(found).map(([, x, y]) => [x, y]),
      [[72, 200]],
    );
  });

  test('on a page that cannot be read, and is on the next', async () => {
    const pages = await pagesOf(['Initials:', 'Initials:']);
    const [first, second] = await searchDocument(pages, [
      { text: 'Initials:', most: 1, page: 2 },
      { text: 'Initials:', most: 1, page: 9 },
    ]);
    assert.equal(first?.[0]?.page, 2);
    assert.deepEqual(second, []);
  });
});

describe('A text is found where the page shows it', () => {
  const crop = '/CropBox [50 100 550 800]';
  // What is written in the middle of the page's own coordinates, and stands upright when the page is turned.
  for (const [turn, matrix, x, y] of [
    [0, '1 0 0 1 200 300', 150, 200],
    [90, '0 1 -1 0 200 300', 200, 350],
    [180, '-1 0 0 -1 200 300', 350, 500],
    [270, '0 -1 1 0 200 300', 500, 150],
  ] as const) {
    test(`turned by ${turn} degrees and cropped, with text that is upright then`, async () => {
      const content = `BT /F1 10 Tf ${matrix} Tm (${ANCHOR}) Tj ET`;
      const found = await find(written(content, `/Rotate ${turn} ${crop}`), ANCHOR);
      assert.deepEqual(placesOf(found), [[1, x, y, tenth(x + (await widthOf(ANCHOR))), y]]);
      const [width, height] = turn % 180 === 0 ? [500, 700] : [700, 500];
      assert.deepEqual([found[0]?.pageWidth, found[0]?.pageHeight], [width, height]);
    });
  }

  test('turned by 90 degrees, with text that runs downwards then', async () => {
    const [found] = await find(written(line(ANCHOR, 200, 300), '/Rotate 90'), ANCHOR);
    assert.ok(found);
    // Seen, it begins at 300 from the left and 395 from below, and its letters stand to the right of that.
    assert.deepEqual([found.x, found.y, found.end.right].map(tenth), [
      300,
      tenth(395 - (await widthOf(ANCHOR))),
      310,
    ]);
  });

  test('in points, where the page has a unit of its own', async () => {
    const found = await find(written(line(ANCHOR, 72, 500), '/UserUnit 2'), ANCHOR);
    assert.deepEqual(placesOf(found), [[1, 144, 1000, tenth(144 + 2 * (await widthOf(ANCHOR))), 1000]]);
    assert.deepEqual([found[0]?.pageWidth, found[0]?.pageHeight], [1190, 1684]);
  });
});

describe('A text that runs from right to left is found', () => {
  // As it is read: "חתימת השוכר:"; in the file its letters stand as they are seen.
  const read = 'חתימת השוכר';
  const seen = [...read].toReversed().join('');

  test('in one run, and ends on its left', async () => {
    const { bytes, width } = await glyphsFromTheLeft([{ text: seen, x: 300, y: 500 }]);
    const [found] = await find(bytes, read);
    assert.ok(found, 'it is there');
    assert.equal(found.rightToLeft, true);
    assert.deepEqual([found.x, found.end.left, found.end.right].map(tenth), [
      300,
      300,
      tenth(300 + width(seen)),
    ]);
    const [first] = await find(bytes, 'חתימת');
    assert.ok(first);
    assert.deepEqual([first.x, first.end.right].map(tenth), [
      tenth(300 + width(seen) - width('חתימת')),
      tenth(300 + width(seen)),
    ]);
  });

  test('word by word, in whichever order the words were written', async () => {
    const words = read.split(' ').map((word) => [...word].toReversed().join(''));
    const { width } = await glyphsFromTheLeft([{ text: seen, x: 0, y: 0 }]);
    const [first = '', second = ''] = words;
    const runs = [
      { text: second, x: 300, y: 500 },
      { text: first, x: 300 + width(`${second} `), y: 500 },
    ];
    for (const order of [runs, runs.toReversed()]) {
      const { bytes } = await glyphsFromTheLeft(order);
      const found = await find(bytes, read);
      assert.equal(found.length, 1);
      assert.equal(tenth(found[0]?.x ?? 0), 300);
    }
  });
});
